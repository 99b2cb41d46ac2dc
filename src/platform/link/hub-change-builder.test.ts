import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { exampleDevice } from '../../../test/support/example-devices.ts';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { Entry } from '../../rpc/gen/zigfleet/link/v1/link.ts';
import { encodeDevice } from '../../rpc/wire/descriptor.ts';
import { decodeEvents } from '../store/event-codec.ts';
import { decodeState } from '../store/state-codec.ts';
import { type BuiltChange, HubChangeBuilder } from './hub-change-builder.ts';
import { HubInventory } from './hub-inventory.ts';

function digestOf(descriptor: DeviceDescriptor): string {
  const { ieeeAddress: _, ...shared } = descriptor;
  return createHash('sha256').update(JSON.stringify(shared)).digest('hex').slice(0, 32);
}

function newInventory(): HubInventory {
  return new HubInventory(new Map(), digestOf);
}

const digest = Buffer.alloc(32, 1);

function wireDevice(number: number, index = number + 1, changes: Partial<DeviceDescriptor> = {}) {
  const { descriptor } = exampleDevice(number);
  const changed = { ...descriptor, ...changes };
  return encodeDevice({ index, descriptor: changed, networkAddress: 1, available: true, lastSeenMs: 0 });
}

function report(device: number, trait: number, value: number): Entry {
  const values = [{ trait, value: { $case: 'integer' as const, value } }];
  return { observedAtMs: 1_000, entry: { $case: 'report', value: { device, values, linkQuality: 9 } } };
}

function upserted(device: ReturnType<typeof wireDevice>, joined = false): Entry {
  return {
    observedAtMs: 1_000,
    entry: { $case: 'deviceUpserted', value: { device, inventoryDigest: digest, joined } },
  };
}

function left(device: number): Entry {
  return { observedAtMs: 1_000, entry: { $case: 'deviceLeft', value: { device, inventoryDigest: digest } } };
}

function build(inventory: HubInventory, entries: Entry[], isOld = false): BuiltChange {
  const builder = new HubChangeBuilder('home-1', 'hub-1', inventory);
  for (const entry of entries) builder.entry(entry, isOld);
  return builder.build({ first: 1, last: entries.length }, 1_000);
}

function snapshot(inventory: HubInventory, devices: ReturnType<typeof wireDevice>[]): BuiltChange {
  const builder = new HubChangeBuilder('home-1', 'hub-1', inventory);
  builder.snapshot(devices, digest, 1_000);
  return builder.build(undefined, 1_000);
}

function eventTypes({ change }: BuiltChange): unknown[] {
  return decodeEvents('home-1', 'hub-1', `[${change.events}]`).map((event) => event?.type);
}

describe('what entries of a hub mean', () => {
  it('a device joins, reports, changes and leaves', () => {
    const inventory = newInventory();
    const first = build(inventory, [upserted(wireDevice(0), true), report(1, 2, 21), report(1, 3, 40)]);
    expect(eventTypes(first)).toEqual(['deviceJoined', 'traitReported', 'traitReported']);
    const [descriptor] = first.newDescriptors;
    expect(descriptor).toEqual(exampleDevice(0).descriptor);
    expect(first.change.descriptors.get(0)).toBe(descriptor && digestOf(descriptor));
    const [[address, bytes] = []] = first.change.states;
    expect(address).toBe(exampleDevice(0).descriptor.ieeeAddress);
    const state = decodeState(bytes ?? Buffer.alloc(0), exampleDevice(0).descriptor.traits);
    expect(state.reported.get('temperature')).toEqual({ value: 21, observedAtMs: 1_000 });
    expect(state).toMatchObject({ index: 1, linkQuality: 9, lastSeenMs: 1_000 });

    const second = build(inventory, [upserted(wireDevice(0, 1, { softwareVersion: '2' }))]);
    expect(eventTypes(second)).toEqual(['deviceUpdated']);
    // The one descriptor is not used any more, so its place is free for the next one but not yet this one.
    expect(second.change.descriptors.size).toBe(1);
    const third = build(inventory, [left(1)]);
    expect(eventTypes(third)).toEqual(['deviceLeft']);
    expect([...third.change.forgotten]).toEqual([address]);
    expect(third.change.states.size).toBe(0);
  });

  it('what is not understood is told of as lost, and the rest goes on', () => {
    const inventory = newInventory();
    const strange: Entry[] = [
      report(99, 0, 1),
      { observedAtMs: 1, entry: undefined },
      {
        observedAtMs: 1,
        entry: {
          $case: 'deviceUpserted',
          value: { device: undefined, inventoryDigest: digest, joined: true },
        },
      },
      { observedAtMs: 1, entry: { $case: 'commandResult', value: { commandId: '', result: undefined } } },
    ];
    const built = build(inventory, [upserted(wireDevice(0)), ...strange, report(1, 200, 1), report(1, 2, 5)]);
    expect(built.lostCount).toBe(5);
    expect(eventTypes(built)).toEqual(['deviceJoined', 'traitReported', 'hubEntriesLost']);
  });

  it('a number that goes to another device takes the first one away', () => {
    const inventory = newInventory();
    build(inventory, [upserted(wireDevice(0, 1))]);
    const built = build(inventory, [upserted(wireDevice(1, 1))]);
    expect(eventTypes(built)).toEqual(['deviceLeft', 'deviceJoined']);
    expect([...inventory.present()]).toHaveLength(1);
  });

  it('a snapshot replaces the inventory and keeps what was reported', () => {
    const inventory = newInventory();
    build(inventory, [upserted(wireDevice(0)), upserted(wireDevice(1)), report(1, 2, 21)]);
    // The hub has lost its numbers: the same devices have others.
    const built = snapshot(inventory, [wireDevice(0, 2), wireDevice(2, 1)]);
    expect(eventTypes(built).sort()).toEqual(['deviceJoined', 'deviceLeft']);
    expect(built.change.states.size).toBe(2);
    expect(inventory.get(2)?.state.reported.get('temperature')?.value).toBe(21);
    const again = snapshot(inventory, [wireDevice(0, 2), wireDevice(2, 1)]);
    expect(eventTypes(again)).toEqual([]);
  });

  it('entries older than the snapshot are understood as they were meant then', () => {
    const inventory = newInventory();
    snapshot(inventory, [wireDevice(0, 1)]);
    const { traits } = exampleDevice(0).descriptor;
    const olderTraits = [...traits].reverse();
    const built = build(
      inventory,
      [
        upserted(wireDevice(0, 1, { traits: olderTraits }), true),
        report(
          1,
          olderTraits.findIndex(({ name }) => name === 'humidity'),
          33,
        ),
        upserted(wireDevice(3, 7), true),
        report(7, 1, 254),
        left(7),
      ],
      true,
    );
    expect(built.lostCount).toBe(0);
    // Reports are told of, the inventory is not: the snapshot has it.
    expect(eventTypes(built)).toEqual(['traitReported', 'traitReported']);
    expect(inventory.get(1)?.state.reported.get('humidity')?.value).toBe(33);
    expect([...built.change.states.keys()]).toEqual([exampleDevice(0).descriptor.ieeeAddress]);
    inventory.forgetOldTraits();
    expect(inventory.get(7)).toBeUndefined();
    expect(inventory.get(1)?.wireTraits).toEqual(traits);
  });

  it('descriptors share places, and the table stays as small as the inventory', () => {
    const inventory = newInventory();
    build(inventory, [upserted(wireDevice(0)), upserted(wireDevice(4)), upserted(wireDevice(1))]);
    expect(inventory.get(5)?.state.descriptorRef).toBe(inventory.get(1)?.state.descriptorRef);
    for (let version = 0; version < 50; version++) {
      build(inventory, [upserted(wireDevice(1, 2, { softwareVersion: String(version) }))]);
    }
    expect(inventory.get(2)?.state.descriptorRef).toBeLessThan(3);
  });
});
