import { isDeepStrictEqual } from 'node:util';
import type { Controller, Models } from 'zigbee-herdsman';
import type { Clock } from '../../common/clock.ts';
import type { CommandFailure } from '../../devices/command-failure.ts';
import type { GroupFindings } from '../../devices/command-findings.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValues } from '../../devices/trait.ts';
import type { DeviceEntry } from './device-entry.ts';
import { type DeviceModel, endpointOf, isGettable, isSleepy } from './device-model.ts';
import type { RadioReport } from './radio.ts';
import { radioFailure } from './radio-failure.ts';
import { withStatusCheck } from './status-check.ts';
import { setGroupTraits, type TraitAccessContext } from './trait-access.ts';

type Fate = GroupFindings['members'][number];

export interface GroupOrder {
  ieeeAddress: IeeeAddress;
  /** Empty for a member that the order is not for. */
  values: TraitValues;
}

/** What groups need of the radio that they are in. */
export interface GroupRadio {
  device(ieeeAddress: IeeeAddress): Models.Device;
  entry(ieeeAddress: IeeeAddress): DeviceEntry | undefined;
  contextOf(entry: DeviceEntry, model: DeviceModel, device: Models.Device): TraitAccessContext;
  /** Waits until nothing else is done to the device. */
  inTurn<T>(ieeeAddress: IeeeAddress, operation: () => Promise<T>): Promise<T>;
  set(ieeeAddress: IeeeAddress, values: TraitValues): Promise<TraitValues>;
  get(ieeeAddress: IeeeAddress, traits: readonly string[]): Promise<TraitValues>;
  /** @returns a function that ends the listening */
  onReport(listener: (report: RadioReport) => void): () => void;
  clock: Clock;
}

/** How long members of a group may take to report of themselves that they obeyed, before they are asked, milliseconds. */
const reportMs = 1500;
const groupsCluster = 'genGroups';

/**
 * Devices that are told something by one frame. Who belongs to a group each device keeps itself (ZCL revision 8, 3.6);
 * the library remembers what was agreed with each. A member that sleeps, or knows of no groups, is told by a frame of its
 * own; so is whoever has not done what the group was told.
 */
export class ZigbeeGroups {
  readonly #radio: GroupRadio;

  constructor(radio: GroupRadio) {
    this.#radio = radio;
  }

  /** Makes these devices, and no others, the members of a group. */
  async setMembers(
    controller: Controller,
    groupId: number,
    members: readonly IeeeAddress[],
  ): Promise<GroupFindings> {
    const { fates } = await this.#agree(controller, groupId, members);
    const group = controller.getGroupByID(groupId);
    if (group && members.length === 0 && group.members.length === 0) group.removeFromDatabase();
    return { type: 'group', groupId, members: [...fates.values()] };
  }

  /** Tells members of a group to set traits, by one frame to all who can hear it, and finds out who has obeyed. */
  async setTraits(
    controller: Controller,
    groupId: number,
    orders: readonly GroupOrder[],
  ): Promise<GroupFindings> {
    const addresses = orders.map(({ ieeeAddress }) => ieeeAddress);
    const { fates, isClean, group } = await this.#agree(controller, groupId, addresses);
    const wanted = orders.filter(({ values }) => Object.keys(values).length > 0);
    const able = wanted.filter(({ ieeeAddress }) => fates.get(ieeeAddress)?.via === 'group');
    const [first] = able;
    // Everybody in the group hears the frame: it must be meant for all of them.
    const isForAll = able.every(({ values }) => isDeepStrictEqual(values, first?.values));
    const told = isClean && isForAll && first && able.length > 1 ? await this.#tell(group, first, able) : [];
    const results = await Promise.all(
      wanted.map((order) =>
        this.#outcome(
          group,
          order,
          told.find((each) => each.order === order),
        ),
      ),
    );
    return { type: 'group', groupId, members: results };
  }

  /** Agrees with each device on whether it is in the group. `isClean`: nobody else is in it, as far as is known. */
  async #agree(controller: Controller, groupId: number, members: readonly IeeeAddress[]) {
    const group = controller.getGroupByID(groupId) ?? controller.createGroup(groupId);
    const wanted = new Set<string>(members);
    let isClean = true;
    for (const endpoint of [...group.members]) {
      const ieeeAddress = endpoint.deviceIeeeAddress as IeeeAddress;
      if (wanted.has(ieeeAddress)) continue;
      const failure = await this.#change(endpoint, () => endpoint.removeFromGroup(group));
      if (failure) isClean = false;
    }
    const fates = new Map<IeeeAddress, Fate>();
    for (const ieeeAddress of members) fates.set(ieeeAddress, await this.#join(group, ieeeAddress));
    return { group, fates, isClean };
  }

  async #join(group: Models.Group, ieeeAddress: IeeeAddress): Promise<Fate> {
    try {
      const device = this.#radio.device(ieeeAddress);
      const model = this.#radio.entry(ieeeAddress)?.model;
      const endpoint = model && endpointOf(model, device, undefined);
      if (!endpoint || isSleepy(device) || !endpoint.supportsInputCluster(groupsCluster)) {
        return fateOf(ieeeAddress, 'unicast');
      }
      if (group.hasMember(endpoint)) return fateOf(ieeeAddress, 'group');
      const failure = await this.#change(endpoint, () => endpoint.addToGroup(group));
      return failure ? fateOf(ieeeAddress, 'none', { failure }) : fateOf(ieeeAddress, 'group');
    } catch (error) {
      return fateOf(ieeeAddress, 'none', { failure: radioFailure(error) });
    }
  }

  async #change(endpoint: Models.Endpoint, change: () => Promise<void>): Promise<CommandFailure | undefined> {
    try {
      const device = endpoint.getDevice();
      await this.#radio.inTurn(device.ieeeAddr as IeeeAddress, () => withStatusCheck(device, change));
      return undefined;
    } catch (error) {
      return radioFailure(error);
    }
  }

  /** Sends the frame, and hears who reports that it has obeyed. @returns nobody if the group cannot be told so */
  async #tell(group: Models.Group, first: GroupOrder, able: readonly GroupOrder[]) {
    const told = able.map((order) => ({ order, reported: {} as TraitValues }));
    const { promise: allHeard, resolve } = Promise.withResolvers<void>();
    const stop = this.#radio.onReport(({ ieeeAddress, values }) => {
      const one = told.find(({ order }) => order.ieeeAddress === ieeeAddress);
      if (!one) return;
      Object.assign(one.reported, values);
      if (told.every(({ order, reported }) => hasObeyed(order.values, reported))) resolve();
    });
    try {
      if (!(await this.#send(group, first, able))) return [];
      const timer = this.#radio.clock.setTimer(reportMs, resolve);
      await allHeard;
      timer.cancel();
      return told;
    } finally {
      stop();
    }
  }

  /** @returns false if nothing was sent */
  async #send(group: Models.Group, first: GroupOrder, able: readonly GroupOrder[]): Promise<boolean> {
    const contexts = able.flatMap(({ ieeeAddress }) => {
      const entry = this.#radio.entry(ieeeAddress);
      return entry?.model ? [this.#radio.contextOf(entry, entry.model, this.#radio.device(ieeeAddress))] : [];
    });
    const [context] = contexts;
    if (!context) return false;
    return await setGroupTraits(context, contexts, group, first.values);
  }

  async #outcome(
    group: Models.Group,
    { ieeeAddress, values }: GroupOrder,
    told: { reported: TraitValues } | undefined,
  ): Promise<Fate> {
    try {
      if (!told) {
        return fateOf(ieeeAddress, 'unicast', { confirmed: await this.#radio.set(ieeeAddress, values) });
      }
      const { reported } = told;
      if (hasObeyed(values, reported)) {
        return fateOf(ieeeAddress, 'group', { confirmed: pick(reported, values) });
      }
      const model = this.#radio.entry(ieeeAddress)?.model;
      const traits = Object.keys(values).filter((name) => model && isGettable(model, name));
      const answered = traits.length > 0 ? await this.#radio.get(ieeeAddress, traits) : {};
      const isSwap = Object.entries(values).some(([name, value]) => isToggle(model, name, value));
      if (isSwap || (traits.length > 0 && hasObeyed(pick(values, answered), answered))) {
        return fateOf(ieeeAddress, 'group', { confirmed: pick(answered, values) });
      }
      // It is there and has not obeyed: it may have been reset and have forgotten the group. Next time it is asked in again.
      for (const member of group.members) {
        if (member.deviceIeeeAddress === ieeeAddress) group.removeMember(member);
      }
      return fateOf(ieeeAddress, 'unicast', { confirmed: await this.#radio.set(ieeeAddress, values) });
    } catch (error) {
      return fateOf(ieeeAddress, told ? 'group' : 'unicast', { failure: radioFailure(error) });
    }
  }
}

function fateOf(
  ieeeAddress: IeeeAddress,
  via: Fate['via'],
  { failure = null, confirmed = {} }: { failure?: CommandFailure | null; confirmed?: TraitValues } = {},
): Fate {
  return { ieeeAddress, state: failure ? 'failed' : 'succeeded', via, confirmed, failure };
}

function hasObeyed(wanted: TraitValues, told: TraitValues): boolean {
  return Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(told[name], value));
}

function pick(values: TraitValues, names: TraitValues): TraitValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in names));
}

function isToggle(model: DeviceModel | undefined, name: string, value: unknown): boolean {
  const trait = model?.traits.get(name);
  return trait?.type === 'enum' && trait.toggleValue !== undefined && trait.toggleValue === value;
}
