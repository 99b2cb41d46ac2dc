import { expect, test } from 'vitest';
import { silentLogger } from '../../../src/common/logger.ts';
import { KnownDevices } from './known-devices.ts';
import { factoryItems, nvTables, nvTablesFor } from './nv-items.ts';
import { NvMemory } from './nv-memory.ts';

const first = '0x00158d0000000001';
const second = '0x00158d0000000002';
const third = '0x00158d0000000003';

function makeMemory() {
  const memory = new NvMemory({ tables: nvTablesFor(2), factoryItems, logger: silentLogger() });
  return { memory, devices: new KnownDevices(memory) };
}

test('remembers as many devices as there is room for, and has room again when one is forgotten', () => {
  const { devices } = makeMemory();
  expect(
    [first, second, third].map((device, index) => devices.remember(device, 0x1000 + index, false)),
  ).toEqual([true, true, false]);
  expect(devices.remember(first, 0x2000, true)).toBe(true);
  expect(devices.networkAddressOf(first)).toBe(0x2000);
  expect(devices.ieeeAddressOf(0x1001)).toBe(second);
  devices.forget(second);
  expect(devices.networkAddressOf(second)).toBeUndefined();
  expect(devices.remember(third, 0x1002, false)).toBe(true);
});

test('takes entries that a program has written blank for free ones, as zigpy-znp writes them', () => {
  const { memory, devices } = makeMemory();
  for (const subId of [0, 1]) {
    memory.write({ systemId: 1, itemId: nvTables.addressManager, subId }, 0, Buffer.alloc(12, 0xff));
  }
  expect(devices.ieeeAddressOf(0xffff)).toBeUndefined();
  expect(devices.remember(first, 0x1000, false)).toBe(true);
  expect(devices.remember(second, 0x1001, false)).toBe(true);
  expect(devices.networkAddressOf(first)).toBe(0x1000);
});
