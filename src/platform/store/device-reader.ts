import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValues } from '../../devices/trait.ts';
import type { CommandTarget, DeviceTwin } from '../domain/device-twin.ts';
import type { DevicePage, Devices } from '../domain/ports.ts';
import { parseRequest } from './command-store.ts';
import type { DescriptorStore } from './descriptor-store.ts';
import type { SharedDescriptor } from './device-state.ts';
import { keys } from './keys.ts';
import { packAddress, unpackAddress } from './packed-address.ts';
import type { RedisConnection, RedisReply } from './redis-connection.ts';
import { bytesOf, fieldsOf, listOf, textOf } from './reply.ts';
import { decodeState, descriptorRefOf } from './state-codec.ts';
import { parseHub, type StoredHub } from './stored-hub.ts';

interface StoredDevice {
  ieeeAddress: IeeeAddress;
  hub: StoredHub;
  bytes: Buffer;
}

/** Where a list goes on: after this device of this hub. */
const cursorPattern = /^([^ ]{1,64}) (0x[0-9a-f]{16})$/;

/** The devices of the hubs whose sessions this node holds. */
export interface DevicesAtHand {
  find(homeId: string, ieeeAddress: IeeeAddress): { hubId: string; descriptor: DeviceDescriptor } | undefined;
}

/** Devices of homes, read from the store at every call. */
export class DeviceReader implements Devices {
  readonly #redis: RedisConnection;
  readonly #descriptors: DescriptorStore;
  readonly #atHand: DevicesAtHand;

  constructor(redis: RedisConnection, descriptors: DescriptorStore, atHand: DevicesAtHand) {
    this.#redis = redis;
    this.#descriptors = descriptors;
    this.#atHand = atHand;
  }

  async target(
    homeId: string,
    ieeeAddress: IeeeAddress,
    certain: boolean,
  ): Promise<CommandTarget | undefined> {
    const found = certain ? undefined : this.#atHand.find(homeId, ieeeAddress);
    if (found) return { ieeeAddress, homeId, ...found, isCertain: false };
    const twin = await this.get(homeId, ieeeAddress);
    return twin && { ieeeAddress, homeId, hubId: twin.hubId, descriptor: twin.descriptor, isCertain: true };
  }

  /** A device. Where two hubs have it, because it moved and the first one has not noticed, the one that heard it last. */
  async get(homeId: string, ieeeAddress: IeeeAddress): Promise<DeviceTwin | undefined> {
    const reply = await this.#redis.fcall(
      'zf_device_read',
      [keys.hubs(homeId)],
      [keys.homePrefix(homeId), packAddress(ieeeAddress)],
    );
    const desired = new Map<string, RedisReply>();
    const stored = listOf(reply).map((entry): StoredDevice => {
      const [id, fields, state, requests = null] = listOf(entry);
      const hubId = textOf(id);
      desired.set(hubId, requests);
      return { ieeeAddress, hub: parseHub(hubId, fieldsOf(fields)), bytes: bytesOf(state) };
    });
    const twins = await this.#toTwins(homeId, stored);
    const [twin] = twins.sort((a, b) => b.lastSeenMs - a.lastSeenMs);
    if (!twin) return undefined;
    return {
      ...twin,
      desired: desiredByDevice(desired.get(twin.hubId) ?? []).get(ieeeAddress) ?? twin.desired,
    };
  }

  /** A page of devices in the order of hub and address. @throws ZigfleetError `invalid-request` for a cursor of no page */
  async list(
    homeId: string,
    options: { hubId?: string; cursor?: string; limit: number },
  ): Promise<DevicePage> {
    const after = options.cursor === undefined ? undefined : parseCursor(options.cursor);
    const hubIds = listOf(await this.#redis.call('SMEMBERS', keys.hubs(homeId)))
      .map(textOf)
      .filter((hubId) => options.hubId === undefined || hubId === options.hubId)
      .filter((hubId) => after === undefined || hubId >= after.hubId)
      .sort();
    const devices: DeviceTwin[] = [];
    for (const hubId of hubIds) {
      const all = await this.#ofHub(homeId, hubId);
      const rest = after?.hubId === hubId ? all.filter((each) => each.ieeeAddress > after.ieeeAddress) : all;
      // One more than asked for tells whether there is another page.
      devices.push(...rest.slice(0, options.limit + 1 - devices.length));
      if (devices.length > options.limit) break;
    }
    const page = devices.slice(0, options.limit);
    const last = page.at(-1);
    const nextCursor = devices.length > options.limit && last ? `${last.hubId} ${last.ieeeAddress}` : null;
    return { devices: page, nextCursor };
  }

  async #ofHub(homeId: string, hubId: string): Promise<DeviceTwin[]> {
    const reply = await this.#redis.fcall(
      'zf_devices_read',
      [keys.hub(homeId, hubId), keys.state(homeId, hubId)],
      [keys.homePrefix(homeId), hubId],
    );
    const [fields, states, requests = null] = listOf(reply);
    const hub = parseHub(hubId, fieldsOf(fields));
    const stored = [...fieldsOf(states)].map(([field, bytes]) => ({
      ieeeAddress: unpackAddress(field),
      hub,
      bytes,
    }));
    const desired = desiredByDevice(requests);
    const twins = await this.#toTwins(homeId, stored);
    return twins
      .map((twin) => ({ ...twin, desired: desired.get(twin.ieeeAddress) ?? twin.desired }))
      .sort((a, b) => (a.ieeeAddress < b.ieeeAddress ? -1 : 1));
  }

  async #toTwins(homeId: string, stored: readonly StoredDevice[]): Promise<DeviceTwin[]> {
    const digests = stored.map(digestOf);
    const descriptors = await this.#descriptors.getAll(digests);
    return stored.map((device, index) => {
      const descriptor = descriptors.get(digests[index] ?? '');
      if (!descriptor) {
        throw new ZigfleetError('internal', `the descriptor of ${device.ieeeAddress} is not stored`);
      }
      return toTwin(homeId, device, descriptor);
    });
  }
}

function digestOf({ bytes, hub, ieeeAddress }: StoredDevice): string {
  const digest = hub.descriptors.get(descriptorRefOf(bytes));
  if (digest === undefined)
    throw new ZigfleetError('internal', `the state of ${ieeeAddress} has no descriptor`);
  return digest;
}

function toTwin(homeId: string, device: StoredDevice, shared: SharedDescriptor): DeviceTwin {
  const { ieeeAddress, hub, bytes } = device;
  const state = decodeState(bytes, shared.traits);
  return {
    ieeeAddress,
    homeId,
    hubId: hub.hubId,
    name: defaultName(ieeeAddress, shared),
    descriptor: { ieeeAddress, ...shared },
    reported: Object.fromEntries(state.reported),
    desired: {},
    available: state.available,
    hubOnline: hub.online,
    lastSeenMs: state.lastSeenMs,
    linkQuality: state.linkQuality,
    version: state.version,
  };
}

/** What a device is called until somebody names it: its model and the end of its address. */
function defaultName(ieeeAddress: IeeeAddress, { model, modelId }: SharedDescriptor): string {
  return `${model || modelId || 'Device'} ${ieeeAddress.slice(-4)}`;
}

/** What open commands want of each device; of two that want the same trait, the later one. */
function desiredByDevice(requests: RedisReply): Map<IeeeAddress, TraitValues> {
  const desired = new Map<IeeeAddress, TraitValues>();
  for (const request of listOf(requests)) {
    const { action } = parseRequest(textOf(request));
    if (action.type !== 'setTraits') continue;
    desired.set(action.ieeeAddress, { ...desired.get(action.ieeeAddress), ...action.values });
  }
  return desired;
}

function parseCursor(cursor: string): { hubId: string; ieeeAddress: string } {
  const [, hubId, ieeeAddress] = cursorPattern.exec(cursor) ?? [];
  if (hubId === undefined || ieeeAddress === undefined) {
    throw new ZigfleetError('invalid-request', 'The cursor is none of a page before.');
  }
  return { hubId, ieeeAddress };
}
