import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { Trait } from '../../devices/trait.ts';
import type { LinkDevice } from '../../rpc/wire/descriptor.ts';
import type { DeviceState, SharedDescriptor } from '../store/device-state.ts';
import { decodeState, descriptorRefOf } from '../store/state-codec.ts';

/** A device of a hub, as the node that holds the hub's session keeps it in memory. */
export interface InventoryDevice {
  descriptor: DeviceDescriptor;
  state: DeviceState;
  /**
   * The traits by which the hub numbers values on the link. Another list than the descriptor's while entries are read that
   * are older than an inventory snapshot.
   */
  wireTraits: readonly Trait[];
  /** It had left before the snapshot was taken, so that it is only known to understand old entries. */
  isGone: boolean;
}

/** Which descriptor digests the hub's references name. */
export type DescriptorTable = ReadonlyMap<number, string>;

/** The devices of one hub by their numbers on the link. */
export class HubInventory {
  readonly #byIndex = new Map<number, InventoryDevice>();
  readonly #digestOf: (descriptor: DeviceDescriptor) => string;
  readonly #digestByRef: Map<number, string>;
  readonly #refByDigest = new Map<string, number>();

  constructor(table: DescriptorTable, digestOf: (descriptor: DeviceDescriptor) => string) {
    this.#digestByRef = new Map(table);
    this.#digestOf = digestOf;
    for (const [ref, digest] of table) this.#refByDigest.set(digest, ref);
  }

  /** Devices that are there, without those that are gone. */
  *present(): Iterable<InventoryDevice> {
    for (const device of this.#byIndex.values()) if (!device.isGone) yield device;
  }

  /** A device by its number on the link, even if it is gone. */
  get(index: number): InventoryDevice | undefined {
    return this.#byIndex.get(index);
  }

  byAddress(ieeeAddress: IeeeAddress): InventoryDevice | undefined {
    for (const device of this.present()) if (device.descriptor.ieeeAddress === ieeeAddress) return device;
    return undefined;
  }

  /** Takes a device from the store. @throws ZigfleetError `decode-failed` */
  restore(ieeeAddress: IeeeAddress, bytes: Buffer, shared: SharedDescriptor): void {
    const state = decodeState(bytes, shared.traits);
    const descriptor = { ieeeAddress, ...shared };
    this.#byIndex.set(state.index, { descriptor, state, wireTraits: shared.traits, isGone: false });
  }

  /** Empties the inventory. @returns the devices that were there, by address */
  takeAll(): Map<IeeeAddress, InventoryDevice> {
    const all = new Map([...this.present()].map((each) => [each.descriptor.ieeeAddress, each]));
    this.#byIndex.clear();
    return all;
  }

  /**
   * Takes a device as the hub says it is; its number must be free.
   * @param known - what was known of it: what it reported stays where the descriptor still has the trait
   * @returns the device, whether its descriptor is another one than before, and the new reference if there is one
   */
  put(
    device: LinkDevice,
    known: InventoryDevice | undefined,
  ): { taken: InventoryDevice; isChanged: boolean; newRef?: { ref: number; digest: string } } {
    const { descriptor, index, available, lastSeenMs } = device;
    const digest = this.#digestOf(descriptor);
    const isChanged = known !== undefined && this.#digestOf(known.descriptor) !== digest;
    const { ref, isNewRef } = this.#refOf(digest);
    const names = new Set(descriptor.traits.map((trait) => trait.name));
    const reported = new Map([...(known?.state.reported ?? [])].filter(([name]) => names.has(name)));
    const state: DeviceState = {
      ...{ index, available, reported, descriptorRef: ref },
      linkQuality: known?.state.linkQuality ?? null,
      version: (known?.state.version ?? 0) + 1,
      lastSeenMs: clampTime(lastSeenMs || known?.state.lastSeenMs || 0),
    };
    const taken = { descriptor, state, wireTraits: descriptor.traits, isGone: false };
    this.#byIndex.set(index, taken);
    return { taken, isChanged, ...(isNewRef && { newRef: { ref, digest } }) };
  }

  /** Remembers a device that has left, only to understand old entries. */
  remember({ index, descriptor }: LinkDevice): void {
    const state: DeviceState = {
      ...{ index, descriptorRef: 0, available: false, linkQuality: null, version: 0, lastSeenMs: 0 },
      reported: new Map(),
    };
    this.#byIndex.set(index, { descriptor, state, wireTraits: descriptor.traits, isGone: true });
  }

  /** Without effect if another device has its number by now. */
  remove(device: InventoryDevice): void {
    const { index } = device.state;
    if (this.#byIndex.get(index) === device) this.#byIndex.delete(index);
  }

  /** Entries from now on are newer than the snapshot. */
  forgetOldTraits(): void {
    for (const [index, device] of this.#byIndex) {
      if (device.isGone) this.#byIndex.delete(index);
      else device.wireTraits = device.descriptor.traits;
    }
  }

  /** The reference of a digest; a new one takes the lowest that no device uses, so that the table stays as small as it can. */
  #refOf(digest: string): { ref: number; isNewRef: boolean } {
    const known = this.#refByDigest.get(digest);
    if (known !== undefined) return { ref: known, isNewRef: false };
    const used = new Set<number>();
    for (const device of this.present()) used.add(device.state.descriptorRef);
    let ref = 0;
    while (used.has(ref)) ref++;
    const replaced = this.#digestByRef.get(ref);
    if (replaced !== undefined) this.#refByDigest.delete(replaced);
    this.#digestByRef.set(ref, digest);
    this.#refByDigest.set(digest, ref);
    return { ref, isNewRef: true };
  }
}

/** Which descriptor a stored state needs. @throws ZigfleetError `decode-failed` */
export function descriptorDigestOf(bytes: Buffer, table: DescriptorTable): string | undefined {
  return table.get(descriptorRefOf(bytes));
}

/** A hub's idea of time, within what can be stored. */
export function clampTime(timeMs: number): number {
  return Math.min(Math.max(0, Math.trunc(timeMs)), 2 ** 50);
}
