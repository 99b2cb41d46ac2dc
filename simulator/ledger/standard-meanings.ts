import type { TraitValues } from '../../src/devices/trait.ts';
import type { AttributeFacts, CommandFacts, Meaning, NotificationFacts, TraitMeaning } from './truth-sink.ts';

type Attributes = Readonly<Record<string, unknown>>;

const nothing: Meaning = { traits: {}, open: false };
const anything: Meaning = { traits: {}, open: true };

function scaled(attributes: Attributes, name: string, divisor: number): number | undefined {
  const value = attributes[name];
  return typeof value === 'number' ? value / divisor : undefined;
}

/** The one trait if its value is there, and nothing more. */
function only(trait: string, value: TraitValues[string] | undefined): Meaning {
  return value === undefined ? nothing : { traits: { [trait]: value }, open: false };
}

/** It may say more if there are other attributes than the one that is understood: settings, such as what it does at the start. */
function beside(name: string, attributes: Attributes, { traits }: Meaning): Meaning {
  return { traits, open: Object.keys(attributes).some((other) => other !== name) };
}

function onOrOff(attributes: Attributes): 'ON' | 'OFF' | undefined {
  const value = attributes.onOff;
  return typeof value === 'boolean' ? (value ? 'ON' : 'OFF') : undefined;
}

/** Attributes of Basic that say what a device is; the private ones among them say anything. */
function isIdentity(name: string): boolean {
  return !name.startsWith('0x') && !name.startsWith('lumi');
}

/** ScaledValue is in pascal times ten to the power of Scale (ZCL revision 8, 4.5.2.2.2.1); the trait in hectopascal. */
function pressure(attributes: Attributes): Meaning {
  const { scaledValue, scale } = attributes;
  if (typeof scaledValue !== 'number') return only('pressure', scaled(attributes, 'measuredValue', 1));
  return typeof scale === 'number' ? only('pressure', scaledValue / 10 ** scale / 100) : anything;
}

/** What attributes of standard clusters mean, by the names and units that zigbee-herdsman-converters uses. */
const ofAttributes: Readonly<Record<string, (attributes: Attributes) => Meaning>> = {
  basic: (attributes) => (Object.keys(attributes).every(isIdentity) ? nothing : anything),
  identify: () => nothing,
  groups: () => nothing,
  scenes: () => nothing,
  onOff: (attributes) => beside('onOff', attributes, only('state', onOrOff(attributes))),
  levelControl: (attributes) =>
    beside('currentLevel', attributes, only('brightness', scaled(attributes, 'currentLevel', 1))),
  // With whatever is said of colour, hubs tell again what they know of it.
  colorControl: (attributes) =>
    beside('colorTemperature', attributes, only('color_temp', scaled(attributes, 'colorTemperature', 1))),
  temperatureMeasurement: (attributes) => only('temperature', scaled(attributes, 'measuredValue', 100)),
  humidityMeasurement: (attributes) => only('humidity', scaled(attributes, 'measuredValue', 100)),
  pressureMeasurement: pressure,
};

function moveToLevel(payload: Buffer, withOnOff: boolean): Meaning {
  const level = payload[0];
  if (level === undefined) return nothing;
  if (!withOnOff) return { traits: { brightness: level }, open: false };
  // Level 0 switches off and leaves the brightness for the next time.
  const traits: TraitValues = level === 0 ? { state: 'OFF' } : { state: 'ON', brightness: level };
  return { traits, open: false };
}

/** What commands of standard clusters order. */
const ofCommands: Readonly<Record<string, (facts: CommandFacts) => Meaning>> = {
  'onOff.on': () => only('state', 'ON'),
  'onOff.off': () => only('state', 'OFF'),
  'onOff.toggle': ({ variable }) => only('state', variable('state')),
  'levelControl.moveToLevel': ({ payload }) => moveToLevel(payload, false),
  'levelControl.moveToLevelWithOnOff': ({ payload }) => moveToLevel(payload, true),
  'colorControl.moveToColorTemperature': ({ payload }) =>
    payload.length < 2 ? nothing : only('color_temp', payload.readUInt16LE(0)),
};

const housekeeping = new Set(['identify', 'groups', 'scenes']);

/** The general meaning of frames: for every model that does not say otherwise. */
export const standardMeaning: Required<TraitMeaning> = {
  ofAttributes: ({ cluster, attributes }: AttributeFacts) => ofAttributes[cluster]?.(attributes) ?? anything,
  ofNotification: ({ cluster }: NotificationFacts) => (housekeeping.has(cluster) ? nothing : anything),
  ofCommand: (facts: CommandFacts) => {
    const meaning = ofCommands[`${facts.cluster}.${facts.command}`]?.(facts);
    return meaning ?? (housekeeping.has(facts.cluster) ? nothing : anything);
  },
};
