import type { BoltWay, WorldEvent } from './world-event.ts';

/** The place that is everywhere but in the building. Nobody there is seen by any sensor. */
export const outdoors = 'outdoors';

/** Undoes a subscription; idempotent. */
export interface Subscription {
  cancel(): void;
}

/** `moving` is motion, `still` is sitting awake, `asleep` is breathing and nothing else. */
export type Activity = 'moving' | 'still' | 'asleep';

/** Somebody who is in a room. */
export interface Occupant {
  person: string;
  /** When this person came in; world time in milliseconds since the Unix epoch. */
  sinceMs: number;
  activity: Activity;
}

/** The mains at a place. */
export interface MainsSupply {
  available: boolean;
  /** RMS volts: 0 while it is away. */
  voltageV: number;
}

/** What became of an attempt to turn a bolt. `obstructed`: the door stands open, or a story jammed the bolt. */
export type BoltResult = 'turned' | 'unchanged' | 'obstructed';

/** A door, a window, or a passage without a door. */
export interface Opening {
  readonly name: string;
  readonly kind: 'door' | 'window' | 'passage';
  /** The two places that it joins; a window joins a room and the outdoors. */
  readonly places: readonly [string, string];
  /** 0 closed .. 1 wide open. */
  readonly openFraction: number;
  readonly isOpen: boolean;
  readonly isBolted: boolean;
  /** Moves the leaf. @throws ZigfleetError `invalid-value` outside 0..1, `conflict` for a passage or while bolted */
  setOpen(fraction: number, person?: string): void;
  /** Extends (locks) or withdraws the bolt. */
  turnBolt(extended: boolean, way: BoltWay, person?: string): BoltResult;
}

/** Something that gives light. */
export interface Lamp {
  /** Luminous flux in lumens, 0..1,000,000; counts only while the place has mains. */
  setLumens(lumens: number): void;
}

/** A curtain, blind or shutter before the windows of a room. */
export interface Covering {
  /** 0 closed (hardly any daylight) .. 1 open. Several coverings each cover an equal share of the windows. */
  setOpening(fraction: number): void;
}

/** What a heater or air conditioner can do, thermal watts. */
export interface ClimateUnitAbility {
  /** 0..50,000. */
  heatingMaxW: number;
  /** 0..50,000. */
  coolingMaxW: number;
  /** Whether this is the valve of the room's own radiator, which then heats only as this unit is told. */
  takesOverRadiator?: boolean;
}

/** A heater, a radiator valve or an air conditioner with a thermostat in it. */
export interface ClimateUnit {
  /** `auto` heats below and cools above the setpoint. @param setpointC - -20..60 */
  set(mode: 'off' | 'heat' | 'cool' | 'auto', setpointC: number): void;
  /** Thermal output at this moment in watts: above 0 heats, below 0 cools. 0 without mains. */
  readonly outputW: number;
}

/** A socket, with or without something plugged in. */
export interface Outlet {
  readonly name: string;
  /** Whether the relay (a smart plug's, if there is one) lets the mains through. Closed at first. */
  readonly isClosed: boolean;
  setClosed(closed: boolean): void;
  /** Watts drawn at this moment. */
  readonly powerW: number;
  /** Amperes RMS, at a power factor of 1. */
  readonly currentA: number;
  /** Watt-hours delivered since the world began. Never falls. */
  readonly energyWh: number;
}

/**
 * What a device can sense and do where it stands: the port between the world and a device's behaviour.
 * Reading is cheap, has no effect, and always gives the value of this very moment. What a device puts into the world
 * (lamp, covering, climate unit, outlet) is addressed by a name unique in the place: asking again gives the same.
 */
export interface Environment {
  /** The room's name, or `outdoors`. */
  readonly place: string;
  /** World time in milliseconds since the Unix epoch. */
  readonly nowMs: number;
  /** Degrees Celsius of the air. */
  readonly temperatureC: number;
  /** Relative humidity, 0..100. */
  readonly humidityPercent: number;
  /** Station pressure (not reduced to sea level) in hectopascals. */
  readonly pressureHpa: number;
  /** Lux on a horizontal plane. */
  readonly illuminanceLx: number;
  readonly occupants: readonly Occupant[];
  /** Millimetres of water on the floor, >= 0. */
  readonly waterDepthMm: number;
  /** Smoke as obscuration in dB per metre, >= 0. Detectors alarm between 0.05 and 0.2 (EN 14604). */
  readonly smokeDensityDbPerM: number;
  /** Combustible gas in percent of the lower explosive limit, >= 0. Detectors alarm between 3 and 20 (EN 50194). */
  readonly gasPercentLel: number;
  readonly mains: MainsSupply;
  /** Hears everything that happens in this place and at its doors and windows, in order of time. */
  subscribe(listener: (event: WorldEvent) => void): Subscription;
  /**
   * A door or window of this place.
   * @param name - may be left out where there is only one (passages not counted)
   * @throws ZigfleetError `not-found` naming those that there are
   */
  opening(name?: string): Opening;
  lamp(name: string): Lamp;
  covering(name: string): Covering;
  climateUnit(name: string, ability: ClimateUnitAbility): ClimateUnit;
  outlet(name: string): Outlet;
}
