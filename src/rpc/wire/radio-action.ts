import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { CommandAction } from '../../devices/command-action.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import { type BindingTarget, type ReportingRule, radioLimits } from '../../devices/radio-operation.ts';
import type {
  Command as WireCommand,
  ReportingRule as WireRule,
  WriteBinding,
} from '../gen/zigfleet/link/v1/link.ts';
import type { AddressedDevice } from './addressed-device.ts';

/** Actions that speak of clusters. */
export type RadioAction = Extract<
  CommandAction,
  { type: 'readBindings' | 'bind' | 'unbind' | 'readReporting' | 'configureReporting' }
>;
type WireRadioAction = Extract<
  NonNullable<WireCommand['action']>,
  { $case: 'readBindings' | 'writeBinding' | 'readReporting' | 'configureReporting' }
>;

/** @throws ZigfleetError `not-found` for a device that the hub does not have */
export function encodeRadioAction(
  action: RadioAction,
  resolve: (ieeeAddress: IeeeAddress) => AddressedDevice,
): WireRadioAction {
  const device = resolve(action.ieeeAddress).index;
  switch (action.type) {
    case 'readBindings':
      return { $case: 'readBindings', value: { device } };
    case 'bind':
    case 'unbind': {
      const { endpointId, cluster, target } = action.binding;
      return {
        $case: 'writeBinding',
        value: {
          ...{ device, endpointId, cluster, target: encodeTarget(target, resolve) },
          remove: action.type === 'unbind',
        },
      };
    }
    case 'readReporting': {
      const { endpointId, cluster, attributes } = action;
      return {
        $case: 'readReporting',
        value: { device, endpointId: endpointId ?? 0, cluster: cluster ?? '', attributes },
      };
    }
    case 'configureReporting': {
      const { endpointId, cluster } = action;
      const rules = action.rules.map(({ change, ...rule }) => ({ ...rule, change: change ?? undefined }));
      return { $case: 'configureReporting', value: { device, endpointId, cluster, rules } };
    }
  }
}

/** @throws ZigfleetError `not-found`, `decode-failed` */
export function decodeRadioAction(
  action: WireRadioAction,
  resolve: (index: number) => AddressedDevice['descriptor'],
): RadioAction {
  const { ieeeAddress } = resolve(action.value.device);
  switch (action.$case) {
    case 'readBindings':
      return { type: 'readBindings', ieeeAddress };
    case 'writeBinding': {
      const { endpointId, cluster, target, remove } = action.value;
      return {
        type: remove ? 'unbind' : 'bind',
        ieeeAddress,
        binding: {
          endpointId: requireEndpoint(endpointId),
          cluster: requireName(cluster),
          target: decodeTarget(target, resolve),
        },
      };
    }
    case 'readReporting': {
      const { endpointId, cluster, attributes } = action.value;
      requireCount(attributes.length, 0);
      return {
        ...{ type: 'readReporting', ieeeAddress },
        endpointId: endpointId === 0 ? null : requireEndpoint(endpointId),
        cluster: cluster === '' ? null : requireName(cluster),
        attributes: attributes.map(requireName),
      };
    }
    case 'configureReporting': {
      const { endpointId, cluster, rules } = action.value;
      requireCount(rules.length, 1);
      return {
        ...{ type: 'configureReporting', ieeeAddress, endpointId: requireEndpoint(endpointId) },
        ...{ cluster: requireName(cluster), rules: rules.map(decodeRule) },
      };
    }
  }
}

function encodeTarget(
  target: BindingTarget,
  resolve: (ieeeAddress: IeeeAddress) => AddressedDevice,
): WriteBinding['target'] {
  switch (target.type) {
    case 'coordinator':
      return undefined;
    case 'group':
      return { $case: 'groupId', value: target.groupId };
    case 'device':
      return {
        $case: 'endpoint',
        value: { device: resolve(target.ieeeAddress).index, endpointId: target.endpointId },
      };
  }
}

function decodeTarget(
  target: WriteBinding['target'],
  resolve: (index: number) => AddressedDevice['descriptor'],
): BindingTarget {
  switch (target?.$case) {
    case undefined:
      return { type: 'coordinator' };
    case 'groupId':
      return { type: 'group', groupId: requireGroupId(target.value) };
    case 'endpoint': {
      const { device, endpointId } = target.value;
      return {
        ...{ type: 'device', ieeeAddress: resolve(device).ieeeAddress },
        endpointId: requireEndpoint(endpointId),
      };
    }
  }
}

function decodeRule({ attribute, minimumIntervalS, maximumIntervalS, change }: WireRule): ReportingRule {
  if (minimumIntervalS > radioLimits.intervalMaxS || maximumIntervalS > radioLimits.intervalMaxS) {
    throw malformed(`an interval may be ${radioLimits.intervalMaxS} s at most`);
  }
  return { attribute: requireName(attribute), minimumIntervalS, maximumIntervalS, change: change ?? null };
}

/** @throws ZigfleetError `decode-failed` */
export function requireGroupId(groupId: number): number {
  if (groupId >= radioLimits.groupIdMin && groupId <= radioLimits.groupIdMax) return groupId;
  throw malformed(`${groupId} is not the id of a group`);
}

function requireEndpoint(endpointId: number): number {
  if (endpointId >= radioLimits.endpointIdMin && endpointId <= radioLimits.endpointIdMax) return endpointId;
  throw malformed(`${endpointId} is not the id of an endpoint`);
}

function requireName(name: string): string {
  if (name !== '' && name.length <= radioLimits.nameLengthMax) return name;
  throw malformed('a cluster or attribute without a usable name');
}

function requireCount(count: number, atLeast: number): void {
  if (count < atLeast || count > radioLimits.attributesMax) {
    throw malformed(`${count} attributes: there may be ${atLeast} to ${radioLimits.attributesMax}`);
  }
}

function malformed(message: string): ZigfleetError {
  return new ZigfleetError('decode-failed', message);
}
