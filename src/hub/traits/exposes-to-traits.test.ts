import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Definition, DefinitionWithExtend } from 'zigbee-herdsman-converters';
import { prepareDefinition, setLogger } from 'zigbee-herdsman-converters';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { Trait } from '../../devices/trait.ts';
import { decodeDevice, encodeDevice } from '../../rpc/wire/descriptor.ts';
import type { Expose } from './expose.ts';
import { exposesToTraits } from './exposes-to-traits.ts';

const require = createRequire(import.meta.url);
const libraryFolder = dirname(require.resolve('zigbee-herdsman-converters'));

function definitionsOf(file: string): DefinitionWithExtend[] {
  return require(join(libraryFolder, 'devices', file)).definitions;
}

function exposesOf(definition: Definition): readonly Expose[] {
  return typeof definition.exposes === 'function'
    ? definition.exposes({ isDummyDevice: true }, {})
    : definition.exposes;
}

function traitsOf(zigbeeModel: string): Trait[] {
  const definition = definitionsOf('lumi.js').find((each) => each.zigbeeModel?.includes(zigbeeModel));
  if (!definition) throw new Error(`no definition for ${zigbeeModel}`);
  return exposesToTraits(exposesOf(prepareDefinition(definition)));
}

const descriptor: DeviceDescriptor = {
  ieeeAddress: '0x00158d0001020304',
  logicalType: 'router',
  powerSource: 'mains',
  modelId: 'm',
  model: 'M',
  vendor: 'V',
  description: 'D',
  supported: true,
  sleepy: false,
  traits: [],
};

const device = { index: 1, descriptor, networkAddress: 1, available: true, lastSeenMs: 0 };

/** What a trait is without its texts, which the library rewords now and then. */
function shape(trait: Trait): Record<string, unknown> {
  const { label: _label, description: _description, access, ...rest } = trait;
  const letters = [access.reported && 'r', access.settable && 's', access.gettable && 'g']
    .filter(Boolean)
    .join('');
  return { ...rest, access: letters };
}

beforeAll(() => {
  const ignore = () => undefined;
  setLogger({ debug: ignore, info: ignore, warning: ignore, error: ignore });
});

describe('the traits of real definitions', () => {
  it('are those of a weather sensor', () => {
    expect(traitsOf('lumi.weather').map(shape)).toEqual([
      { name: 'battery', type: 'number', unit: '%', minimum: 0, maximum: 100, access: 'r' },
      { name: 'temperature', type: 'number', unit: '°C', access: 'r' },
      { name: 'humidity', type: 'number', unit: '%', access: 'r' },
      { name: 'pressure', type: 'number', unit: 'hPa', access: 'r' },
      { name: 'voltage', type: 'number', unit: 'mV', access: 'r' },
    ]);
  });

  it('are those of a door sensor', () => {
    expect(traitsOf('lumi.sensor_magnet.aq2').map(shape)).toEqual([
      { name: 'battery', type: 'number', unit: '%', minimum: 0, maximum: 100, access: 'r' },
      { name: 'contact', type: 'boolean', access: 'r' },
      { name: 'device_temperature', type: 'number', unit: '°C', access: 'r' },
      { name: 'voltage', type: 'number', unit: 'mV', access: 'r' },
      { name: 'power_outage_count', type: 'integer', access: 'r' },
      { name: 'trigger_count', type: 'integer', access: 'r' },
      { name: 'identify', type: 'enum', values: ['identify'], access: 's' },
    ]);
  });

  it('are those of a plug', () => {
    expect(traitsOf('lumi.plug').map(shape)).toEqual([
      { name: 'state', type: 'enum', values: ['ON', 'OFF'], toggleValue: 'TOGGLE', access: 'rsg' },
      { name: 'power', type: 'number', unit: 'W', access: 'rg' },
      { name: 'energy', type: 'number', unit: 'kWh', access: 'r' },
      { name: 'device_temperature', type: 'number', unit: '°C', access: 'r' },
      { name: 'power_outage_memory', type: 'boolean', access: 'rsg' },
    ]);
  });

  it('are those of a white light', () => {
    const traits = traitsOf('lumi.light.cwac02').map(shape);
    expect(traits.slice(0, 3)).toEqual([
      { name: 'state', type: 'enum', values: ['ON', 'OFF'], toggleValue: 'TOGGLE', access: 'rsg' },
      { name: 'brightness', type: 'integer', minimum: 0, maximum: 254, access: 'rsg' },
      { name: 'color_temp', type: 'integer', unit: 'mired', minimum: 153, maximum: 370, access: 'rsg' },
    ]);
  });

  it('are valid for every definition of the library', () => {
    let count = 0;
    for (const file of readdirSync(join(libraryFolder, 'devices')).filter((name) => name.endsWith('.js'))) {
      const module: { definitions?: DefinitionWithExtend[] } = require(join(libraryFolder, 'devices', file));
      for (const definition of module.definitions ?? []) {
        const traits = exposesToTraits(exposesOf(prepareDefinition(definition)));
        const faults = traits.flatMap((trait) => faultsOf(trait));
        // The link has bounds of its own.
        decodeDevice(encodeDevice({ ...device, descriptor: { ...descriptor, traits } }));
        const names = new Set(traits.map((trait) => trait.name));
        if (names.size !== traits.length) faults.push('names are not unique');
        expect(faults, `${definition.vendor} ${definition.model}`).toEqual([]);
        count++;
      }
    }
    const indexed = JSON.parse(readFileSync(join(libraryFolder, 'models-index.json'), 'utf8'));
    expect(count).toBeGreaterThan(4000);
    expect(Object.keys(indexed).length).toBeGreaterThan(4000);
  });
});

function faultsOf(trait: Trait): string[] {
  const faults: string[] = [];
  const check = (isRight: boolean, what: string) => {
    if (!isRight) faults.push(`${trait.name}: ${what}`);
  };
  check(trait.name.length >= 1 && trait.name.length <= 64, 'the length of its name');
  check(!/[\r\n]/.test(`${trait.label}${trait.description}`), 'a text of several lines');
  switch (trait.type) {
    case 'enum':
      check(trait.values.length > 0, 'no words');
      check(new Set(trait.values).size === trait.values.length, 'a word twice');
      check(trait.toggleValue === undefined || !trait.values.includes(trait.toggleValue), 'its toggle');
      break;
    case 'integer':
    case 'number': {
      const numbers = [trait.minimum, trait.maximum, trait.step].filter((each) => each !== undefined);
      check(numbers.every(Number.isFinite), 'a bound that is no number');
      check(trait.type === 'number' || numbers.every(Number.isInteger), 'an integer with a fraction');
      break;
    }
    case 'composite':
      check(trait.features.length > 0, 'no members');
      check(
        new Set(trait.features.map((each) => each.name)).size === trait.features.length,
        'a member twice',
      );
      faults.push(...trait.features.flatMap(faultsOf));
      break;
    case 'list':
      faults.push(...faultsOf(trait.item));
      break;
  }
  return faults;
}

describe('exposesToTraits', () => {
  const binary = (
    property: string,
    on: string | boolean,
    off: string | boolean,
    toggle?: string,
  ): Expose => ({
    type: 'binary',
    name: property,
    property,
    access: 7,
    value_on: on,
    value_off: off,
    value_toggle: toggle,
  });

  it('takes a binary of true and false for a boolean, whichever is on', () => {
    const traits = exposesToTraits([binary('contact', false, true), binary('tamper', true, false)]);
    expect(traits.map((trait) => trait.type)).toEqual(['boolean', 'boolean']);
  });

  it('takes a binary of other words for an enum of them', () => {
    const [trait] = exposesToTraits([binary('valve', 'OPEN', 'CLOSE', 'TOGGLE')]);
    expect(trait).toMatchObject({ type: 'enum', values: ['OPEN', 'CLOSE'], toggleValue: 'TOGGLE' });
  });

  it('unites the two ways in which a light gives its colour', () => {
    const color = (name: string, features: string[]): Expose => ({
      type: 'composite',
      name,
      property: 'color',
      access: 7,
      features: features.map((each) => ({ type: 'numeric', name: each, property: each, access: 7 })),
    });
    const light: Expose = {
      type: 'light',
      name: 'light',
      features: [color('color_xy', ['x', 'y']), color('color_hs', ['hue', 'saturation'])],
    };
    const [trait, ...others] = exposesToTraits([light]);
    expect(others).toEqual([]);
    expect(trait?.type === 'composite' && trait.features.map((each) => each.name)).toEqual([
      'x',
      'y',
      'hue',
      'saturation',
    ]);
  });

  it('names the traits of several endpoints by their properties', () => {
    const switches = ['left', 'right'].map(
      (endpoint): Expose => ({
        type: 'switch',
        name: 'switch',
        endpoint,
        features: [{ ...binary(`state_${endpoint}`, 'ON', 'OFF'), name: 'state', endpoint }],
      }),
    );
    expect(exposesToTraits(switches).map((trait) => trait.name)).toEqual(['state_left', 'state_right']);
  });

  it('keeps the first of two that do not go together, and all access of two that do', () => {
    const numeric = (access: number): Expose => ({ type: 'numeric', name: 'x', property: 'x', access });
    expect(exposesToTraits([numeric(1), numeric(6)]).map(shape)).toEqual([
      { name: 'x', type: 'number', access: 'rsg' },
    ]);
    expect(exposesToTraits([numeric(1), binary('x', true, false)])).toHaveLength(1);
  });

  it('leaves out what no command could name or no value could fill', () => {
    expect(
      exposesToTraits([
        { type: 'numeric', name: 'n'.repeat(65), property: 'n'.repeat(65) },
        { type: 'enum', name: 'nothing', property: 'nothing', values: [] },
        { type: 'composite', name: 'empty', property: 'empty', features: [] },
        { type: 'list', name: 'items', property: 'items' },
        { type: 'hologram', name: 'unknown', property: 'unknown' },
      ]),
    ).toEqual([]);
  });

  it('does not follow composites without end', () => {
    const endless: Expose = { type: 'composite', name: 'a', property: 'a', features: [] };
    endless.features = [endless];
    expect(exposesToTraits([endless])).toEqual([]);
  });
});
