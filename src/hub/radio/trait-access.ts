import { isDeepStrictEqual } from 'node:util';
import type { Models } from 'zigbee-herdsman';
import type { Tz } from 'zigbee-herdsman-converters';
import { messageOf } from '../../common/zigfleet-error.ts';
import type { TraitValues } from '../../devices/trait.ts';
import { decodeTraitValues, encodeTraitValue } from '../traits/trait-codec.ts';
import { isUnanswered } from './delivery.ts';
import type { DeviceEntry } from './device-entry.ts';
import { type Access, accessTo, type DeviceModel, endpointOf, isGettable } from './device-model.ts';
import type { DeviceState } from './device-state.ts';
import type { KeyValue } from './message-decoder.ts';
import { RadioError } from './radio.ts';
import { withStatusCheck } from './status-check.ts';

type Device = Models.Device;

/** What reading and writing a device's traits needs. */
export interface TraitAccessContext {
  entry: DeviceEntry;
  model: DeviceModel;
  device: Device;
  state: DeviceState;
  /** Takes what a converter says is so now. */
  remember(values: KeyValue): void;
  /** Takes values that come later than the call. */
  publishLater(values: KeyValue): void;
  deviceExposesChanged(): void;
}

interface Step extends Access {
  trait: string;
  endpoint: Models.Endpoint;
}

/** Sets traits. @returns what the device confirmed, converter's words turned into trait values */
export async function setTraits(context: TraitAccessContext, values: TraitValues): Promise<TraitValues> {
  const { model, device, entry } = context;
  const message = encodeMessage(model, values);
  const names = inOrder(message);
  const steps = names.map((trait) => stepTo(context, trait, 'convertSet'));
  const confirmed: KeyValue = {};
  const unconfirmed = new Set<string>();
  const unanswered = new Map<string, unknown>();
  const done = new Set<string>();
  // A converter that takes several keys takes them all at once from the message.
  const callOf = ({ converter, endpoint }: Step) =>
    `${model.definition.toZigbee.indexOf(converter)} ${endpoint.ID}`;
  try {
    return await withStatusCheck(device, async () => {
      for (const step of steps) {
        const call = callOf(step);
        if (done.has(call)) continue;
        done.add(call);
        let result: Awaited<ReturnType<NonNullable<Tz.Converter['convertSet']>>>;
        try {
          result = await step.converter.convertSet?.(
            step.endpoint,
            step.key,
            message[step.trait],
            metaOf(context, step.endpointName, message),
          );
        } catch (error) {
          if (!isUnanswered(error)) throw error;
          for (const each of steps) if (callOf(each) === call) unanswered.set(each.trait, error);
          continue;
        }
        const isSwap = isToggle(model, step.trait, message[step.trait]);
        if (result?.state && Object.keys(result.state).length > 0) {
          const state = withEndpoint(model, result.state, step.endpointName);
          context.remember(state);
          Object.assign(confirmed, state);
        }
        if (!(step.trait in confirmed) || isSwap) unconfirmed.add(step.trait);
      }
      // Only from here on: a report that was on its way when the command was sent tells how it was before.
      entry.gathered = {};
      for (const trait of [...unconfirmed, ...unanswered.keys()]) await readTrait(context, trait);
      // The device has had the order and has not answered: that it has obeyed is taken from nothing but what it says now.
      for (const [trait, error] of unanswered) {
        if (!isDeepStrictEqual(entry.gathered[trait], values[trait])) throw error;
      }
      return { ...decodeTraitValues([...model.traits.values()], confirmed), ...entry.gathered };
    });
  } finally {
    entry.gathered = undefined;
  }
}

/**
 * Sets traits of a Zigbee group by frames that all its members hear; what they do with them they tell themselves.
 * @param context - of the member whose converters are used
 * @param members - of all members
 * @returns false if there is no such frame for these values: nothing was sent then
 */
export async function setGroupTraits(
  context: TraitAccessContext,
  members: readonly TraitAccessContext[],
  group: Models.Group,
  values: TraitValues,
): Promise<boolean> {
  const { model, device } = context;
  const message = encodeMessage(model, values);
  const accesses = inOrder(message).map((trait) => ({
    trait,
    access: accessTo(model, device, trait, 'convertSet'),
  }));
  // A trait of one endpoint among several: the group would reach another one.
  if (accesses.some(({ access }) => !access || access.endpointName !== undefined)) return false;
  const done = new Set<unknown>();
  for (const { trait, access } of accesses) {
    if (!access || done.has(access.converter)) continue;
    done.add(access.converter);
    try {
      await access.converter.convertSet?.(group, access.key, message[trait], {
        ...metaOf(context, undefined, message),
        device: undefined,
        mapped: members.map((member) => member.model.definition),
        membersState: Object.fromEntries(members.map(({ device: each, state }) => [each.ieeeAddr, state])),
      });
    } catch (error) {
      // Most converters that are for devices only say so before they send anything.
      if (done.size > 1 || /Data request failed/.test(messageOf(error))) throw error;
      return false;
    }
  }
  return true;
}

/** Asks the device for traits. @returns what it answered; more traits if it told them in one breath */
export async function getTraits(
  context: TraitAccessContext,
  traits: readonly string[],
): Promise<TraitValues> {
  const { entry, device, model } = context;
  const steps = traits.map((trait) => stepTo(context, trait, 'convertGet'));
  const done = new Set<string>();
  entry.gathered = {};
  try {
    await withStatusCheck(device, async () => {
      for (const step of steps) {
        const call = `${model.definition.toZigbee.indexOf(step.converter)} ${step.endpoint.ID} ${step.key}`;
        if (done.has(call)) continue;
        done.add(call);
        await get(context, step);
      }
    });
    return entry.gathered;
  } finally {
    entry.gathered = undefined;
  }
}

/** Asks the device for one trait, if it can be asked for it; the answer comes as a message. */
export async function readTrait(context: TraitAccessContext, trait: string): Promise<void> {
  if (!isGettable(context.model, trait)) return;
  const access = accessTo(context.model, context.device, trait, 'convertGet');
  const endpoint = access && endpointOf(context.model, context.device, access.endpointName);
  if (access && endpoint) await get(context, { ...access, endpoint });
}

async function get(context: TraitAccessContext, step: Access & { endpoint: Models.Endpoint }): Promise<void> {
  const meta = metaOf(context, step.endpointName, {});
  const result = await step.converter.convertGet?.(step.endpoint, step.key, meta);
  // The answer has come as a message, which may still be being decoded.
  await context.entry.decoding;
  if (result?.state) {
    const state = withEndpoint(context.model, result.state, step.endpointName);
    context.remember(state);
    const decoded = decodeTraitValues([...context.model.traits.values()], state);
    if (context.entry.gathered) Object.assign(context.entry.gathered, decoded);
  }
}

function stepTo(context: TraitAccessContext, trait: string, use: 'convertSet' | 'convertGet'): Step {
  const { model, device } = context;
  const access = accessTo(model, device, trait, use);
  if (!access) {
    const what = use === 'convertSet' ? 'set' : 'asked for';
    throw new RadioError({
      reason: 'unsupported',
      detail: `The trait ${trait} of this model cannot be ${what}.`,
    });
  }
  const endpoint = endpointOf(model, device, access.endpointName);
  if (!endpoint) {
    throw new RadioError({
      reason: 'unsupported',
      detail: `The device has no endpoint for the trait ${trait}.`,
    });
  }
  return { ...access, trait, endpoint };
}

function encodeMessage(model: DeviceModel, values: TraitValues): KeyValue {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const [expose] = model.exposes.get(name) ?? [];
      return [name, expose ? encodeTraitValue(expose, value) : value];
    }),
  );
}

/**
 * A light that is off may refuse a colour, and one that is told to go off should go last: what switches on comes first,
 * what switches off comes last.
 */
function inOrder(message: KeyValue): string[] {
  const isSwitch = (name: string) => name === 'state' || name.startsWith('state_') || name === 'brightness';
  const names = Object.keys(message);
  const switches = names.filter(isSwitch);
  const others = names.filter((name) => !isSwitch(name));
  const goesOff = switches.some((name) => String(message[name]).toLowerCase() === 'off');
  return goesOff ? [...others, ...switches] : [...switches, ...others];
}

function metaOf(context: TraitAccessContext, endpointName: string | undefined, message: KeyValue): Tz.Meta {
  return {
    message: withoutEndpoint(message, endpointName),
    device: context.device,
    mapped: context.model.definition,
    options: {},
    state: context.state,
    endpoint_name: endpointName,
    publish: context.publishLater,
    deviceExposesChanged: context.deviceExposesChanged,
  };
}

/** Converters know their keys without the endpoint's name. */
function withoutEndpoint(message: KeyValue, endpointName: string | undefined): KeyValue {
  if (endpointName === undefined) return { ...message };
  const suffix = `_${endpointName}`;
  return Object.fromEntries(
    Object.entries(message).map(([name, value]) => [
      name.endsWith(suffix) ? name.slice(0, -suffix.length) : name,
      value,
    ]),
  );
}

/** The reverse: the traits are named with the endpoint, except those that the definition leaves without. */
function withEndpoint(model: DeviceModel, state: KeyValue, endpointName: string | undefined): KeyValue {
  if (endpointName === undefined) return state;
  return Object.fromEntries(
    Object.entries(state).map(([key, value]) => {
      const named = `${key}_${endpointName}`;
      const isPlain = model.traits.has(key) && !model.traits.has(named);
      return [isPlain ? key : named, value];
    }),
  );
}

function isToggle(model: DeviceModel, trait: string, value: unknown): boolean {
  const definition = model.traits.get(trait);
  return (
    definition?.type === 'enum' && definition.toggleValue !== undefined && definition.toggleValue === value
  );
}
