import { describe, expect, it } from 'vitest';
import type { Trait, TraitValue } from '../../devices/trait.ts';
import { type DeviceFilter, type FilterableDevice, takesDevice } from './device-filter.ts';

const access = { reported: true, settable: true, gettable: true };
const traits: Trait[] = [
  { name: 'state', type: 'enum', values: ['ON', 'OFF'], access },
  { name: 'battery', type: 'number', access },
  { name: 'contact', type: 'boolean', access },
  { name: 'color', type: 'composite', features: [], access },
  { name: 'unknown', type: 'number', access },
];
const values: Record<string, TraitValue> = {
  ...{ state: 'ON', battery: 20, contact: false, color: { x: 1 }, unknown: null },
};

function device(): FilterableDevice {
  return {
    ...{ ieeeAddress: '0x00158d0000000001', hubId: 'hub-1', roomId: 'room-1', name: 'Balkon Lampe' },
    ...{ available: true, hubOnline: true },
    descriptor: {
      ...{ logicalType: 'router', powerSource: 'mains', modelId: 'lumi.plug', model: 'ZNCZ02LM' },
      ...{ vendor: 'Aqara', description: 'A plug', supported: true, sleepy: false, traits },
    },
    valueOf: (trait) => (Object.hasOwn(values, trait) ? values[trait] : undefined),
  };
}

const compared = (
  trait: string,
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=',
  value: string,
): DeviceFilter => ({
  traits: [{ trait, compare: { operator, value } }],
});

describe('a filter', () => {
  it.each([
    [{}, true],
    [{ hubId: 'hub-2' }, false],
    [{ roomIds: new Set(['room-1']) }, true],
    [{ roomIds: new Set<string>() }, false],
    [{ within: new Set(['0x00158d0000000002' as const]) }, false],
    [{ traits: [{ trait: 'contact' }] }, true],
    [{ traits: [{ trait: 'toString' }] }, false],
    [{ text: 'AQARA balkon' }, true],
    [{ text: 'aqara garten' }, false],
    [{ text: '0x00158D' }, true],
  ] satisfies [DeviceFilter, boolean][])('%j: %s', (filter, taken) => {
    expect(takesDevice(filter, device())).toBe(taken);
  });

  it.each([
    ['state', '=', 'ON', true],
    ['state', '=', 'on', false],
    ['state', '!=', 'OFF', true],
    ['battery', '=', '20.0', true],
    ['battery', '<', '100', true],
    ['battery', '>=', '20', true],
    ['battery', '>', '20', false],
    ['battery', '<', '', false],
    ['battery', '!=', 'many', true],
    ['contact', '=', 'false', true],
    ['contact', '=', '0', false],
    ['color', '!=', 'red', false],
    ['unknown', '!=', '1', false],
    ['missing', '!=', '1', false],
  ] as const)('%s%s%s: %s', (trait, operator, value, taken) => {
    expect(takesDevice(compared(trait, operator, value), device())).toBe(taken);
  });

  it('tells a device that does not answer from one whose hub is away', () => {
    const silent = { ...device(), available: false };
    const lost = { ...silent, hubOnline: false };
    const of = (each: FilterableDevice) =>
      (['online', 'offline', 'hubOffline'] as const).filter((availability) =>
        takesDevice({ availability }, each),
      );
    expect([of(device()), of(silent), of(lost)]).toEqual([['online'], ['offline'], ['hubOffline']]);
  });
});
