import { requireInRange, requireName } from './validation.ts';

/** A room of the building, or a place of its own outside (`isOutside`): a porch, a garden. */
export interface RoomOptions {
  name: string;
  /** 1..10,000 m². Default 16. */
  floorAreaM2?: number;
  /** 1.8..20 m. Default 2.5. */
  heightM?: number;
  /** 0..1,000 m². Default 15 % of the floor, at most 1,000. */
  windowAreaM2?: number;
  /** Outer wall without windows, 0..10,000 m². Default one side of a square room. */
  outerWallAreaM2?: number;
  /** What the room's own radiator keeps, 5..35 °C, or null for none. Default 20. */
  heatingSetpointC?: number | null;
  /** What the air and walls start at, -40..60 °C. Default: the setpoint, or the weather's. */
  initialTemperatureC?: number;
  /** The circuit of its sockets and lamps. Default `main`. */
  circuit?: string;
  /** Under the open sky, with people that sensors see. Default false. */
  isOutside?: boolean;
}

/** A room with everything decided. */
export interface Room extends Required<Omit<RoomOptions, 'initialTemperatureC'>> {
  initialTemperatureC: number | undefined;
  volumeM3: number;
  /** The radiator's heat at full, watts. */
  radiatorMaxW: number;
}

/** Watts of radiator for each square metre of floor: enough for -10 °C outside with insulated walls. */
const radiatorWPerM2 = 80;

/** Fills in what was left out. @throws ZigfleetError `invalid-value` for a figure outside its bounds */
export function completeRoom(options: RoomOptions): Room {
  const name = requireName('A room', options.name);
  const of = (what: string) => `${what} of ${name}`;
  const floorAreaM2 = requireInRange(of('floorAreaM2'), options.floorAreaM2 ?? 16, 1, 10_000);
  const heightM = requireInRange(of('heightM'), options.heightM ?? 2.5, 1.8, 20);
  const { heatingSetpointC = 20, initialTemperatureC } = options;
  if (initialTemperatureC !== undefined)
    requireInRange(of('initialTemperatureC'), initialTemperatureC, -40, 60);
  return {
    name,
    floorAreaM2,
    heightM,
    windowAreaM2: requireInRange(
      of('windowAreaM2'),
      options.windowAreaM2 ?? Math.min(1000, 0.15 * floorAreaM2),
      0,
      1000,
    ),
    outerWallAreaM2: requireInRange(
      of('outerWallAreaM2'),
      options.outerWallAreaM2 ?? Math.sqrt(floorAreaM2) * heightM,
      0,
      10_000,
    ),
    heatingSetpointC:
      heatingSetpointC === null ? null : requireInRange(of('heatingSetpointC'), heatingSetpointC, 5, 35),
    initialTemperatureC,
    circuit: requireName('A circuit', options.circuit ?? 'main'),
    isOutside: options.isOutside ?? false,
    volumeM3: floorAreaM2 * heightM,
    radiatorMaxW: radiatorWPerM2 * floorAreaM2,
  };
}
