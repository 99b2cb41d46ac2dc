import type { Clock } from '../../src/common/clock.ts';
import type { Random } from '../../src/common/random.ts';
import type { Environment, Opening, Outlet } from '../world/environment.ts';
import type { AnyVariable, PhysicalValue } from './variable.ts';

/** The air around a device at this moment, by the house's clock. */
export interface Surroundings {
  /** °C */
  temperature(): number;
  /** Relative, % */
  humidity(): number;
  /** hPa */
  pressure(): number;
}

/** What a house says about one of its devices. */
export interface DeviceSettings {
  /** How often it reports what it measures, milliseconds; absent: as the real device does. */
  reportEveryMs?: number | undefined;
  /** How often someone uses it (opens the door it is on), on average, milliseconds; absent: as in a real home. */
  usedEveryMs?: number | undefined;
}

/** What a behaviour lives in. */
export interface BehaviourContext {
  /** The house's time, which may run fast. */
  clock: Clock;
  /** This device's own. */
  random: Random;
  surroundings: Surroundings;
  settings: DeviceSettings;
  /** Where it stands in a world; absent: nobody comes by and nothing happens there by itself. */
  place?: DevicePlace | undefined;
}

/** A device's place in a world. */
export interface DevicePlace {
  environment: Environment;
  /** Under which the device puts things (a lamp, a covering) into its place: unique there. */
  name: string;
  /** The door or window that it is on; absent: none that is known. */
  opening?: Opening | undefined;
  /** Its own socket, if something of the house is plugged into it; absent: what it feeds is nobody's business. */
  outlet?: Outlet | undefined;
}

/**
 * What a device does, as a state machine over clock, random and surroundings. It knows nothing of Zigbee: the parts
 * tie its variables to clusters, and the same behaviour serves where there are no frames at all.
 */
export interface Behaviour {
  /** Unique within the device; names its saved state. */
  readonly name: string;
  readonly variables: readonly AnyVariable[];
  /** What follows from its variables and its memory, by the trait's name: worked out when asked for. */
  facts?(): Readonly<Record<string, PhysicalValue>>;
  /** It has power: time goes on. Absent where nothing happens by itself. */
  start?(): void;
  /** No power: no timer is left. */
  stop?(): void;
  /** What it keeps over a power cut; plain JSON. */
  state?(): Record<string, PhysicalValue>;
  /** Takes back what `state` gave; whatever does not fit is ignored. */
  restore?(state: Readonly<Record<string, unknown>>): void;
  /** Power is back after a cut: what the device does of itself then. */
  powerRestored?(): void;
}
