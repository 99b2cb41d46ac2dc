import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { Building } from './building.ts';
import {
  type ClimateUnit,
  type ClimateUnitAbility,
  type Covering,
  type Environment,
  type Lamp,
  type MainsSupply,
  type Occupant,
  type Opening,
  type Outlet,
  outdoors,
  type Subscription,
} from './environment.ts';
import type { Hazards } from './hazards.ts';
import type { IndoorClimate } from './indoor-climate.ts';
import type { PlaceContents } from './place-contents.ts';
import type { PowerGrid } from './power-grid.ts';
import { listNames } from './validation.ts';
import type { Weather } from './weather.ts';
import type { WorldEvent } from './world-event.ts';

/** What an environment reads from; `now` brings the world up to the clock's present. */
export interface EnvironmentSources {
  now(): number;
  building: Building;
  climate: IndoorClimate;
  hazards: Hazards;
  weather: Weather;
  grid: PowerGrid;
  subscribe(listener: (event: WorldEvent) => void, place: string): Subscription;
}

/** The environment of a room, or of the open air where `contents` is undefined. */
export class RoomEnvironment implements Environment {
  readonly place: string;
  readonly #sources: EnvironmentSources;
  /** The room's index in climate and hazards, -1 under the open sky. */
  readonly #index: number;
  readonly #contents: PlaceContents | undefined;

  constructor(sources: EnvironmentSources, index: number, contents: PlaceContents | undefined) {
    this.place = contents?.room.name ?? outdoors;
    this.#sources = sources;
    this.#index = index;
    this.#contents = contents;
  }

  get nowMs(): number {
    return this.#sources.now();
  }

  get temperatureC(): number {
    const { climate, weather } = this.#sources;
    const nowMs = this.nowMs;
    return this.#index < 0 ? weather.at(nowMs).temperatureC : climate.temperatureC(this.#index, nowMs);
  }

  get humidityPercent(): number {
    const { climate, weather } = this.#sources;
    const nowMs = this.nowMs;
    return this.#index < 0 ? weather.at(nowMs).humidityPercent : climate.humidityPercent(this.#index, nowMs);
  }

  get pressureHpa(): number {
    return this.#sources.weather.at(this.nowMs).pressureHpa;
  }

  get illuminanceLx(): number {
    const skyLx = this.#sources.weather.at(this.nowMs).illuminanceLx;
    return this.#contents ? this.#contents.illuminanceLx(skyLx) : skyLx;
  }

  get occupants(): readonly Occupant[] {
    this.#sources.now();
    return [...(this.#contents?.occupants.values() ?? [])].map((occupant) => ({ ...occupant }));
  }

  get waterDepthMm(): number {
    this.#sources.now();
    return this.#index < 0 ? 0 : this.#sources.hazards.amount('water', this.#index);
  }

  get smokeDensityDbPerM(): number {
    this.#sources.now();
    return this.#index < 0 ? 0 : this.#sources.hazards.amount('smoke', this.#index);
  }

  get gasPercentLel(): number {
    this.#sources.now();
    return this.#index < 0 ? 0 : this.#sources.hazards.amount('gas', this.#index);
  }

  get mains(): MainsSupply {
    this.#sources.now();
    return this.#sources.grid.supplyAt(this.place);
  }

  subscribe(listener: (event: WorldEvent) => void): Subscription {
    return this.#sources.subscribe(listener, this.place);
  }

  opening(name?: string): Opening {
    const all = this.#sources.building.openingsOf(this.place).filter((opening) => opening.kind !== 'passage');
    const found =
      name === undefined && all.length === 1 ? all[0] : all.find((opening) => opening.name === name);
    if (found) return found;
    throw new ZigfleetError(
      'not-found',
      `${this.place} has no ${name === undefined ? 'single door or window' : `door or window "${name}"`}; there ${listNames(all.map((opening) => opening.name))}`,
    );
  }

  lamp(name: string): Lamp {
    return this.#room('a lamp').lamp(name);
  }

  covering(name: string): Covering {
    return this.#room('a covering').covering(name);
  }

  climateUnit(name: string, ability: ClimateUnitAbility): ClimateUnit {
    return this.#room('a climate unit').climateUnit(name, ability);
  }

  outlet(name: string): Outlet {
    return this.#room('an outlet').outlet(name);
  }

  #room(what: string): PlaceContents {
    if (this.#contents) return this.#contents;
    throw new ZigfleetError(
      'conflict',
      `There can be no ${what.replace(/^an? /, '')} ${outdoors}: name a room that is outside`,
    );
  }
}
