import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { isIeeeAddress } from '../../src/devices/ieee-address.ts';
import type { Binding } from './application.ts';

/** What a node remembers over a power cut or a restart of the simulator. Plain JSON. */
export interface NodeState {
  /** `0x` and 16 hex digits. */
  extendedPanId: string;
  /** 32 hex digits. */
  networkKey: string;
  networkAddress: number;
  /** IEEE address of the parent. */
  parent: string;
  bindings: Binding[];
  /** Group ids by endpoint id. */
  groups: Record<string, number[]>;
}

function isUint(value: unknown, maximum: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= maximum;
}

function isBinding(value: unknown): value is Binding {
  const binding = value as Partial<Binding> | null;
  if (!isUint(binding?.sourceEndpointId, 254) || !isUint(binding?.clusterId, 0xffff)) return false;
  const target = binding?.target as { ieeeAddress?: unknown; endpointId?: unknown; groupId?: unknown };
  if (!target || typeof target !== 'object') return false;
  if (target.groupId !== undefined) return isUint(target.groupId, 0xffff);
  return (
    typeof target.ieeeAddress === 'string' &&
    isIeeeAddress(target.ieeeAddress) &&
    isUint(target.endpointId, 255)
  );
}

/**
 * Checks a state that was read from a file.
 * @throws ZigfleetError `decode-failed` naming what is wrong
 */
export function parseNodeState(value: unknown): NodeState {
  const state = value as Partial<NodeState> | null;
  const fail = (what: string): never => {
    throw new ZigfleetError('decode-failed', `the saved state of a node is damaged: ${what}`);
  };
  if (typeof state !== 'object' || state === null) return fail('not an object');
  const { extendedPanId, networkKey, networkAddress, parent, bindings, groups } = state;
  if (typeof extendedPanId !== 'string' || !isIeeeAddress(extendedPanId)) return fail('extendedPanId');
  if (typeof networkKey !== 'string' || !/^[0-9a-f]{32}$/.test(networkKey)) return fail('networkKey');
  if (!isUint(networkAddress, 0xfff7) || networkAddress === 0) return fail('networkAddress');
  if (typeof parent !== 'string' || !isIeeeAddress(parent)) return fail('parent');
  if (!Array.isArray(bindings) || !bindings.every(isBinding)) return fail('bindings');
  if (typeof groups !== 'object' || groups === null) return fail('groups');
  for (const [endpointId, ids] of Object.entries(groups)) {
    if (!isUint(Number(endpointId), 254) || !Array.isArray(ids)) return fail('groups');
    if (!ids.every((id) => isUint(id, 0xffff))) return fail('groups');
  }
  return { extendedPanId, networkKey, networkAddress, parent, bindings, groups };
}
