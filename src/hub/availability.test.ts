import { beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../common/logger.ts';
import { ManualClock } from '../common/manual-clock.ts';
import type { DeviceDescriptor } from '../devices/device-descriptor.ts';
import type { IeeeAddress } from '../devices/ieee-address.ts';
import { Availability } from './availability.ts';

const minuteMs = 60_000;
const plug: IeeeAddress = '0x00158d0000000001';
const sensor: IeeeAddress = '0x00158d0000000002';

function descriptor(ieeeAddress: IeeeAddress, sleepy: boolean): DeviceDescriptor {
  return {
    ieeeAddress,
    logicalType: sleepy ? 'endDevice' : 'router',
    powerSource: sleepy ? 'battery' : 'mains',
    modelId: 'm',
    model: 'M',
    vendor: 'V',
    description: 'D',
    supported: true,
    sleepy,
    traits: [],
  };
}

let clock: ManualClock;
let answering: Set<IeeeAddress>;
let pings: IeeeAddress[];
let changes: [IeeeAddress, boolean][];
let availability: Availability;

beforeEach(() => {
  clock = new ManualClock();
  answering = new Set([plug]);
  pings = [];
  changes = [];
  availability = new Availability({
    clock,
    logger: silentLogger(),
    ping: async (ieeeAddress) => {
      pings.push(ieeeAddress);
      if (!answering.has(ieeeAddress)) throw new Error('no answer');
    },
    changed: (ieeeAddress, available) => changes.push([ieeeAddress, available]),
  });
  availability.watch(descriptor(plug, false), true);
  availability.watch(descriptor(sensor, true), true);
  availability.start();
});

/** Lets time pass in small steps, so that promises in between settle. */
async function pass(durationMs: number): Promise<void> {
  for (let passed = 0; passed < durationMs; passed += minuteMs / 6) {
    clock.advance(minuteMs / 6);
    await Promise.resolve();
    await Promise.resolve();
  }
}

describe('Availability', () => {
  it('asks a silent mains device, and leaves it alone if it answers', async () => {
    await pass(60 * minuteMs);
    expect(pings.length).toBeGreaterThanOrEqual(3);
    expect(pings.length).toBeLessThan(6);
    expect(changes).toEqual([]);
  });

  it('takes a mains device for gone after two questions without an answer, and for back when it is heard', async () => {
    answering.delete(plug);
    await pass(17 * minuteMs);
    expect(changes).toEqual([[plug, false]]);
    expect(pings.length).toBe(2);
    availability.heard(plug);
    expect(changes.at(-1)).toEqual([plug, true]);
  });

  it('finds a mains device again by itself', async () => {
    answering.delete(plug);
    await pass(17 * minuteMs);
    answering.add(plug);
    await pass(35 * minuteMs);
    expect(changes).toEqual([
      [plug, false],
      [plug, true],
    ]);
  });

  it('learns how often a sensor speaks, and misses it accordingly', async () => {
    for (let hour = 0; hour < 48; hour++) {
      availability.heard(sensor);
      await pass(10 * minuteMs);
    }
    availability.heard(sensor);
    await pass(25 * minuteMs);
    expect(changes).toEqual([]);
    await pass(60 * minuteMs);
    expect(changes).toEqual([[sensor, false]]);
  });

  it('does not miss a new sensor that was busy at first and then speaks once an hour', async () => {
    for (let report = 0; report < 50; report++) {
      availability.heard(sensor);
      clock.advance(1_000);
    }
    for (let hour = 0; hour < 5; hour++) {
      await pass(60 * minuteMs);
      availability.heard(sensor);
    }
    expect(changes).toEqual([]);
  });

  it('never asks a sleeping device', async () => {
    await pass(26 * 60 * minuteMs);
    expect(pings).not.toContain(sensor);
    expect(changes).toContainEqual([sensor, false]);
  });

  it('judges nobody while the radio is down, and gives everybody time when it is back', async () => {
    availability.stop();
    answering.clear();
    await pass(48 * 60 * minuteMs);
    expect(clock.pendingCount).toBe(0);
    availability.start();
    await pass(10 * minuteMs);
    expect(changes).toEqual([]);
    expect(pings).toEqual([]);
  });

  it('believes a command that found a mains device silent, but not of one that sleeps', () => {
    availability.notAnswering(plug);
    availability.notAnswering(sensor);
    availability.notAnswering('0x00158d00000000ff');
    expect(changes).toEqual([[plug, false]]);
  });

  it('forgets a device that left', async () => {
    availability.forget(plug);
    availability.heard(plug);
    await pass(60 * minuteMs);
    expect(pings).toEqual([]);
  });
});
