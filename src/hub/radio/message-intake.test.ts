import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Events } from 'zigbee-herdsman';
import { silentLogger } from '../../common/logger.ts';
import { ManualClock } from '../../common/manual-clock.ts';
import type { Trait } from '../../devices/trait.ts';
import { createEntry, type DeviceEntry } from './device-entry.ts';
import type { DeviceModel } from './device-model.ts';
import { DeviceStates } from './device-state.ts';
import { MessageIntake } from './message-intake.ts';
import type { RadioReport } from './radio.ts';

type Convert = (message: Events.MessagePayload, publish: (values: object) => void) => unknown;

const descriptor = {
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
} as const;

const access = { reported: true, settable: false, gettable: false };
const traits: Trait[] = [
  { name: 'value', type: 'number', access },
  { name: 'action', type: 'enum', values: ['single'], access },
];

let clock: ManualClock;
let states: DeviceStates;
let reports: RadioReport[];
let intake: MessageIntake;
let entry: DeviceEntry;

function modelOf(convert: Convert): DeviceModel {
  const converter = {
    cluster: 'c',
    type: ['attributeReport'],
    convert: (_definition: unknown, message: Events.MessagePayload, publish: (values: object) => void) =>
      convert(message, publish),
  };
  return {
    definition: { exposes: [] },
    modelId: 'm',
    descriptor: { ...descriptor, traits },
    traits: new Map(traits.map((trait) => [trait.name, trait])),
    exposes: new Map(),
    fromZigbee: new Map([['c', [converter]]]),
  } as unknown as DeviceModel;
}

function message(value: unknown): Events.MessagePayload {
  return {
    type: 'attributeReport',
    cluster: 'c',
    data: { value },
    device: { ieeeAddr: descriptor.ieeeAddress },
    linkquality: 42,
  } as unknown as Events.MessagePayload;
}

const toValue: Convert = ({ data }) => ({ value: (data as { value: number }).value });
const values = () => reports.map((report) => report.values.value);

/** Lets all promises settle that wait for nothing but each other. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  clock = new ManualClock();
  states = new DeviceStates(join(tmpdir(), 'never-written.json'), clock, silentLogger());
  reports = [];
  const none = () => undefined;
  intake = new MessageIntake({
    states,
    clock,
    logger: silentLogger(),
    listener: {
      linkChanged: none,
      deviceChanged: none,
      deviceLeft: none,
      deviceHeard: none,
      reported: (report) => reports.push(report),
    },
    isKnown: (each) => each === entry,
    exposesChanged: none,
  });
  entry = createEntry(descriptor, 1);
});

describe('MessageIntake', () => {
  it('tells values at once, with time and link quality, and remembers them', () => {
    entry.model = modelOf(toValue);
    intake.receive(entry, message(1), true);
    expect(reports).toEqual([
      {
        ieeeAddress: descriptor.ieeeAddress,
        values: { value: 1 },
        observedAtMs: clock.now(),
        linkQuality: 42,
      },
    ]);
    expect(states.of(descriptor.ieeeAddress)).toEqual({ value: 1 });
  });

  it('keeps the order where one message takes longer than the next', async () => {
    const slow = Promise.withResolvers<object>();
    entry.model = modelOf((each, publish) =>
      (each.data as { value: number }).value === 1 ? slow.promise : toValue(each, publish),
    );
    intake.receive(entry, message(1), true);
    intake.receive(entry, message(2), true);
    await settled();
    expect(values()).toEqual([]);
    slow.resolve({ value: 1 });
    await settled();
    expect(values()).toEqual([1, 2]);
    intake.receive(entry, message(3), true);
    expect(values()).toEqual([1, 2, 3]);
    expect(clock.pendingCount).toBe(1);
  });

  it('does not wait for ever', async () => {
    entry.model = modelOf((each, publish) =>
      (each.data as { value: number }).value === 1 ? new Promise(() => undefined) : toValue(each, publish),
    );
    intake.receive(entry, message(1), true);
    intake.receive(entry, message(2), true);
    clock.advance(2_000);
    await settled();
    expect(values()).toEqual([2]);
  });

  it('survives converters that fail, at once or later', async () => {
    entry.model = modelOf((each) => {
      if ((each.data as { value: number }).value === 1) throw new Error('at once');
      return Promise.reject(new Error('later'));
    });
    intake.receive(entry, message(1), true);
    intake.receive(entry, message(2), true);
    await settled();
    entry.model = modelOf(toValue);
    intake.receive(entry, message(3), true);
    expect(values()).toEqual([3]);
  });

  it('keeps what comes before the model is known, with its own time, within bounds', () => {
    const firstAt = clock.now();
    intake.receive(entry, message(0), false);
    clock.advance(1_000);
    for (let value = 1; value < 100; value++) intake.receive(entry, message(value), false);
    entry.model = modelOf(toValue);
    intake.flush(entry);
    expect(values()).toHaveLength(32);
    expect(reports[0]?.observedAtMs).toBe(firstAt);
  });

  it('does not take an action for a state', () => {
    entry.model = modelOf(() => ({ action: 'single', action_side: 2 }));
    intake.receive(entry, message(1), true);
    expect(reports[0]?.values).toEqual({ action: 'single' });
    expect(states.of(descriptor.ieeeAddress)).toEqual({});
  });

  it('hears no more of what a converter began before the link was lost', () => {
    let publish: ((values: object) => void) | undefined;
    entry.model = modelOf((_each, later) => {
      publish = later;
      return undefined;
    });
    intake.receive(entry, message(1), true);
    publish?.({ value: 5 });
    expect(values()).toEqual([5]);
    intake.reset();
    publish?.({ value: 6 });
    expect(values()).toEqual([5]);
  });
});
