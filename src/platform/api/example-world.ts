import type { Trait } from '../../devices/trait.ts';
import type { CommandResource } from './schemas/command-schema.ts';
import type { DeviceResource } from './schemas/device-schema.ts';
import type { HubResource } from './schemas/hub-schema.ts';

/** The platform that the examples of the API's description are about. Tests build exactly this. */
const time = '2026-01-05T08:30:00.000Z';
const settable = { reported: true, settable: true, gettable: true };
const reported = { reported: true, settable: false, gettable: false };

export const exampleHub: HubResource = {
  hubId: 'hub-8f3b2c1d4e5f6071',
  homeId: 'home-1',
  name: 'Hallway',
  icon: null,
  model: 'smart-gateway',
  softwareVersion: '0.1.0',
  online: true,
  claimedAt: time,
  onlineChangedAt: time,
  deviceCount: 2,
  revoked: false,
  replacedBy: null,
  permitJoinUntil: null,
  version: 3,
};

const lightTraits: Trait[] = [
  { type: 'enum', name: 'state', values: ['ON', 'OFF'], toggleValue: 'TOGGLE', access: settable },
  { type: 'integer', name: 'brightness', minimum: 0, maximum: 254, access: settable },
  {
    type: 'composite',
    name: 'color',
    access: settable,
    features: [
      { type: 'number', name: 'x', minimum: 0, maximum: 1, access: settable },
      { type: 'number', name: 'y', minimum: 0, maximum: 1, access: settable },
    ],
  },
  { type: 'number', name: 'power', unit: 'W', access: reported },
];

export const exampleLight: DeviceResource = {
  ieeeAddress: '0x00158d00045a1b20',
  homeId: 'home-1',
  hubId: exampleHub.hubId,
  name: 'Kitchen lamp',
  roomId: 'room-1',
  icon: 'lamp',
  descriptor: {
    logicalType: 'router',
    powerSource: 'mains',
    modelId: 'lumi.light.cwac02',
    model: 'ZNLDP13LM',
    vendor: 'Aqara',
    description: 'T1 smart LED bulb',
    supported: true,
    sleepy: false,
    traits: lightTraits,
  },
  reported: {
    state: { value: 'OFF', observedAt: time },
    brightness: { value: 120, observedAt: time },
  },
  desired: {},
  available: true,
  hubOnline: true,
  lastSeenAt: time,
  linkQuality: 120,
  version: 17,
};

export const exampleSensor: DeviceResource = {
  ieeeAddress: '0x00158d0004f3c2a1',
  homeId: 'home-1',
  hubId: exampleHub.hubId,
  name: 'Balcony',
  roomId: null,
  icon: null,
  descriptor: {
    logicalType: 'endDevice',
    powerSource: 'battery',
    modelId: 'lumi.weather',
    model: 'WSDCGQ11LM',
    vendor: 'Aqara',
    description: 'Temperature and humidity sensor',
    supported: true,
    sleepy: true,
    traits: [{ type: 'number', name: 'temperature', unit: '°C', access: reported }],
  },
  reported: { temperature: { value: 21.5, observedAt: time } },
  desired: {},
  available: true,
  hubOnline: true,
  lastSeenAt: time,
  linkQuality: 88,
  version: 240,
};

export const exampleCommand: CommandResource = {
  commandId: 'cmd-01',
  homeId: 'home-1',
  hubId: exampleHub.hubId,
  action: { type: 'setTraits', ieeeAddress: exampleLight.ieeeAddress, values: { state: 'ON' } },
  state: 'succeeded',
  createdAt: time,
  expiresAt: '2026-01-05T08:31:00.000Z',
  changedAt: time,
  requestedBy: 'account-1',
  requestedThrough: {
    ...{ credentialId: 'credential-1', kind: 'token', name: null },
    userAgent: 'example-app/1.0',
  },
  confirmed: { state: 'ON' },
  failure: null,
};

/** Names that exist nowhere, for what is not found. */
export const nowhere = {
  ieeeAddress: '0x00158d00ffffffff',
  hubId: 'hub-0000000000000000',
  commandId: 'cmd-none',
};
