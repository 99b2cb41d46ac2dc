import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../../src/common/logger.ts';
import { decodeNib, encodeNib, nibBytes } from './nib.ts';
import { factoryItems, nvItems, nvTables, nvTablesFor } from './nv-items.ts';
import { NvMemory, nvStatus, plainKey } from './nv-memory.ts';

const makeMemory = () => new NvMemory({ tables: nvTablesFor(3), factoryItems, logger: silentLogger() });

describe('NvMemory', () => {
  it('has what a factory-new stick has', () => {
    const memory = makeMemory();
    expect(memory.length(plainKey(nvItems.networkKey))).toBe(24);
    expect(memory.length(plainKey(nvItems.networkInformationBase))).toBe(0);
  });

  it('creates, writes and deletes items as the stack does', () => {
    const memory = makeMemory();
    const key = plainKey(0x60);
    expect(memory.write(key, 0, Buffer.of(1))).toBe(nvStatus.invalidParameter);
    expect(memory.create(key, 3, Buffer.of(0x55))).toBe(nvStatus.itemInitialised);
    expect(memory.create(key, 3, Buffer.of(0x66))).toBe(nvStatus.success);
    expect(memory.read(key)?.toString('hex')).toBe('55ffff');
    expect(memory.write(key, 2, Buffer.of(7))).toBe(nvStatus.success);
    expect(memory.write(key, 2, Buffer.of(7, 8))).toBe(nvStatus.invalidParameter);
    expect(memory.delete(key, 2)).toBe(nvStatus.badItemLength);
    expect(memory.delete(key, 3)).toBe(nvStatus.success);
    expect(memory.length(key)).toBe(0);
    expect(memory.delete(key, 3)).toBe(nvStatus.itemInitialised);
  });

  it('has tables of so many entries, used or not', () => {
    const memory = makeMemory();
    const entry = (subId: number) => ({ systemId: 1, itemId: nvTables.addressManager, subId });
    expect([0, 1, 2, 3].map((subId) => memory.length(entry(subId)))).toEqual([12, 12, 12, 0]);
    memory.write(entry(1), 0, Buffer.of(3));
    expect(memory.read(entry(1))?.[0]).toBe(3);
    expect(memory.read(entry(0))?.[0]).toBe(0);
    memory.clearTable(nvTables.addressManager);
    expect(memory.read(entry(1))?.[0]).toBe(0);
  });

  it('is no larger than it is', () => {
    const memory = makeMemory();
    let created = 0;
    for (let id = 0x1000; id < 0x2000; id++) {
      if (memory.create(plainKey(id), 8192, Buffer.alloc(0)) === nvStatus.itemInitialised) created++;
    }
    expect(created).toBeGreaterThan(10);
    expect(created).toBeLessThan(64);
    expect(memory.create(plainKey(0x3000), 9000, Buffer.alloc(0))).toBe(nvStatus.operationFailed);
  });
});

describe('the network information base', () => {
  const parameters = {
    panId: 0x1a62,
    extendedPanId: '0xdddddddddddddddd',
    channel: 15,
    networkKey: '00'.repeat(16),
    networkKeySequence: 0,
  };

  it('has the size and the places that clients of aligned sticks expect', () => {
    const nib = encodeNib(parameters, '0x00124b0001020304', 0x00008000);
    expect(nibBytes).toBe(116);
    expect(nib.readUInt8(24)).toBe(15);
    expect(nib.subarray(28, 36).toString('hex')).toBe('04030201004b1200');
    expect(nib.readUInt16LE(36)).toBe(0x1a62);
  });

  it('reads back what it writes, and nothing else', () => {
    const nib = encodeNib(parameters, '0x00124b0001020304', 0x00008000);
    expect(decodeNib(nib)).toEqual({
      panId: 0x1a62,
      extendedPanId: '0xdddddddddddddddd',
      channel: 15,
      channels: 0x8000,
    });
    expect(decodeNib(nib.subarray(1))).toBeUndefined();
    expect(decodeNib(Buffer.alloc(nibBytes, 0xff))).toBeUndefined();
  });
});
