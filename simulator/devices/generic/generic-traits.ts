import { dataTypes, type ZclValue } from '../../zcl/data-types.ts';
import type { PhysicalValue, VariableSpec } from '../variable.ts';

/** An attribute that the simulator can give a meaning to on a device that it does not know otherwise. */
export interface GenericTrait {
  clusterId: number;
  attributeId: number;
  /** The ZCL data type that the attribute must have. */
  type: number;
  name: string;
  spec(name: string): VariableSpec<number> | VariableSpec<boolean> | VariableSpec<'ON' | 'OFF'>;
  /** Out of the box, as the attribute has it. */
  initial: ZclValue;
  toPhysical(value: ZclValue): PhysicalValue;
  toAttribute(value: PhysicalValue): ZclValue;
}

interface NumberFacts {
  clusterId: number;
  attributeId: number;
  type: number;
  name: string;
  description: string;
  unit: string;
  minimum: number;
  maximum: number;
  /** The attribute's value for 1 of the unit. */
  scale: number;
  initial: number;
}

function numeric(facts: NumberFacts): GenericTrait {
  const { clusterId, attributeId, type, name, description, unit, minimum, maximum, scale } = facts;
  return {
    clusterId,
    attributeId,
    type,
    name,
    initial: facts.initial,
    spec: (given) => ({ name: given, description, type: 'number', unit, minimum, maximum, settable: true }),
    toPhysical: (value) => Math.min(maximum, Math.max(minimum, Number(value) / scale)),
    toAttribute: (value) => Math.round(Number(value) * scale),
  };
}

const state: GenericTrait = {
  clusterId: 0x0006,
  attributeId: 0x0000,
  type: dataTypes.boolean,
  name: 'state',
  initial: false,
  spec: (name) => ({ name, description: 'Its switch', type: 'enum', values: ['ON', 'OFF'], settable: true }),
  toPhysical: (value) => (value ? 'ON' : 'OFF'),
  toAttribute: (value) => value === 'ON',
};

const occupancy: GenericTrait = {
  clusterId: 0x0406,
  attributeId: 0x0000,
  type: dataTypes.bitmap8,
  name: 'occupancy',
  initial: 0,
  spec: (name) => ({ name, description: 'Whether someone is there', type: 'boolean', settable: true }),
  toPhysical: (value) => (Number(value) & 1) === 1,
  toAttribute: (value) => (value ? 1 : 0),
};

const alarm: GenericTrait = {
  clusterId: 0x0500,
  attributeId: 0x0002,
  type: dataTypes.bitmap16,
  name: 'alarm',
  initial: 0,
  spec: (name) => ({ name, description: 'The first alarm of its zone', type: 'boolean', settable: true }),
  toPhysical: (value) => (Number(value) & 1) === 1,
  toAttribute: (value) => (value ? 1 : 0),
};

/** By cluster, so that what is wanted is found at a glance (ZCL revision 8, the clusters' own chapters). */
export const genericTraits: readonly GenericTrait[] = [
  numeric({
    clusterId: 0x0001,
    attributeId: 0x0021,
    type: dataTypes.uint8,
    name: 'battery',
    description: 'What is left in its battery',
    unit: '%',
    minimum: 0,
    maximum: 100,
    scale: 2,
    initial: 200,
  }),
  state,
  numeric({
    clusterId: 0x0008,
    attributeId: 0x0000,
    type: dataTypes.uint8,
    name: 'brightness',
    description: 'Its level',
    unit: '',
    minimum: 0,
    maximum: 254,
    scale: 1,
    initial: 254,
  }),
  numeric({
    clusterId: 0x0101,
    attributeId: 0x0000,
    type: dataTypes.enum8,
    name: 'lock_state',
    description: 'Of its bolt: 0 half way, 1 locked, 2 unlocked',
    unit: '',
    minimum: 0,
    maximum: 2,
    scale: 1,
    initial: 1,
  }),
  numeric({
    clusterId: 0x0102,
    attributeId: 0x0008,
    type: dataTypes.uint8,
    name: 'lift',
    description: 'How far it is closed, as its attribute has it',
    unit: '%',
    minimum: 0,
    maximum: 100,
    scale: 1,
    initial: 0,
  }),
  numeric({
    clusterId: 0x0300,
    attributeId: 0x0007,
    type: dataTypes.uint16,
    name: 'color_temp',
    description: 'How warm its white is',
    unit: 'mired',
    minimum: 1,
    maximum: 1000,
    scale: 1,
    initial: 250,
  }),
  numeric({
    clusterId: 0x0400,
    attributeId: 0x0000,
    type: dataTypes.uint16,
    name: 'illuminance_raw',
    description: '10,000 times the logarithm of the light in lux, plus 1',
    unit: '',
    minimum: 0,
    maximum: 0xfffe,
    scale: 1,
    initial: 20_001,
  }),
  numeric({
    clusterId: 0x0402,
    attributeId: 0x0000,
    type: dataTypes.int16,
    name: 'temperature',
    description: 'Of the air at the device',
    unit: '°C',
    minimum: -273.15,
    maximum: 327.67,
    scale: 100,
    initial: 2100,
  }),
  numeric({
    clusterId: 0x0403,
    attributeId: 0x0000,
    type: dataTypes.int16,
    name: 'pressure',
    description: 'Of the air at the device',
    unit: 'hPa',
    minimum: 300,
    maximum: 1100,
    scale: 1,
    initial: 1013,
  }),
  numeric({
    clusterId: 0x0405,
    attributeId: 0x0000,
    type: dataTypes.uint16,
    name: 'humidity',
    description: 'Of the air at the device, relative',
    unit: '%',
    minimum: 0,
    maximum: 100,
    scale: 100,
    initial: 4500,
  }),
  occupancy,
  alarm,
];
