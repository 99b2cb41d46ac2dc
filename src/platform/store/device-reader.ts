import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValues } from '../../devices/trait.ts';
import { type DeviceFilter, takesDevice } from '../domain/device-filter.ts';
import type { CommandTarget, DeviceTwin } from '../domain/device-twin.ts';
import type { DevicePage, DeviceQuery } from '../domain/ports.ts';
import type { Tagged } from '../domain/tagged.ts';
import { parseRequest } from './command-store.ts';
import type { DescriptorStore } from './descriptor-store.ts';
import { entityTagOf } from './entity-tag.ts';
import { keys } from './keys.ts';
import { packAddress, unpackAddress } from './packed-address.ts';
import type { RedisConnection, RedisReply } from './redis-connection.ts';
import { bytesOf, fieldsOf, listOf, textOf } from './reply.ts';
import { descriptorRefOf } from './state-codec.ts';
import { StoredDevice } from './stored-device.ts';
import { parseHub, type StoredHub } from './stored-hub.ts';

/** What a home knows of its devices beside what their hubs say: by address. */
interface DevicePlaces {
  settings: Map<string, Buffer>;
  rooms: Map<string, Buffer>;
}

interface FoundState {
  ieeeAddress: IeeeAddress;
  hub: StoredHub;
  bytes: Buffer;
}

/** The devices of the hubs whose sessions this node holds. */
export interface DevicesAtHand {
  find(homeId: string, ieeeAddress: IeeeAddress): { hubId: string; descriptor: DeviceDescriptor } | undefined;
}

/** Devices of homes, read from the store at every call. */
export class DeviceReader {
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
  async get(homeId: string, ieeeAddress: IeeeAddress): Promise<Tagged<DeviceTwin> | undefined> {
    const reply = await this.#redis.fcall(
      'zf_device_read',
      [keys.hubs(homeId)],
      [keys.homePrefix(homeId), packAddress(ieeeAddress), ieeeAddress],
    );
    const [settings = null, room = null, ...hubs] = listOf(reply);
    const requests = new Map<string, RedisReply[]>();
    const found = hubs.map((entry): FoundState => {
      const [id, fields, state, ofHub] = listOf(entry);
      const hub = parseHub(textOf(id), fieldsOf(fields));
      requests.set(hub.hubId, listOf(ofHub));
      return { ieeeAddress, hub, bytes: bytesOf(state) };
    });
    const places = {
      settings: new Map([[ieeeAddress, bytesOf(settings)]]),
      rooms: new Map([[ieeeAddress, bytesOf(room)]]),
    };
    const devices = await this.#understand(homeId, found, places);
    const [device] = devices.sort((a, b) => b.lastSeenMs - a.lastSeenMs);
    if (!device) return undefined;
    const open = requests.get(device.hubId) ?? [];
    return {
      ...device.toTwin(desiredByDevice(open).get(ieeeAddress)),
      etag: tagOf(device, bytesOf(settings), bytesOf(room), open),
    };
  }

  /** A page of devices. @throws ZigfleetError `invalid-request` for a cursor of no page of this order */
  async list(homeId: string, query: DeviceQuery): Promise<DevicePage> {
    const { filter = {}, sort = 'address', cursor, limit } = query;
    const after = cursor === undefined ? undefined : parseCursor(cursor, sort);
    const { devices, requests } = await this.#ofHome(homeId, filter);
    const keyOf = (device: StoredDevice) => (sort === 'name' ? device.sortName : '');
    const isAfter = (device: StoredDevice) =>
      !after || compare([keyOf(device), device.ieeeAddress], after) > 0;
    const rest = devices
      .filter((device) => isAfter(device) && takesDevice(filter, device))
      .map((device): Place & { device: StoredDevice } => ({
        ...{ name: keyOf(device), ieeeAddress: device.ieeeAddress, device },
      }))
      .sort((a, b) => compare([a.name, a.ieeeAddress], [b.name, b.ieeeAddress]));
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    const desired = desiredByDevice(requests);
    return {
      devices: page.map(({ device }) => device.toTwin(desired.get(device.ieeeAddress))),
      nextCursor: last && rest.length > limit ? cursorOf(last, sort) : null,
    };
  }

  /** Every device of the home, or of the one hub that is wanted: each once. */
  async #ofHome(
    homeId: string,
    filter: DeviceFilter,
  ): Promise<{ devices: StoredDevice[]; requests: RedisReply[] }> {
    const hubIds =
      filter.hubId === undefined
        ? listOf(await this.#redis.call('SMEMBERS', keys.hubs(homeId))).map(textOf)
        : [filter.hubId];
    const [settings, rooms, ...replies] = await Promise.all([
      this.#redis.call('HGETALL', keys.deviceSettings(homeId)),
      this.#redis.call('HGETALL', keys.devicePlaces(homeId)),
      ...hubIds.map((hubId) =>
        this.#redis.fcall(
          'zf_devices_read',
          [keys.hub(homeId, hubId), keys.state(homeId, hubId)],
          [keys.homePrefix(homeId), hubId],
        ),
      ),
    ]);
    const requests: RedisReply[] = [];
    const found = replies.flatMap((reply, index) => {
      const [fields, states, open] = listOf(reply);
      const hub = parseHub(hubIds[index] ?? '', fieldsOf(fields));
      requests.push(...listOf(open));
      return [...fieldsOf(states)].map(
        ([field, bytes]): FoundState => ({ ieeeAddress: unpackAddress(field), hub, bytes }),
      );
    });
    const places = { settings: fieldsOf(settings), rooms: fieldsOf(rooms) };
    return { devices: newestOfEach(await this.#understand(homeId, found, places)), requests };
  }

  async #understand(
    homeId: string,
    found: readonly FoundState[],
    places: DevicePlaces,
  ): Promise<StoredDevice[]> {
    const digests = found.map(digestOf);
    const descriptors = await this.#descriptors.getAll(digests);
    return found.map(({ ieeeAddress, hub, bytes }, index) => {
      const descriptor = descriptors.get(digests[index] ?? '');
      if (!descriptor) throw new ZigfleetError('internal', `the descriptor of ${ieeeAddress} is not stored`);
      const settings = places.settings.get(ieeeAddress)?.toString();
      const roomId = places.rooms.get(ieeeAddress)?.toString() || null;
      return new StoredDevice({ homeId, ieeeAddress, hub, bytes, descriptor, settings, roomId });
    });
  }
}

/** The tag is `settings.values`; `settings_tag` and `values_tag` in read.lua compute the same. */
function tagOf(device: StoredDevice, settings: Buffer, room: Buffer, requests: RedisReply[]): string {
  const { hub, bytes } = device.stored;
  const values = entityTagOf(
    ...[bytes, hub.online ? '1' : '0', String(hub.onlineChangedAtMs)],
    ...requests.map(bytesOf),
  );
  return `${entityTagOf(settings, room)}.${values}`;
}

function digestOf({ bytes, hub, ieeeAddress }: FoundState): string {
  const digest = hub.descriptors.get(descriptorRefOf(bytes));
  if (digest === undefined)
    throw new ZigfleetError('internal', `the state of ${ieeeAddress} has no descriptor`);
  return digest;
}

/** Where two hubs have a device, the one that heard it last. */
function newestOfEach(devices: StoredDevice[]): StoredDevice[] {
  const byAddress = new Map<IeeeAddress, StoredDevice>();
  for (const device of devices) {
    const other = byAddress.get(device.ieeeAddress);
    if (!other || other.lastSeenMs < device.lastSeenMs) byAddress.set(device.ieeeAddress, device);
  }
  return [...byAddress.values()];
}

/** What open commands want of each device; of two that want the same trait, the later one. */
function desiredByDevice(requests: readonly RedisReply[]): Map<IeeeAddress, TraitValues> {
  const desired = new Map<IeeeAddress, TraitValues>();
  for (const request of requests) {
    const { action } = parseRequest(textOf(request));
    if (action.type !== 'setTraits') continue;
    desired.set(action.ieeeAddress, { ...desired.get(action.ieeeAddress), ...action.values });
  }
  return desired;
}

/** A place in a list: the name by which it is ordered (empty in the order of addresses) and the address. */
interface Place {
  name: string;
  ieeeAddress: string;
}

/** Where a list goes on: after this address, and in the order of names after this name. */
const cursorPattern = /^(0x[0-9a-f]{16})(?: (.*))?$/s;

function cursorOf({ name, ieeeAddress }: Place, sort: string): string {
  return sort === 'name' ? `${ieeeAddress} ${name}` : ieeeAddress;
}

function parseCursor(cursor: string, sort: string): [name: string, ieeeAddress: string] {
  const [, ieeeAddress, name] = cursorPattern.exec(cursor) ?? [];
  if (ieeeAddress === undefined || (name !== undefined) !== (sort === 'name')) {
    throw new ZigfleetError('invalid-request', 'The cursor is none of a page before in this order.');
  }
  return [name ?? '', ieeeAddress];
}

function compare(a: readonly [string, string], b: readonly [string, string]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
}
