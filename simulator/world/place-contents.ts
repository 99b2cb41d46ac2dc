import { ThermostatUnit } from './climate-unit.ts';
import type { ClimateUnitAbility, Covering, Lamp, Occupant } from './environment.ts';
import type { PowerGrid } from './power-grid.ts';
import type { Room } from './room.ts';
import { requireInRange, requireName } from './validation.ts';
import type { WorldAppliance } from './world-appliance.ts';
import type { WorldContext } from './world-context.ts';
import { WorldOutlet } from './world-outlet.ts';

/** Daylight that a closed covering lets through. */
const closedShare = 0.04;
/** Share of the windows' light that reaches the middle of a room, for a window as large as the floor. */
const daylightFactor = 0.12;
/** Share of a lamp's light that reaches a horizontal plane. */
const lampShare = 0.5;
const lampLumensPerW = 100;
/** Share of the sun's heat that passes the glass, in watts for each lux outside. */
const solarWPerLxM2 = 0.3 / 115;
/** A person at rest and asleep: watts of warmth, grams of water an hour. */
const awakeW = 85;
const awakeGPerH = 50;
const asleepW = 65;
const asleepGPerH = 40;
/** Water an hour for each m² of floor: plants, cooking, laundry, averaged over the day. */
const householdGPerHM2 = 1.5;
/** By night the room's own thermostat keeps this much less. */
const nightDropK = 2;

/** What is in a room and acts on it: people, lamps, coverings, climate units, sockets and their appliances. */
export class PlaceContents {
  readonly room: Room;
  readonly occupants = new Map<string, Occupant>();
  readonly outlets = new Map<string, WorldOutlet>();
  /** Appliances that are not plugged in: showers. */
  readonly unplugged = new Set<WorldAppliance>();
  readonly climateUnits = new Map<string, ThermostatUnit>();
  readonly #lumensOf = new Map<string, number>();
  readonly #openingOf = new Map<string, number>();
  readonly #radiator: ThermostatUnit;
  readonly #context: WorldContext;
  readonly #grid: PowerGrid;
  readonly #readAirC: () => number;
  #heatingSetpointC: number | null;
  #isNight = false;

  constructor(room: Room, context: WorldContext, grid: PowerGrid, readAirC: () => number) {
    this.room = room;
    this.#context = context;
    this.#grid = grid;
    this.#readAirC = readAirC;
    this.#heatingSetpointC = room.heatingSetpointC;
    const radiator = {
      heatingMaxW: Math.min(50_000, room.radiatorMaxW),
      coolingMaxW: 0,
      takesOverRadiator: true,
    };
    this.#radiator = this.#makeUnit(radiator, room.heatingSetpointC ?? undefined);
  }

  /** The units that act at this moment: a valve device takes the place of the room's own thermostat. */
  *activeUnits(): Iterable<ThermostatUnit> {
    let isTakenOver = false;
    for (const unit of this.climateUnits.values()) {
      isTakenOver ||= unit.ability.takesOverRadiator;
      yield unit;
    }
    if (!isTakenOver) yield this.#radiator;
  }

  /** Sets the room's own thermostat. @param setpointC - 5..35 by day, or null to turn it off */
  setHeating(setpointC: number | null): void {
    if (setpointC !== null) requireInRange('A heating setpoint in °C', setpointC, 5, 35);
    this.#heatingSetpointC = setpointC;
    this.#applyHeating();
  }

  /** Lets the room's own thermostat keep less by night. */
  setNight(isNight: boolean): void {
    this.#isNight = isNight;
    this.#applyHeating();
  }

  lamp(name: string): Lamp {
    requireName('A lamp', name);
    return {
      setLumens: (lumens) => {
        requireInRange(`Lumens of ${name}`, lumens, 0, 1_000_000);
        this.#context.settle();
        this.#lumensOf.set(name, lumens);
      },
    };
  }

  covering(name: string): Covering {
    requireName('A covering', name);
    return {
      setOpening: (fraction) => {
        requireInRange(`How far ${name} is open`, fraction, 0, 1);
        this.#context.settle();
        this.#openingOf.set(name, fraction);
      },
    };
  }

  climateUnit(name: string, ability: ClimateUnitAbility): ThermostatUnit {
    const known = this.climateUnits.get(requireName('A climate unit', name));
    if (known) return known;
    const unit = this.#makeUnit(ability);
    this.#context.settle();
    this.climateUnits.set(name, unit);
    return unit;
  }

  outlet(name: string): WorldOutlet {
    let outlet = this.outlets.get(name);
    if (!outlet) {
      outlet = new WorldOutlet(name, this.room.name, this.#context, this.#grid);
      this.outlets.set(name, outlet);
    }
    return outlet;
  }

  /** Lux in the middle of the room. @param skyLx - on open ground */
  illuminanceLx(skyLx: number): number {
    const { room } = this;
    const daylight = room.isOutside
      ? skyLx
      : skyLx * Math.min(0.5, (daylightFactor * room.windowAreaM2) / room.floorAreaM2) * this.#windowShare();
    return daylight + (this.#lumens() * lampShare) / room.floorAreaM2;
  }

  /** Warmth in watts and water in g/s that everything here but the climate units gives off. */
  emission(skyLx: number): { heatW: number; vapourGPerS: number } {
    let heatW = skyLx * this.room.windowAreaM2 * solarWPerLxM2 * this.#windowShare();
    heatW += this.#lumens() / lampLumensPerW;
    let vapourGPerS = (householdGPerHM2 * this.room.floorAreaM2) / 3600;
    for (const { activity } of this.occupants.values()) {
      const isAsleep = activity === 'asleep';
      heatW += isAsleep ? asleepW : awakeW;
      vapourGPerS += (isAsleep ? asleepGPerH : awakeGPerH) / 3600;
    }
    for (const { loadW, plugged } of this.outlets.values()) {
      heatW += loadW;
      vapourGPerS += plugged?.vapourGPerS ?? 0;
    }
    for (const appliance of this.unplugged) vapourGPerS += appliance.vapourGPerS;
    return { heatW, vapourGPerS };
  }

  #applyHeating(): void {
    const setpointC = this.#heatingSetpointC;
    if (setpointC === null) this.#radiator.set('off', 20);
    else this.#radiator.set('heat', setpointC - (this.#isNight ? nightDropK : 0));
  }

  #makeUnit(ability: ClimateUnitAbility, heatingSetpointC?: number): ThermostatUnit {
    return new ThermostatUnit(
      ability,
      () => this.#context.settle(),
      this.#readAirC,
      () => this.#grid.isAvailable(this.room.name),
      heatingSetpointC,
    );
  }

  #lumens(): number {
    if (!this.#grid.isAvailable(this.room.name)) return 0;
    let lumens = 0;
    for (const each of this.#lumensOf.values()) lumens += each;
    return lumens;
  }

  #windowShare(): number {
    if (this.#openingOf.size === 0) return 1;
    let sum = 0;
    for (const each of this.#openingOf.values()) sum += each;
    return closedShare + (1 - closedShare) * (sum / this.#openingOf.size);
  }
}
