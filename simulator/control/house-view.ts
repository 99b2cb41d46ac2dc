import type { PhysicalValue } from '../devices/variable.ts';
import type { ActiveFault } from '../faults/fault-desk.ts';
import type { PowerCutReason } from '../house/power-supply.ts';
import type { PlacedDevice, RadioService } from '../house/radio-service.ts';
import type { VirtualNode } from '../network/node.ts';
import type { Party } from '../network/party.ts';
import type { StoryRunner, StoryState } from '../stories/story-runner.ts';
import type { OpeningState, PersonState } from '../world/world.ts';
import type { HouseDirector } from './house-director.ts';

export interface HubView {
  id: string;
  name: string;
  /** As a hub's `--radio` takes it. */
  radio: string;
  /** Whether a program is connected to its coordinator. */
  connected: boolean;
  /** Whether its network is up. */
  running: boolean;
  channel: number | null;
  permitsJoin: boolean;
  devices: number;
  joined: number;
}

export interface DeviceView {
  id: string;
  name: string;
  model: string;
  product: string;
  ieeeAddress: string;
  type: 'router' | 'endDevice';
  powerSource: 'mains' | 'battery';
  hub: string;
  room: string | null;
  powered: boolean;
  /** Why it has no power; empty if it has. */
  powerCuts: readonly PowerCutReason[];
  joined: boolean;
  networkAddress: number | null;
  /** The device through which it is in the network, or `coordinator`. */
  parent: string | null;
  /** Of the link to its parent, or of the last hop into it; 0..255. */
  linkQuality: number | null;
  /** Its physical variables. */
  values: Record<string, PhysicalValue>;
  /** Names of those that someone from outside holds. */
  held: string[];
}

export interface RoomView {
  id: string;
  name: string;
  /** °C */
  temperature: number;
  /** % */
  humidity: number;
  /** lx */
  illuminance: number;
  /** mm on the floor */
  water: number;
  /** dB/m */
  smoke: number;
  /** % of the lower explosive limit */
  gas: number;
  mains: boolean;
  people: string[];
}

export interface StoryView {
  id: string;
  description: string;
  state: StoryState;
  /** Counts from 1; the step that is waited for, or where it ended. */
  step: number;
  steps: number;
  reason: string | null;
}

export interface HouseView {
  name: string;
  seed: number;
  /** The house's time, RFC 3339. */
  time: string;
  /** Seconds of the house in a real second; 0: stepped by hand. */
  speed: number;
  hubs: HubView[];
  devices: DeviceView[];
  rooms: RoomView[];
  people: PersonState[];
  doors: OpeningState[];
  appliances: { id: string; kind: string; room: string; outlet: string | null }[];
  stories: StoryView[];
  faults: ActiveFault[];
}

/** A whole house as it is now, as the control API tells it. */
export function houseView(director: HouseDirector): HouseView {
  const { house } = director;
  const { name, seed, appliances, clock } = house.house;
  return {
    name,
    seed,
    time: new Date(house.clock.now()).toISOString(),
    speed: clock.speed,
    hubs: house.radioServices.map((radio, index) => hubView(radio, house.radios[index]?.url ?? '')),
    devices: [...house.devices()].map((placed) => deviceView(director, placed)),
    rooms: house.house.rooms.map((room) => roomView(director, room.id, room.name)),
    people: [...house.world.people],
    doors: [...house.world.openingStates],
    appliances: appliances.map(({ id, kind, roomId, outletId }) => ({
      ...{ id, kind, room: roomId, outlet: outletId ?? null },
    })),
    stories: [...director.stories.values()].map(storyView),
    faults: [...director.faults.active],
  };
}

export function deviceView({ house }: HouseDirector, placed: PlacedDevice): DeviceView {
  const { entry, device, node } = placed;
  const radio = house.radioServices.find(({ hub }) => hub.id === entry.hubId);
  const { logicalType, powerSource } = entry.model.node;
  return {
    id: entry.id,
    name: entry.name,
    model: entry.model.modelId,
    product: entry.model.product,
    ieeeAddress: entry.ieeeAddress,
    type: logicalType,
    powerSource,
    hub: entry.hubId,
    room: entry.roomId ?? null,
    powered: node.powered,
    powerCuts: house.power.reasons(placed),
    joined: node.linked,
    networkAddress: node.linked ? node.networkAddress : null,
    parent: radio === undefined ? null : parentOf(radio, node),
    linkQuality: radio === undefined ? null : linkQualityOf(radio, placed),
    values: Object.fromEntries(device.variables.map(({ spec, value }) => [spec.name, value])),
    held: device.variables.filter(({ pinned }) => pinned).map(({ spec }) => spec.name),
  };
}

/** What a device of this radio is called in the house; `coordinator` for the coordinator, null for nobody. */
export function stationId(radio: RadioService, ieeeAddress: string | undefined): string | null {
  if (ieeeAddress === undefined) return null;
  if (ieeeAddress === radio.network.coordinator.ieeeAddress) return 'coordinator';
  return radio.deviceIdOf(ieeeAddress) ?? null;
}

/**
 * Who is before a node on the way from the coordinator: the parent of an end device; of a router, which has no parent once
 * it relays itself, the next station. Asked from the coordinator, whose ways are worked out once for all.
 */
function stationBefore({ network }: RadioService, node: VirtualNode): Party | undefined {
  const { topology, coordinator } = network;
  const path = topology.path(coordinator, node) as Party[] | undefined;
  return path && (path.at(-2) ?? coordinator);
}

/** What the house calls it; null without any, or for nobody of the house. */
export function parentOf(radio: RadioService, node: VirtualNode): string | null {
  if (!node.linked) return null;
  if (!node.isRouter) return stationId(radio, node.membership?.parent);
  const before = stationBefore(radio, node) as { ieeeAddress?: string } | undefined;
  return stationId(radio, before?.ieeeAddress);
}

function linkQualityOf(radio: RadioService, { node }: PlacedDevice): number | null {
  if (!node.linked || !node.listening) return null;
  const before = stationBefore(radio, node);
  return before === undefined ? null : radio.network.topology.linkQuality(before, node);
}

function hubView(radio: RadioService, url: string): HubView {
  const { hub, network, coordinator, placed } = radio;
  return {
    id: hub.id,
    name: hub.name,
    radio: url,
    connected: coordinator.connected,
    running: network.coordinator.running,
    channel: network.coordinator.parameters?.channel ?? null,
    permitsJoin: network.permitsJoin,
    devices: placed.size,
    joined: [...placed.values()].filter(({ node }) => node.linked).length,
  };
}

function roomView({ house }: HouseDirector, id: string, name: string): RoomView {
  const environment = house.world.at(id);
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    id,
    name,
    temperature: round(environment.temperatureC),
    humidity: round(environment.humidityPercent),
    illuminance: Math.round(environment.illuminanceLx),
    water: round(environment.waterDepthMm),
    smoke: round(environment.smokeDensityDbPerM),
    gas: round(environment.gasPercentLel),
    mains: environment.mains.available,
    people: environment.occupants.map(({ person }) => person),
  };
}

export function storyView({ story, state, nextStep, reason }: StoryRunner): StoryView {
  const { id, description, steps } = story;
  return {
    id,
    description,
    state,
    step: Math.min(nextStep + 1, steps.length),
    steps: steps.length,
    reason: reason ?? null,
  };
}
