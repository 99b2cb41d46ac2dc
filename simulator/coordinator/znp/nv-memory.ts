import type { Logger } from '../../../src/common/logger.ts';
import { ZigfleetError } from '../../../src/common/zigfleet-error.ts';
import { JsonFile } from '../../network/json-file.ts';
import { type NvTable, nvSystem } from './nv-items.ts';

/** How an operation on the memory went (Z-Stack `OSAL_Nv.h`). */
export const nvStatus = {
  success: 0x00,
  failure: 0x01,
  invalidParameter: 0x02,
  itemInitialised: 0x09,
  operationFailed: 0x0a,
  badItemLength: 0x0c,
} as const;

/** No item is longer than this, bytes. */
const itemBytesMax = 8192;

/** All items together are no longer than this, bytes. */
const memoryBytesMax = 512 * 1024;

/** What each item takes besides its content, bytes. */
const itemOverheadBytes = 16;

export interface NvMemoryOptions {
  /** Where the content is kept; absent: in this process only. */
  path?: string | undefined;
  tables: ReadonlyMap<number, NvTable>;
  /** The content of a factory-new stick, by plain item id. */
  factoryItems: ReadonlyMap<number, Buffer>;
  logger: Logger;
}

interface NvFile {
  format: 'zigfleet-znp-nv';
  version: 1;
  items: Record<string, string>;
}

/** Where an item is filed. */
export interface NvKey {
  systemId: number;
  itemId: number;
  subId: number;
}

/** The key of a plain item. */
export function plainKey(id: number): NvKey {
  return { systemId: nvSystem.zstack, itemId: nvSystem.plainItem, subId: id };
}

/** One number for a key: 8, 16 and 16 bits. */
function numberOf({ systemId, itemId, subId }: NvKey): number {
  return systemId * 0x1_0000_0000 + itemId * 0x1_0000 + subId;
}

/** A key as the file has it: ten hex digits. */
function textOf(key: number): string {
  return key.toString(16).padStart(10, '0');
}

/** The non-volatile memory of a stick: plain items, and tables whose unused entries cost nothing. */
export class NvMemory {
  readonly #options: NvMemoryOptions;
  readonly #file: JsonFile | undefined;
  /** An empty buffer stands for an item that was deleted. */
  readonly #items = new Map<number, Buffer>();

  constructor(options: NvMemoryOptions) {
    this.#options = options;
    this.#file = options.path
      ? new JsonFile(options.path, (error) =>
          options.logger.error({ err: error }, "the coordinator's memory could not be saved"),
        )
      : undefined;
    this.#fillFactoryItems();
  }

  /** Reads the file, if there is one. @throws ZigfleetError `decode-failed` if it is damaged */
  async start(): Promise<void> {
    const content = (await this.#file?.load()) as Partial<NvFile> | undefined;
    if (content === undefined) return;
    const fail = (what: string) =>
      new ZigfleetError('decode-failed', `${this.#options.path} is no memory of a coordinator: ${what}`);
    if (content === null || content.format !== 'zigfleet-znp-nv' || content.version !== 1) {
      throw fail('wrong format or version');
    }
    if (typeof content.items !== 'object' || content.items === null) throw fail('no items');
    this.#items.clear();
    for (const [key, hex] of Object.entries(content.items)) {
      if (!/^[0-9a-f]{10}$/.test(key) || typeof hex !== 'string' || !/^([0-9a-f]{2})*$/.test(hex)) {
        throw fail(`item ${key}`);
      }
      this.#items.set(Number.parseInt(key, 16), Buffer.from(hex, 'hex'));
    }
  }

  /** Waits until the file has everything. */
  async stop(): Promise<void> {
    await this.#file?.flush();
  }

  /** 0 if there is no such item. */
  length(key: NvKey): number {
    return this.read(key)?.length ?? 0;
  }

  /** The item's bytes, not to be changed; undefined if there is none. */
  read(key: NvKey): Buffer | undefined {
    const item = this.#items.get(numberOf(key));
    if (item) return item.length > 0 ? item : undefined;
    if (key.systemId !== nvSystem.zstack) return undefined;
    const table = this.#options.tables.get(key.itemId);
    return table && key.subId < table.capacity ? table.emptyEntry : undefined;
  }

  /** The number in a plain item of two or four bytes; undefined if there is none that long. */
  readNumber(id: number, bytes: 2 | 4): number | undefined {
    const item = this.read(plainKey(id));
    return item && item.length >= bytes ? item.readUIntLE(0, bytes) : undefined;
  }

  /** Makes an item of this length, filled from the start with `initial`, the rest 0xFF. Does nothing if there is one. */
  create(key: NvKey, length: number, initial: Buffer): number {
    if (this.read(key)) return nvStatus.success;
    if (length === 0 || length > itemBytesMax || initial.length > length) return nvStatus.operationFailed;
    if (!this.#hasRoomFor(length)) return nvStatus.operationFailed;
    const item = Buffer.alloc(length, 0xff);
    initial.copy(item);
    this.set(key, item);
    return nvStatus.itemInitialised;
  }

  /** Writes within an item that is there. */
  write(key: NvKey, offset: number, value: Buffer): number {
    const item = this.read(key);
    if (!item) return nvStatus.invalidParameter;
    if (offset + value.length > item.length) return nvStatus.invalidParameter;
    if (item.compare(value, 0, value.length, offset, offset + value.length) === 0) return nvStatus.success;
    const changed = Buffer.from(item);
    value.copy(changed, offset);
    this.set(key, changed);
    return nvStatus.success;
  }

  /** Writes a whole item, whether there is one or not. */
  update(key: NvKey, value: Buffer): number {
    if (value.length === 0 || !this.#hasRoomFor(value.length)) return nvStatus.operationFailed;
    this.set(key, Buffer.from(value));
    return nvStatus.success;
  }

  /** @param length - must be the item's, if given */
  delete(key: NvKey, length?: number): number {
    const item = this.read(key);
    if (!item) return nvStatus.itemInitialised;
    if (length !== undefined && length !== item.length) return nvStatus.badItemLength;
    this.#items.set(numberOf(key), Buffer.alloc(0));
    this.#save();
    return nvStatus.success;
  }

  /** Puts an item, of whatever length it was before. */
  set(key: NvKey, item: Buffer): void {
    this.#items.set(numberOf(key), item);
    this.#save();
  }

  /** Makes one entry of a table unused. */
  clear(key: NvKey): void {
    this.#items.delete(numberOf(key));
    this.#save();
  }

  /** All entries of a table, the unused ones included; not those that a host gave another length. */
  *entries(itemId: number): Iterable<[NvKey, Buffer]> {
    const table = this.#options.tables.get(itemId);
    if (!table) return;
    for (let subId = 0; subId < table.capacity; subId++) {
      const key = { systemId: nvSystem.zstack, itemId, subId };
      const entry = this.read(key);
      if (entry?.length === table.emptyEntry.length) yield [key, entry];
    }
  }

  /** Makes all entries of a table unused. */
  clearTable(itemId: number): void {
    const first = numberOf({ systemId: nvSystem.zstack, itemId, subId: 0 });
    for (const key of [...this.#items.keys()]) {
      if (key >= first && key <= first + 0xffff) this.#items.delete(key);
    }
    this.#save();
  }

  /** Puts a plain item back to what it is on a factory-new stick. */
  restoreFactory(id: number): void {
    const item = this.#options.factoryItems.get(id);
    if (item) this.set(plainKey(id), item);
    else this.delete(plainKey(id));
  }

  #hasRoomFor(length: number): boolean {
    let usedBytes = length + itemOverheadBytes;
    for (const item of this.#items.values()) usedBytes += item.length + itemOverheadBytes;
    return usedBytes <= memoryBytesMax;
  }

  #fillFactoryItems(): void {
    for (const [id, item] of this.#options.factoryItems) this.#items.set(numberOf(plainKey(id)), item);
  }

  #save(): void {
    this.#file?.save(() => {
      const items: Record<string, string> = {};
      for (const [key, item] of this.#items) items[textOf(key)] = item.toString('hex');
      return { format: 'zigfleet-znp-nv', version: 1, items } satisfies NvFile;
    });
  }
}
