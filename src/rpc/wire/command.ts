import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { CommandAction } from '../../devices/command-action.ts';
import { isCommandFailureReason } from '../../devices/command-failure.ts';
import { findingsLengthMax, parseFindings } from '../../devices/command-findings.ts';
import type { CommandOutcome } from '../../devices/command-outcome.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import { radioLimits } from '../../devices/radio-operation.ts';
import type { Trait, TraitValues } from '../../devices/trait.ts';
import type {
  Command as WireCommand,
  CommandResult as WireCommandResult,
  TraitValue as WireTraitValue,
} from '../gen/zigfleet/link/v1/link.ts';
import type { AddressedDevice } from './addressed-device.ts';
import { decodeRadioAction, encodeRadioAction, requireGroupId } from './radio-action.ts';
import { decodeTraitValues, encodeTraitValues, indexTraits } from './trait-values.ts';
import { wireLimits } from './wire-limits.ts';

/** Longest time for which a network may be opened, in seconds (Zigbee specification r22, 2.4.3.3.7). */
const permitJoinDurationMaxS = 254;

/**
 * An order, by the numbers of the link.
 * @param deviceOf - the device of an identity, if the hub has it
 * @throws ZigfleetError `not-found` for a device that the hub does not have, `unknown-trait`, `invalid-value`
 */
export function encodeCommandAction(
  action: CommandAction,
  deviceOf: (ieeeAddress: IeeeAddress) => AddressedDevice | undefined,
): NonNullable<WireCommand['action']> {
  const resolve = (ieeeAddress: IeeeAddress) => {
    const device = deviceOf(ieeeAddress);
    if (!device) throw new ZigfleetError('not-found', `the hub has no device ${ieeeAddress}`);
    return device;
  };
  switch (action.type) {
    case 'setTraits': {
      const device = resolve(action.ieeeAddress);
      return {
        $case: 'setTraits',
        value: { device: device.index, values: encodeAll(device, action.values) },
      };
    }
    case 'getTraits': {
      const device = resolve(action.ieeeAddress);
      const index = indexTraits(device.descriptor.traits);
      const traits = action.traits.map((name) => {
        const trait = index.get(name);
        if (trait === undefined) throw new ZigfleetError('unknown-trait', `the device has no trait ${name}`);
        return trait;
      });
      return { $case: 'getTraits', value: { device: device.index, traits } };
    }
    case 'permitJoin':
      if (!(action.durationS >= 0 && action.durationS <= permitJoinDurationMaxS)) {
        throw new ZigfleetError('invalid-value', `durationS must be 0 to ${permitJoinDurationMaxS}`);
      }
      return {
        $case: 'permitJoin',
        value: {
          durationS: action.durationS,
          device: action.via === null ? undefined : resolve(action.via).index,
        },
      };
    case 'interviewDevice':
      return { $case: 'interviewDevice', value: { device: resolve(action.ieeeAddress).index } };
    case 'removeDevice':
      return {
        $case: 'removeDevice',
        value: { device: resolve(action.ieeeAddress).index, force: action.force },
      };
    case 'readNetworkMap':
    case 'rotateKey':
      return { $case: action.type, value: {} };
    case 'setGroupMembers':
      return {
        $case: 'setGroupMembers',
        value: { groupId: action.groupId, devices: action.members.map((each) => resolve(each).index) },
      };
    case 'setGroupTraits': {
      const members = action.members.map(({ ieeeAddress, values }) => {
        const device = resolve(ieeeAddress);
        return { device: device.index, values: encodeAll(device, values) };
      });
      return { $case: 'setGroupTraits', value: { groupId: action.groupId, members } };
    }
    default:
      return encodeRadioAction(action, resolve);
  }
}

/**
 * The order behind the numbers.
 * @param deviceOf - the device of an index, if the hub has it
 * @throws ZigfleetError `not-found` for a device that the hub does not have, `decode-failed`
 */
export function decodeCommandAction(
  action: WireCommand['action'],
  deviceOf: (index: number) => AddressedDevice | undefined,
): CommandAction {
  const resolve = (index: number) => {
    const device = deviceOf(index);
    if (!device) throw new ZigfleetError('not-found', `the hub has no device with index ${index}`);
    return device.descriptor;
  };
  switch (action?.$case) {
    case 'setTraits': {
      const { ieeeAddress, traits } = resolve(action.value.device);
      return { type: 'setTraits', ieeeAddress, values: decodeTraitValues(traits, action.value.values) };
    }
    case 'getTraits': {
      const { ieeeAddress, traits } = resolve(action.value.device);
      const names = action.value.traits.map((index) => {
        const trait = traits[index];
        if (!trait) throw new ZigfleetError('decode-failed', `the descriptor has no trait ${index}`);
        return trait.name;
      });
      return { type: 'getTraits', ieeeAddress, traits: names };
    }
    case 'permitJoin': {
      const { durationS, device } = action.value;
      if (durationS > permitJoinDurationMaxS) {
        throw new ZigfleetError(
          'decode-failed',
          `a network may be open for ${permitJoinDurationMaxS} s at most`,
        );
      }
      return {
        type: 'permitJoin',
        durationS,
        via: device === undefined ? null : resolve(device).ieeeAddress,
      };
    }
    case 'interviewDevice':
      return { type: 'interviewDevice', ieeeAddress: resolve(action.value.device).ieeeAddress };
    case 'removeDevice':
      return {
        type: 'removeDevice',
        ieeeAddress: resolve(action.value.device).ieeeAddress,
        force: action.value.force,
      };
    case 'readBindings':
    case 'writeBinding':
    case 'readReporting':
    case 'configureReporting':
      return decodeRadioAction(action, resolve);
    case 'readNetworkMap':
    case 'rotateKey':
      return { type: action.$case };
    case 'setGroupMembers': {
      const { groupId, devices } = action.value;
      requireMemberCount(devices.length);
      const members = devices.map((index) => resolve(index).ieeeAddress);
      return { type: 'setGroupMembers', groupId: requireGroupId(groupId), members };
    }
    case 'setGroupTraits': {
      const { groupId } = action.value;
      requireMemberCount(action.value.members.length);
      const members = action.value.members.map(({ device, values }) => {
        const { ieeeAddress, traits } = resolve(device);
        return { ieeeAddress, values: decodeTraitValues(traits, values) };
      });
      return { type: 'setGroupTraits', groupId: requireGroupId(groupId), members };
    }
    default:
      throw new ZigfleetError('decode-failed', 'the command has no action that is known here');
  }
}

function requireMemberCount(count: number): void {
  if (count > radioLimits.groupMembersMax) {
    throw new ZigfleetError('decode-failed', `a group may have ${radioLimits.groupMembersMax} members`);
  }
}

/** The device that a wire command is about; 0 for the hub itself. */
export function deviceIndexOf(action: WireCommand['action']): number {
  return action && 'device' in action.value ? (action.value.device ?? 0) : 0;
}

/** Of the hub's own commands: a map of a large network takes minutes, and must not hold up anything else. */
const mapLane = -1;

/** Commands of one lane are executed one after the other: those to one device, those to one group. */
export function laneOf(action: WireCommand['action']): number {
  switch (action?.$case) {
    case 'readNetworkMap':
      return mapLane;
    case 'setGroupMembers':
    case 'setGroupTraits':
      return mapLane - 1 - action.value.groupId;
    // Opening the network through a router must not wait for what that router does.
    case 'permitJoin':
      return 0;
    default:
      return deviceIndexOf(action);
  }
}

/**
 * What became of a command, by the numbers of the link. Confirmed values that have no place in the descriptor are left out.
 * @param device - the device that the command was about, if it is known
 */
export function encodeCommandResult(
  commandId: string,
  outcome: CommandOutcome,
  device: AddressedDevice | undefined,
): WireCommandResult {
  const findingsJson = 'findings' in outcome ? JSON.stringify(outcome.findings).toWellFormed() : '';
  if (findingsJson.length > findingsLengthMax) return encodeCommandResult(commandId, tooLarge, device);
  switch (outcome.state) {
    case 'succeeded': {
      const traits = device?.descriptor.traits ?? [];
      const { values } = encodeTraitValues(traits, indexTraits(traits), outcome.confirmed);
      const value = { device: device?.index ?? 0, values, findingsJson };
      return { commandId, result: { $case: 'succeeded', value } };
    }
    case 'failed': {
      const { reason, detail } = outcome.failure;
      return {
        commandId,
        result: {
          $case: 'failed',
          value: {
            ...{ reason, detail: detail.slice(0, wireLimits.detailLengthMax).toWellFormed() },
            findingsJson,
          },
        },
      };
    }
    case 'expired':
      return { commandId, result: { $case: 'expired', value: {} } };
    case 'cancelled':
      return { commandId, result: { $case: 'cancelled', value: {} } };
  }
}

/** A result with the device's index in place of its identity, which only the caller knows. */
export interface DecodedCommandResult {
  commandId: string;
  /** 0 where the command was not about a device, or did not succeed. */
  device: number;
  outcome: CommandOutcome;
}

/**
 * @param traitsOf - the traits of the device with an index, if it is known
 * @throws ZigfleetError `decode-failed`
 */
export function decodeCommandResult(
  wire: WireCommandResult,
  traitsOf: (device: number) => readonly Trait[] | undefined,
): DecodedCommandResult {
  const { commandId, result } = wire;
  if (commandId === '' || commandId.length > wireLimits.commandIdLengthMax) {
    throw new ZigfleetError('decode-failed', 'a result without a command id');
  }
  switch (result?.$case) {
    case 'succeeded': {
      const { device, values, findingsJson } = result.value;
      const findings = parseFindings(findingsJson);
      if (findingsJson !== '' && !findings) return { commandId, device: 0, outcome: notUnderstood };
      const confirmed = decodeConfirmed(traitsOf(device), values);
      return { commandId, device, outcome: { state: 'succeeded', confirmed, ...(findings && { findings }) } };
    }
    case 'failed': {
      const { reason, detail, findingsJson } = result.value;
      const findings = parseFindings(findingsJson);
      const known = isCommandFailureReason(reason);
      const failure = {
        reason: known ? reason : ('internal' as const),
        detail: (known ? detail : `${reason}: ${detail}`).slice(0, wireLimits.detailLengthMax),
      };
      return { commandId, device: 0, outcome: { state: 'failed', failure, ...(findings && { findings }) } };
    }
    case 'expired':
    case 'cancelled':
      return { commandId, device: 0, outcome: { state: result.$case } };
    default:
      throw new ZigfleetError('decode-failed', `the result of ${commandId} says nothing`);
  }
}

/** What a hub found that nobody can read: it has done what it was told, but that is of no use to who asked. */
const notUnderstood: CommandOutcome = {
  state: 'failed',
  failure: { reason: 'internal', detail: 'The hub answered with something that is not understood.' },
};

const tooLarge: CommandOutcome = {
  state: 'failed',
  failure: { reason: 'internal', detail: 'It was done, but what was found is too large for the link.' },
};

/** A device that was removed meanwhile has no traits any more: that must not lose the result. */
function decodeConfirmed(
  traits: readonly Trait[] | undefined,
  values: readonly WireTraitValue[],
): TraitValues {
  return traits ? decodeTraitValues(traits, values) : {};
}

function encodeAll(device: AddressedDevice, values: TraitValues): WireTraitValue[] {
  const { traits } = device.descriptor;
  const encoded = encodeTraitValues(traits, indexTraits(traits), values);
  if (encoded.dropped.length > 0) {
    throw new ZigfleetError('invalid-value', `cannot be sent to the device: ${encoded.dropped.join(', ')}`);
  }
  return encoded.values;
}
