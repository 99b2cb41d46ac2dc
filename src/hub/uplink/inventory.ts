import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Clock, Timer } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import { type InventorySnapshot, Device as WireDevice } from '../../rpc/gen/zigfleet/link/v1/link.ts';
import { decodeDevice, encodeDevice, type LinkDevice } from '../../rpc/wire/descriptor.ts';
import { indexTraits, type TraitIndex } from '../../rpc/wire/trait-values.ts';
import { wireLimits } from '../../rpc/wire/wire-limits.ts';
import { arrangeTraits } from './arrange-traits.ts';

/** A device of the hub with what is needed to speak of it on the link. */
export interface InventoryEntry extends LinkDevice {
  readonly traitIndex: TraitIndex;
  /** Whether the platform has been told of its availability since the hub's start. */
  isAvailabilityTold: boolean;
  /** SHA-256 of what of it counts for the inventory's digest. */
  readonly digest: Buffer;
}

export interface InventoryOptions {
  path: string;
  clock: Clock;
  logger: Logger;
}

interface InventoryFile {
  nextIndex: number;
  devices: LinkDevice[];
}

/** Room for what stands around a device in a journal entry. */
const deviceBytesMax = wireLimits.entryBytesMax - 1024;
/** Changes are written this much later, many at once, milliseconds. */
const saveDelayMs = 50;
/**
 * How far indexes jump at each start: those that a killed process gave and did not save are not given again. An index has
 * 32 bits.
 */
const indexStride = 256;

/** The hub's devices and the numbers by which the link names them. */
export class Inventory {
  readonly #options: InventoryOptions;
  readonly #byAddress = new Map<IeeeAddress, InventoryEntry>();
  readonly #byIndex = new Map<number, InventoryEntry>();
  #nextIndex: number;
  #digest: Buffer | undefined;
  #saveTimer: Timer | undefined;

  private constructor(options: InventoryOptions, file: InventoryFile) {
    this.#options = options;
    this.#nextIndex = file.nextIndex;
    for (const device of file.devices) this.#set(createEntry(device));
  }

  /** Reads the file. A damaged one is put aside: the radio knows the devices, and they get new numbers. */
  static open(options: InventoryOptions): Inventory {
    const { path, logger, clock } = options;
    const text = readIfThere(path);
    if (text === undefined) return new Inventory(options, { nextIndex: 1, devices: [] });
    try {
      const { nextIndex, devices } = parseFile(text);
      return new Inventory(options, { nextIndex: nextIndex + indexStride, devices });
    } catch (error) {
      renameSync(path, `${path}.damaged`);
      logger.error({ err: error, path }, 'the inventory is damaged and was put aside');
      // Above all numbers given so far: they count up from 1, the seconds since 1970 are far beyond.
      return new Inventory(options, { nextIndex: Math.floor(clock.now() / 1000), devices: [] });
    }
  }

  get size(): number {
    return this.#byAddress.size;
  }

  /** SHA-256 over the devices, without what changes all the time. */
  get digest(): Buffer {
    if (!this.#digest) {
      const hash = createHash('sha256');
      const entries = [...this.#byIndex.values()].sort((left, right) => left.index - right.index);
      for (const entry of entries) hash.update(entry.digest);
      this.#digest = hash.digest();
    }
    return this.#digest;
  }

  get(ieeeAddress: IeeeAddress): InventoryEntry | undefined {
    return this.#byAddress.get(ieeeAddress);
  }

  getByIndex(index: number): InventoryEntry | undefined {
    return this.#byIndex.get(index);
  }

  entries(): Iterable<InventoryEntry> {
    return this.#byAddress.values();
  }

  /**
   * @returns the entry, and whether anything of it is new
   * @throws ZigfleetError `invalid-value` if the link could not carry it
   */
  upsert(
    descriptor: DeviceDescriptor,
    networkAddress: number,
  ): { entry: InventoryEntry; isChanged: boolean } {
    const known = this.#byAddress.get(descriptor.ieeeAddress);
    if (!known && this.#byAddress.size >= wireLimits.devicesMax) {
      throw new ZigfleetError('invalid-value', `a hub may have ${wireLimits.devicesMax} devices at most`);
    }
    const arranged = known && arrangeTraits(known.descriptor.traits, descriptor.traits);
    // Where old trait indexes would mean something else the device gets a new number.
    const index = known && arranged ? known.index : this.#nextIndex;
    const entry = createEntry({
      index,
      networkAddress,
      descriptor: { ...descriptor, traits: arranged ?? descriptor.traits },
      available: known?.available ?? true,
      lastSeenMs: known?.lastSeenMs ?? 0,
    });
    if (known?.digest.equals(entry.digest)) return { entry: known, isChanged: false };
    entry.isAvailabilityTold = known?.isAvailabilityTold ?? false;
    if (index === this.#nextIndex) this.#nextIndex++;
    if (known) this.#byIndex.delete(known.index);
    this.#set(entry);
    this.#onChange();
    return { entry, isChanged: true };
  }

  remove(ieeeAddress: IeeeAddress): InventoryEntry | undefined {
    const entry = this.#byAddress.get(ieeeAddress);
    if (!entry) return undefined;
    this.#byAddress.delete(ieeeAddress);
    this.#byIndex.delete(entry.index);
    this.#onChange();
    return entry;
  }

  setAvailable(entry: InventoryEntry, available: boolean): void {
    entry.available = available;
    this.#scheduleSave();
  }

  /** All devices, in messages of at most so many bytes each. */
  snapshot(bytesMax: number): InventorySnapshot[] {
    const parts: WireDevice[][] = [[]];
    let bytes = 0;
    for (const entry of this.#byAddress.values()) {
      const device = encodeDevice(entry);
      const size = WireDevice.encode(device).finish().length + 8;
      if (bytes + size > bytesMax && bytes > 0) {
        parts.push([]);
        bytes = 0;
      }
      parts.at(-1)?.push(device);
      bytes += size;
    }
    return parts.map((devices, index) => ({
      inventoryDigest: this.digest,
      devices,
      moreFollows: index < parts.length - 1,
    }));
  }

  /** Writes what is not yet written. */
  close(): void {
    this.#saveTimer?.cancel();
    this.#saveTimer = undefined;
    this.#save();
  }

  #set(entry: InventoryEntry): void {
    this.#byAddress.set(entry.descriptor.ieeeAddress, entry);
    this.#byIndex.set(entry.index, entry);
  }

  #onChange(): void {
    this.#digest = undefined;
    this.#scheduleSave();
  }

  #scheduleSave(): void {
    this.#saveTimer ??= this.#options.clock.setTimer(saveDelayMs, () => {
      this.#saveTimer = undefined;
      this.#save();
    });
  }

  #save(): void {
    const { path, logger } = this.#options;
    const devices = [...this.#byAddress.values()].map(
      ({ index, descriptor, networkAddress, available, lastSeenMs }): LinkDevice => ({
        index,
        descriptor,
        networkAddress,
        available,
        lastSeenMs,
      }),
    );
    const file: InventoryFile = { nextIndex: this.#nextIndex, devices };
    try {
      // Not forced to disk: what a loss of power takes, the radio's own database brings back at the next start.
      writeFileSync(`${path}.new`, `${JSON.stringify(file)}\n`, { mode: 0o600 });
      renameSync(`${path}.new`, path);
    } catch (error) {
      logger.error(
        { err: error, path },
        'the inventory cannot be saved; it is tried again at the next change',
      );
    }
  }
}

/** @throws ZigfleetError `invalid-value` */
function createEntry(device: LinkDevice): InventoryEntry {
  const stable = WireDevice.encode(encodeDevice({ ...device, available: false, lastSeenMs: 0 })).finish();
  if (stable.length > deviceBytesMax) {
    throw new ZigfleetError('invalid-value', `a descriptor may have ${deviceBytesMax} bytes at most`);
  }
  return {
    ...device,
    traitIndex: indexTraits(device.descriptor.traits),
    isAvailabilityTold: false,
    digest: createHash('sha256').update(stable).digest(),
  };
}

/** @throws if it is not what was written */
function parseFile(text: string): InventoryFile {
  const { nextIndex, devices } = JSON.parse(text) as InventoryFile;
  if (!Number.isSafeInteger(nextIndex) || nextIndex < 1) throw new Error('the next index is not a number');
  const checked = devices.map((device) => decodeDevice(encodeDevice(device)));
  if (!isDeepStrictEqual(checked, devices)) throw new Error('a device is not as it was written');
  if (checked.some(({ index }) => index >= nextIndex)) throw new Error('an index is beyond the next one');
  return { nextIndex, devices: checked };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
