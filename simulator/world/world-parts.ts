import type { Clock } from '../../src/common/clock.ts';
import type { Logger } from '../../src/common/logger.ts';
import type { Random } from '../../src/common/random.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { AirExchange } from './air-exchange.ts';
import { Building } from './building.ts';
import { type Environment, outdoors } from './environment.ts';
import { EventBus } from './event-bus.ts';
import { Hazards } from './hazards.ts';
import { IndoorClimate } from './indoor-climate.ts';
import { Person, type PersonOptions } from './person.ts';
import { PlaceContents } from './place-contents.ts';
import { PowerGrid } from './power-grid.ts';
import type { RoomOptions } from './room.ts';
import { RoomEnvironment } from './room-environment.ts';
import { Timeline } from './timeline.ts';
import { addUnique, lookUp, requireInRange } from './validation.ts';
import { type Climate, ClimateWeather, type Weather } from './weather.ts';
import { type ApplianceOptions, WorldAppliance } from './world-appliance.ts';
import type { WorldContext } from './world-context.ts';
import type { WorldEvent } from './world-event.ts';
import type { OpeningOptions } from './world-opening.ts';

const peopleMax = 10_000;
const appliancesMax = 20_000;
const dayMs = 86_400_000;
const nightEndMs = 5.5 * 3_600_000;
const nightStartMs = 22.5 * 3_600_000;

export interface WorldOptions {
  rooms: readonly RoomOptions[];
  /** Left out: a hall with a door to every other room, a bolted front door, and a window for each room. */
  openings?: readonly OpeningOptions[];
  people?: readonly PersonOptions[];
  appliances?: readonly ApplianceOptions[];
  climate?: Climate;
  /** In place of the climate's weather. */
  weather?: Weather;
  /** The date at which the world starts, milliseconds since the Unix epoch. Default: the clock's. */
  startMs?: number;
  /** Local time minus UTC, -720..840 minutes. Default 0. */
  utcOffsetMinutes?: number;
}

export interface WorldServices {
  clock: Clock;
  /** Seeded: the same options, seed and steps give the same world. */
  random: Random;
  logger: Logger;
}

/** Where an appliance is plugged in. */
export interface Installation {
  appliance: WorldAppliance;
  room: PlaceContents;
  outlet: string | undefined;
}

/** The parts of a world, made from its options and joined: what `World` has and commands. */
export class WorldParts {
  readonly timeline: Timeline;
  readonly bus: EventBus;
  readonly context: WorldContext;
  readonly building: Building;
  readonly exchange: AirExchange;
  readonly grid: PowerGrid;
  readonly hazards: Hazards;
  readonly climate: IndoorClimate;
  readonly contents = new Map<string, PlaceContents>();
  readonly environments = new Map<string, Environment>();
  readonly people = new Map<string, Person>();
  readonly installations = new Map<string, Installation>();

  /** @throws ZigfleetError `invalid-value`, `not-found`, `conflict` saying what in the options is wrong */
  constructor(options: WorldOptions, { clock, random, logger }: WorldServices) {
    const startMs = Math.floor(
      requireInRange('startMs', options.startMs ?? clock.now(), 0, Date.UTC(2200, 0, 1)),
    );
    const timeline = new Timeline(clock, startMs);
    this.timeline = timeline;
    this.bus = new EventBus(logger);
    this.context = {
      get nowMs() {
        return timeline.nowMs;
      },
      sync: () => timeline.sync(),
      settle: () => this.settle(),
      plan: (atMs, run) => timeline.plan(atMs, run),
      emit: (event) => this.bus.emit(event),
    };
    const weather = options.weather ?? new ClimateWeather(options.climate ?? {}, random.fork('weather'));
    this.building = new Building(options.rooms, options.openings, this.context);
    this.exchange = new AirExchange(this.building);
    this.grid = new PowerGrid(this.building.rooms.values(), this.context, random.fork('grid'), (places) =>
      this.#supplyChanged(places),
    );
    this.hazards = new Hazards(this.exchange, this.building, this.context);
    for (const room of this.building.rooms.values()) {
      const readAirC = () => lookUp(this.environments, room.name, 'room').temperatureC;
      this.contents.set(room.name, new PlaceContents(room, this.context, this.grid, readAirC));
    }
    this.climate = new IndoorClimate(this.exchange, [...this.contents.values()], weather, startMs);
    this.#addEnvironments(weather);
    this.#addAppliances(options.appliances ?? [], random);
    const utcOffsetMinutes = requireInRange('utcOffsetMinutes', options.utcOffsetMinutes ?? 0, -720, 840);
    this.#addPeople(options.people ?? [], random, utcOffsetMinutes);
    this.#planHeating(utcOffsetMinutes);
  }

  /** Follows the boiler's programme: night from 22:30 to 5:30, local time. */
  #planHeating(utcOffsetMinutes: number): void {
    const localMs = this.timeline.nowMs + utcOffsetMinutes * 60_000;
    const dayStartMs = Math.floor(localMs / dayMs) * dayMs;
    const changes = [nightEndMs, nightStartMs, nightEndMs + dayMs];
    const index = changes.findIndex((change) => dayStartMs + change > localMs);
    const isNight = index !== 1;
    for (const contents of this.contents.values()) contents.setNight(isNight);
    const nextMs = dayStartMs + (changes[index] ?? dayMs) - utcOffsetMinutes * 60_000;
    this.timeline.plan(nextMs, () => this.#planHeating(utcOffsetMinutes));
  }

  /** Brings time and climate up to the clock's present. */
  settle(): void {
    this.timeline.sync();
    this.climate.settle(this.timeline.nowMs);
  }

  /** @throws ZigfleetError `not-found` naming the appliances */
  installation(appliance: string): Installation {
    return lookUp(this.installations, appliance, 'appliance');
  }

  /** @throws ZigfleetError `not-found` naming the rooms */
  contentsOf(room: string): PlaceContents {
    return lookUp(this.contents, room, 'room');
  }

  /** Plugs an appliance into an outlet, out of the one where it was. */
  plugIn(appliance: string, room: string, outlet: string): void {
    const installation = this.installation(appliance);
    const target = this.contentsOf(room);
    if (!installation.appliance.hasPlug) {
      throw new ZigfleetError('conflict', `${appliance} is a ${installation.appliance.kind}: it has no plug`);
    }
    const occupant = target.outlet(outlet).plugged;
    if (occupant && occupant !== installation.appliance) {
      throw new ZigfleetError(
        'conflict',
        `${occupant.name} is plugged into ${outlet} already: unplug it first`,
      );
    }
    this.unplug(appliance);
    target.outlet(outlet).plugIn(installation.appliance);
    this.installations.set(appliance, { appliance: installation.appliance, room: target, outlet });
  }

  /** Pulls an appliance's plug; nothing happens if it is out. */
  unplug(appliance: string): void {
    const installation = this.installation(appliance);
    this.settle();
    if (installation.outlet !== undefined) installation.room.outlet(installation.outlet).unplug();
    installation.outlet = undefined;
  }

  #supplyChanged(places: readonly string[]): void {
    for (const place of places) {
      for (const outlet of this.contents.get(place)?.outlets.values() ?? []) outlet.supplyChanged();
    }
  }

  #addEnvironments(weather: Weather): void {
    const sources = {
      now: () => {
        this.timeline.sync();
        return this.timeline.nowMs;
      },
      building: this.building,
      climate: this.climate,
      hazards: this.hazards,
      weather,
      grid: this.grid,
      subscribe: (listener: (event: WorldEvent) => void, place: string) =>
        this.bus.subscribe(listener, place),
    };
    this.environments.set(outdoors, new RoomEnvironment(sources, -1, undefined));
    for (const [name, contents] of this.contents) {
      this.environments.set(name, new RoomEnvironment(sources, this.exchange.indexOf(name), contents));
    }
  }

  #addAppliances(all: readonly ApplianceOptions[], random: Random): void {
    if (all.length > appliancesMax) {
      throw new ZigfleetError('invalid-value', `A house has at most ${appliancesMax} appliances`);
    }
    for (const options of all) {
      const appliance = new WorldAppliance(options, this.context, random.fork(`appliance:${options.name}`));
      const room = this.contentsOf(options.room);
      const outlet = options.outlet ?? options.name;
      addUnique(this.installations, options.name, { appliance, room, outlet: undefined }, 'appliance');
      if (appliance.hasPlug) this.plugIn(options.name, options.room, outlet);
      else room.unplugged.add(appliance);
    }
  }

  #addPeople(all: readonly PersonOptions[], random: Random, utcOffsetMinutes: number): void {
    if (all.length > peopleMax) {
      throw new ZigfleetError('invalid-value', `A house has at most ${peopleMax} people`);
    }
    for (const options of all) {
      for (const name of options.schedule?.flatMap((entry) => entry.uses ?? []) ?? [])
        this.installation(name);
      const person = new Person(options, {
        context: this.context,
        building: this.building,
        random: random.fork(`person:${options.name}`),
        utcOffsetMinutes,
        occupantsOf: (place) => this.contents.get(place)?.occupants,
        useAppliance: (name) => this.installation(name).appliance.use(),
      });
      addUnique(this.people, person.name, person, 'person');
      person.begin();
    }
  }
}
