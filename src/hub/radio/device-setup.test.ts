import { beforeEach, describe, expect, it } from 'vitest';
import type { Models } from 'zigbee-herdsman';
import { silentLogger } from '../../common/logger.ts';
import { ManualClock } from '../../common/manual-clock.ts';
import type { ControllerLink } from './controller-link.ts';
import { createEntry, type DeviceEntry } from './device-entry.ts';
import type { DeviceModel } from './device-model.ts';
import { DeviceSetup } from './device-setup.ts';

const minuteMs = 60_000;

let clock: ManualClock;
let configured: number;
let outcome: () => Promise<void>;
let entry: DeviceEntry;
let device: Models.Device;
let setup: DeviceSetup;
let done: number;
let interviewed: number;

beforeEach(() => {
  clock = new ManualClock();
  configured = 0;
  done = 0;
  interviewed = 0;
  outcome = () => Promise.resolve();
  device = { meta: {}, interviewState: 'SUCCESSFUL', save: () => undefined } as unknown as Models.Device;
  entry = createEntry(
    {
      ieeeAddress: '0x00158d0001020304',
      logicalType: 'endDevice',
      powerSource: 'battery',
      modelId: 'm',
      model: 'M',
      vendor: 'V',
      description: 'D',
      supported: true,
      sleepy: true,
      traits: [],
    },
    1,
  );
  const configure = () => {
    configured++;
    return outcome();
  };
  entry.model = { definition: { version: '0.0.1', configure } } as unknown as DeviceModel;
  const controller = { getDevicesByType: () => [{ endpoints: [{}] }] };
  const link = { run: (operation: (each: unknown) => unknown) => operation(controller) };
  setup = new DeviceSetup({
    link: link as unknown as ControllerLink,
    clock,
    logger: silentLogger(),
    interviewed: () => {
      interviewed++;
      return Promise.resolve();
    },
    configured: () => done++,
  });
});

describe('DeviceSetup', () => {
  it('configures a device once, and again for a new version of its definition', async () => {
    await setup.tryRun(entry, device);
    await setup.tryRun(entry, device);
    expect([configured, done]).toEqual([1, 1]);
    expect(device.meta.configured).toBe('0.0.1');
    device.meta.configured = '0.0.0';
    await setup.tryRun(entry, device);
    expect(configured).toBe(2);
  });

  it('does not begin twice at a time', async () => {
    const running = Promise.withResolvers<void>();
    outcome = () => running.promise;
    const first = setup.tryRun(entry, device);
    await setup.tryRun(entry, device);
    running.resolve();
    await first;
    expect(configured).toBe(1);
  });

  it('tries a device that failed again, less and less often', async () => {
    outcome = () => Promise.reject(new Error('asleep'));
    for (let minute = 0; minute < 24 * 60; minute++) {
      if (setup.isDue(entry, device)) await setup.tryRun(entry, device);
      clock.advance(minuteMs);
    }
    expect(configured).toBeGreaterThan(20);
    expect(configured).toBeLessThan(40);
    outcome = () => Promise.resolve();
    clock.advance(60 * minuteMs);
    await setup.tryRun(entry, device);
    expect(setup.isDue(entry, device)).toBe(false);
  });

  it('configures again when it is told to forget', async () => {
    await setup.tryRun(entry, device);
    setup.forget(entry, device);
    await setup.run(entry, device);
    expect(configured).toBe(2);
    setup.forget(entry, device);
    outcome = () => Promise.reject(new Error('no'));
    await expect(setup.run(entry, device)).rejects.toThrow('no');
  });

  it('makes up for an interview that was cut short, and then configures', async () => {
    const state = device as unknown as { interviewState: string; interview: () => Promise<void> };
    state.interviewState = 'FAILED';
    state.interview = () => Promise.reject(new Error('asleep'));
    await setup.tryRun(entry, device);
    expect(setup.isDue(entry, device)).toBe(false);
    clock.advance(10_000);
    state.interview = async () => {
      state.interviewState = 'SUCCESSFUL';
    };
    await setup.tryRun(entry, device);
    expect([interviewed, configured]).toEqual([1, 1]);
    expect(setup.isDue(entry, device)).toBe(false);
  });

  it('leaves a device alone whose definition wants nothing', async () => {
    entry.model = { definition: { version: '0.0.1' } } as unknown as DeviceModel;
    expect(setup.isDue(entry, device)).toBe(false);
    entry.model = undefined;
    await setup.run(entry, device);
    expect(configured).toBe(0);
  });
});
