import type { DeviceDescriptor } from '../../src/devices/device-descriptor.ts';
import type { Trait, TraitValue } from '../../src/devices/trait.ts';

const reported = { reported: true, settable: false, gettable: false };
const switched = { reported: true, settable: true, gettable: true };

function number(name: string, unit: string): Trait {
  return { name, type: 'number', ...(unit !== '' && { unit }), access: reported };
}

function device(model: string, traits: Trait[], battery: boolean): Omit<DeviceDescriptor, 'ieeeAddress'> {
  return {
    logicalType: battery ? 'endDevice' : 'router',
    powerSource: battery ? 'battery' : 'mains',
    modelId: model,
    model: model.toUpperCase(),
    vendor: 'Aqara',
    description: model,
    supported: true,
    sleepy: battery,
    traits,
  };
}

const state: Trait = {
  name: 'state',
  type: 'enum',
  values: ['ON', 'OFF'],
  toggleValue: 'TOGGLE',
  access: switched,
};

/** Four kinds of device with the traits of the real ones, and values as they report them. */
export const exampleDevices: {
  descriptor: Omit<DeviceDescriptor, 'ieeeAddress'>;
  values: Record<string, TraitValue>;
}[] = [
  {
    descriptor: device(
      'lumi.weather',
      [
        number('battery', '%'),
        number('voltage', 'mV'),
        number('temperature', '°C'),
        number('humidity', '%'),
        number('pressure', 'hPa'),
        number('linkquality', 'lqi'),
      ],
      true,
    ),
    values: { battery: 97, voltage: 2995, temperature: 21.37, humidity: 48.21, pressure: 1013.2 },
  },
  {
    descriptor: device(
      'lumi.sensor_magnet.aq2',
      [
        number('battery', '%'),
        { name: 'contact', type: 'boolean', access: reported },
        number('device_temperature', '°C'),
        number('voltage', 'mV'),
        number('power_outage_count', ''),
        number('trigger_count', ''),
      ],
      true,
    ),
    values: { battery: 100, contact: true, device_temperature: 23, voltage: 3015, power_outage_count: 4 },
  },
  {
    descriptor: device(
      'lumi.plug',
      [
        state,
        number('power', 'W'),
        number('energy', 'kWh'),
        number('voltage', 'V'),
        number('device_temperature', '°C'),
        { name: 'power_outage_memory', type: 'boolean', access: switched },
        number('consumption', 'kWh'),
      ],
      false,
    ),
    values: {
      ...{ state: 'ON', power: 41.32, energy: 12.87, voltage: 231.4, device_temperature: 27 },
      power_outage_memory: false,
    },
  },
  {
    descriptor: device(
      'lumi.light.cwac02',
      [
        state,
        { name: 'brightness', type: 'number', minimum: 0, maximum: 254, access: switched },
        { name: 'color_temp', type: 'number', unit: 'mired', minimum: 153, maximum: 370, access: switched },
        { name: 'color_mode', type: 'enum', values: ['hs', 'xy', 'color_temp'], access: reported },
        { name: 'power_on_behavior', type: 'enum', values: ['on', 'off', 'previous'], access: switched },
      ],
      false,
    ),
    values: { state: 'OFF', brightness: 254, color_temp: 250, color_mode: 'color_temp' },
  },
];

/** The n-th device of a house: the four kinds in turn. */
export function exampleDevice(index: number): {
  descriptor: DeviceDescriptor;
  values: Record<string, TraitValue>;
} {
  const kind = exampleDevices[index % exampleDevices.length];
  if (!kind) throw new Error('there are no example devices');
  const ieeeAddress = `0x00158d00${index.toString(16).padStart(8, '0')}` as const;
  return { descriptor: { ieeeAddress, ...kind.descriptor }, values: kind.values };
}
