import { isZigfleetError, ZigfleetError } from '../../common/zigfleet-error.ts';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { TraitValues } from '../../devices/trait.ts';
import type {
  CommandResult,
  Device,
  DeviceLeft,
  DeviceUpserted,
  Entry,
  Report,
} from '../../rpc/gen/zigfleet/link/v1/link.ts';
import { decodeCommandResult } from '../../rpc/wire/command.ts';
import { decodeDevice, type LinkDevice } from '../../rpc/wire/descriptor.ts';
import { decodeTraitValues } from '../../rpc/wire/trait-values.ts';
import type { PlatformEvent } from '../domain/platform-event.ts';
import type { StoredNetworkMap } from '../domain/ports.ts';
import { toCommandEnd } from '../store/command-store.ts';
import { encodeEvent } from '../store/event-codec.ts';
import type { HubChange } from '../store/session-store.ts';
import { encodeState } from '../store/state-codec.ts';
import { clampTime, type HubInventory, type InventoryDevice } from './hub-inventory.ts';

/** Characters of a hub's word for why entries were lost. */
const reasonLengthMax = 64;

/** A change that is ready to be stored. */
export interface BuiltChange {
  change: HubChange;
  /** Descriptors that must be stored before the change. */
  newDescriptors: DeviceDescriptor[];
  /** The newest map of the hub's network, to be stored beside it. */
  networkMap?: StoredNetworkMap;
  /** How many entries were not understood: they are told of as lost. */
  lostCount: number;
  /** What was wrong with the first one. */
  lostReason: string;
}

/** Gathers what entries of a hub mean: changes the inventory in memory and says what to store. */
export class HubChangeBuilder {
  readonly #homeId: string;
  readonly #hubId: string;
  readonly #inventory: HubInventory;
  readonly #touched = new Set<InventoryDevice>();
  readonly #events: string[] = [];
  readonly #newDescriptors: DeviceDescriptor[] = [];
  readonly #change: HubChange = {
    descriptors: new Map(),
    states: new Map(),
    forgotten: new Set(),
    events: '',
    commandEnds: [],
  };
  #lostCount = 0;
  #namesUnknownDevice = false;
  #lostReason = '';
  #networkMap: StoredNetworkMap | undefined;

  constructor(homeId: string, hubId: string, inventory: HubInventory) {
    this.#homeId = homeId;
    this.#hubId = hubId;
    this.#inventory = inventory;
  }

  /** An entry was about a device that is not in the inventory. */
  get namesUnknownDevice(): boolean {
    return this.#namesUnknownDevice;
  }

  /** All devices of the hub, which replace what was known. */
  snapshot(devices: Iterable<Device>, inventoryDigest: Uint8Array, nowMs: number): void {
    const left = this.#inventory.takeAll();
    for (const wire of devices) {
      this.#understand(() => {
        const device = decodeDevice(wire);
        this.#upsert(device, left.get(device.descriptor.ieeeAddress), { timeMs: nowMs, joined: false });
        left.delete(device.descriptor.ieeeAddress);
      });
    }
    for (const device of left.values()) this.#leave(device, nowMs);
    this.#setDigest(inventoryDigest);
  }

  /**
   * An entry of the journal.
   * @param isOld - it is older than the snapshot that was taken in this session, which has all its changes of the inventory
   */
  entry(entry: Entry, isOld: boolean): void {
    this.#understand(() => this.#entry(entry, clampTime(entry.observedAtMs), isOld));
  }

  /** @param sequences - the journal entries that it is made of; undefined for a snapshot */
  build(sequences: HubChange['sequences'], nowMs: number): BuiltChange {
    if (this.#lostCount > 0) {
      const reason = 'not-understood';
      this.#event({ type: 'hubEntriesLost', timeMs: nowMs, count: this.#lostCount, reason });
    }
    const { states } = this.#change;
    for (const { descriptor, state, isGone } of this.#touched) {
      if (isGone) continue;
      states.set(descriptor.ieeeAddress, encodeState(state, descriptor.traits).bytes);
    }
    return {
      change: {
        ...this.#change,
        ...(sequences && { sequences }),
        events: this.#events.join(','),
        endedAtMs: nowMs,
      },
      ...(this.#networkMap && { networkMap: this.#networkMap }),
      ...{ newDescriptors: this.#newDescriptors, lostCount: this.#lostCount, lostReason: this.#lostReason },
    };
  }

  #entry({ entry }: Entry, timeMs: number, isOld: boolean): void {
    switch (entry?.$case) {
      case 'report':
        this.#report(entry.value, timeMs);
        break;
      case 'deviceUpserted':
        this.#deviceUpserted(entry.value, timeMs, isOld);
        break;
      case 'deviceLeft':
        this.#deviceLeft(entry.value, timeMs, isOld);
        break;
      case 'availabilityChanged':
        this.#availability(entry.value.device, entry.value.available, timeMs);
        break;
      case 'commandResult':
        this.#commandResult(entry.value, timeMs);
        break;
      case 'entriesLost': {
        const { count, reason } = entry.value;
        this.#event({ type: 'hubEntriesLost', timeMs, count, reason: reason.slice(0, reasonLengthMax) });
        break;
      }
      default:
        throw new ZigfleetError('decode-failed', 'an entry that says nothing that is known here');
    }
  }

  #deviceUpserted({ device, inventoryDigest, joined }: DeviceUpserted, timeMs: number, isOld: boolean): void {
    if (!device) throw new ZigfleetError('decode-failed', 'an upsert without a device');
    if (isOld) {
      this.#upsertOld(device);
      return;
    }
    this.#upsertOne(decodeDevice(device), { timeMs, joined });
    this.#setDigest(inventoryDigest);
  }

  #deviceLeft({ device: index, inventoryDigest }: DeviceLeft, timeMs: number, isOld: boolean): void {
    const device = this.#inventory.get(index);
    if (isOld) {
      if (device?.isGone) this.#inventory.remove(device);
      return;
    }
    if (device) this.#leave(device, timeMs);
    this.#setDigest(inventoryDigest);
  }

  #commandResult(result: CommandResult, timeMs: number): void {
    const decoded = decodeCommandResult(result, (index) => this.#inventory.get(index)?.wireTraits);
    const { commandId, outcome } = decoded;
    // One result for each command: what comes later in the same batch is a repeat.
    if (this.#change.commandEnds.some((each) => each.commandId === commandId)) return;
    this.#change.commandEnds.push(toCommandEnd(commandId, outcome));
    if (outcome.state === 'succeeded' && outcome.findings?.type === 'networkMap') {
      this.#networkMap = { madeAtMs: timeMs, commandId, map: outcome.findings };
    }
    if (outcome.state === 'succeeded' && outcome.findings?.type === 'permitJoin') {
      this.#change.permitJoinUntilMs = timeMs + outcome.findings.durationS * 1000;
    }
    const device = this.#inventory.get(decoded.device);
    if (outcome.state === 'succeeded' && device) this.#store(device, outcome.confirmed, timeMs);
  }

  #report(report: Report, timeMs: number): void {
    const device = this.#require(report.device);
    const values = decodeTraitValues(device.wireTraits, report.values);
    const { linkQuality } = report;
    if (linkQuality !== undefined && linkQuality <= 255) device.state.linkQuality = linkQuality;
    device.state.lastSeenMs = timeMs;
    this.#store(device, values, timeMs);
    if (report.values.length === 0) return;
    const { ieeeAddress } = device.descriptor;
    this.#event({
      ...{ type: 'traitReported', timeMs, ieeeAddress, values },
      ...(linkQuality !== undefined && linkQuality <= 255 && { linkQuality }),
    });
  }

  #store(device: InventoryDevice, values: TraitValues, observedAtMs: number): void {
    const names = new Set(device.descriptor.traits.map((trait) => trait.name));
    for (const [name, value] of Object.entries(values)) {
      if (names.has(name)) device.state.reported.set(name, { value, observedAtMs });
    }
    this.#touch(device);
  }

  #availability(index: number, available: boolean, timeMs: number): void {
    const device = this.#require(index);
    if (device.state.available === available) return;
    device.state.available = available;
    this.#touch(device);
    if (device.isGone) return;
    const { ieeeAddress } = device.descriptor;
    this.#event({ type: available ? 'deviceOnline' : 'deviceOffline', timeMs, ieeeAddress });
  }

  #upsertOne(device: LinkDevice, when: { timeMs: number; joined: boolean }): void {
    const { ieeeAddress } = device.descriptor;
    const known = this.#inventory.byAddress(ieeeAddress);
    if (known) this.#inventory.remove(known);
    // A number names one device: another one that had it is not there any more.
    const other = this.#inventory.get(device.index);
    if (other) this.#leave(other, when.timeMs);
    this.#upsert(device, known, when);
  }

  #upsert(
    device: LinkDevice,
    known: InventoryDevice | undefined,
    { timeMs, joined }: { timeMs: number; joined: boolean },
  ): void {
    const { ieeeAddress } = device.descriptor;
    const { taken, isChanged, newRef } = this.#inventory.put(device, known);
    this.#change.forgotten.delete(ieeeAddress);
    if (newRef) {
      this.#change.descriptors.set(newRef.ref, newRef.digest);
      this.#newDescriptors.push(device.descriptor);
    }
    this.#dropTouched(ieeeAddress);
    this.#touched.add(taken);
    if (!known || joined) this.#event({ type: 'deviceJoined', timeMs, ieeeAddress });
    else if (isChanged) this.#event({ type: 'deviceUpdated', timeMs, ieeeAddress });
    if (known && known.state.available !== device.available) {
      this.#event({ type: device.available ? 'deviceOnline' : 'deviceOffline', timeMs, ieeeAddress });
    }
  }

  /** The snapshot has the inventory; this entry only says how values in the entries after it are numbered. */
  #upsertOld(wire: Device): void {
    const device = decodeDevice(wire);
    const known = this.#inventory.get(device.index);
    if (known) known.wireTraits = device.descriptor.traits;
    else this.#inventory.remember(device);
  }

  #leave(device: InventoryDevice, timeMs: number): void {
    const { ieeeAddress } = device.descriptor;
    this.#inventory.remove(device);
    this.#dropTouched(ieeeAddress);
    if (device.isGone) return;
    this.#change.forgotten.add(ieeeAddress);
    this.#event({ type: 'deviceLeft', timeMs, ieeeAddress });
  }

  #touch(device: InventoryDevice): void {
    if (!this.#touched.has(device)) device.state.version++;
    this.#touched.add(device);
  }

  #dropTouched(ieeeAddress: string): void {
    for (const each of this.#touched) {
      if (each.descriptor.ieeeAddress === ieeeAddress) this.#touched.delete(each);
    }
  }

  #setDigest(digest: Uint8Array): void {
    this.#change.inventoryDigest = Buffer.from(digest).toString('hex');
  }

  #require(index: number): InventoryDevice {
    const device = this.#inventory.get(index);
    if (device) return device;
    this.#namesUnknownDevice = true;
    throw new ZigfleetError('decode-failed', `the hub has no device with the number ${index}`);
  }

  /** What is not understood is counted and told of; it does not keep back what comes after it. */
  #understand(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!isZigfleetError(error, 'decode-failed')) throw error;
      this.#lostCount++;
      this.#lostReason ||= error.message;
    }
  }

  #event(event: DistributiveOmit<PlatformEvent, 'homeId' | 'hubId'>): void {
    this.#events.push(encodeEvent({ ...event, homeId: this.#homeId, hubId: this.#hubId } as PlatformEvent));
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
