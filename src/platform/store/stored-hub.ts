import type { Hub } from '../domain/hub.ts';
import type { Tagged } from '../domain/tagged.ts';
import { entityTagOf } from './entity-tag.ts';

/** What the store has about a hub, taken from the fields of its hash (see common.lua). */
export interface StoredHub {
  hubId: string;
  publicKey: Buffer;
  name: string;
  icon: string | null;
  model: string;
  softwareVersion: string;
  claimedAtMs: number;
  online: boolean;
  /** The node that holds its session; empty if none does. */
  nodeId: string;
  epoch: number;
  onlineChangedAtMs: number;
  journalId: string;
  lastSequence: number;
  /** Digest of the inventory, as hexadecimal digits; empty if there is none. */
  inventoryDigest: string;
  version: number;
  isRevoked: boolean;
  /** The hub that has taken over from it. */
  replacedBy: string | null;
  /** 0 if no command has said so. */
  permitJoinUntilMs: number;
  /** Descriptor reference to digest (hexadecimal digits). */
  descriptors: Map<number, string>;
}

/** Reads the fields of a hub's hash. */
export function parseHub(hubId: string, fields: Map<string, Buffer>): StoredHub {
  const text = (name: string) => fields.get(name)?.toString() ?? '';
  const number = (name: string) => Number(text(name) || '0');
  const descriptors = new Map<number, string>();
  for (const [name, value] of fields) {
    if (/^d\d+$/.test(name)) descriptors.set(Number(name.slice(1)), value.toString('hex'));
  }
  return {
    hubId,
    publicKey: fields.get('pk') ?? Buffer.alloc(0),
    name: text('nm'),
    icon: text('ic') || null,
    model: text('m'),
    softwareVersion: text('w'),
    claimedAtMs: number('ct'),
    online: text('on') === '1',
    nodeId: text('n'),
    epoch: number('e'),
    onlineChangedAtMs: number('oc'),
    journalId: text('j'),
    lastSequence: number('s'),
    inventoryDigest: fields.get('g')?.toString('hex') ?? '',
    version: number('v'),
    isRevoked: text('rv') === '1',
    replacedBy: text('rb') || null,
    permitJoinUntilMs: number('pj'),
    descriptors,
  };
}

/** The hub as apps see it. Its tag is that of `hub_tag` in session.lua. */
export function toHub(homeId: string, stored: StoredHub, deviceCount: number): Tagged<Hub> {
  const { hubId, name, icon, model, softwareVersion, online, claimedAtMs, onlineChangedAtMs, version } =
    stored;
  return {
    ...{ hubId, homeId, name, icon, model, softwareVersion, online },
    ...{ claimedAtMs, onlineChangedAtMs, deviceCount, version },
    ...{ revoked: stored.isRevoked, replacedBy: stored.replacedBy },
    permitJoinUntilMs: stored.permitJoinUntilMs || null,
    etag: entityTagOf(String(claimedAtMs), String(version)),
  };
}
