import type { Service } from '../../src/common/lifecycle.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { Activity, BoltResult, Environment, Opening, Subscription } from './environment.ts';
import type { HazardKind } from './hazards.ts';
import { lookUp, requireInRange, requireName } from './validation.ts';
import type { BoltWay, WorldEvent } from './world-event.ts';
import { type WorldOptions, WorldParts, type WorldServices } from './world-parts.ts';

/** A person as others may see it. */
export interface PersonState {
  name: string;
  place: string;
  activity: Activity;
  isWalking: boolean;
}

/** A door, window or passage as others may see it. */
export type OpeningState = Pick<Opening, 'name' | 'kind' | 'places' | 'openFraction' | 'isBolted'>;

/**
 * A house and what goes on in it: weather, climate, people, doors, mains, appliances, and what goes wrong. It knows
 * nothing of Zigbee; devices read it through `at(place)`. Time passes while it is started; the same options, seed and
 * commands at the same times give the same events and values, however the clock was stepped and whatever was read.
 * Commands take effect at once (people take the time that walking takes) and throw a ZigfleetError that says what
 * would be right: `not-found` for an unknown name, `invalid-value` for a figure out of bounds, `conflict` otherwise.
 */
export class World implements Service {
  readonly #parts: WorldParts;

  /** @throws ZigfleetError `invalid-value`, `not-found`, `conflict` saying what in the options is wrong */
  constructor(options: WorldOptions, services: WorldServices) {
    this.#parts = new WorldParts(options, services);
  }

  /** Lets time pass. */
  async start(): Promise<void> {
    this.#parts.timeline.start();
  }

  /** Makes time stand still; `start` goes on from there. */
  async stop(): Promise<void> {
    this.#parts.timeline.stop();
  }

  /** World time in milliseconds since the Unix epoch. */
  get nowMs(): number {
    this.#parts.timeline.sync();
    return this.#parts.timeline.nowMs;
  }

  get rooms(): readonly string[] {
    return [...this.#parts.building.rooms.keys()];
  }

  get openings(): readonly string[] {
    return [...this.#parts.building.openings.keys()];
  }

  /** How the doors and windows stand. */
  get openingStates(): readonly OpeningState[] {
    this.#parts.timeline.sync();
    return [...this.#parts.building.openings.values()].map(
      ({ name, kind, places, openFraction, isBolted }) => ({
        name,
        kind,
        places,
        openFraction,
        isBolted,
      }),
    );
  }

  get appliances(): readonly string[] {
    return [...this.#parts.installations.keys()];
  }

  get circuits(): readonly string[] {
    return this.#parts.grid.circuits;
  }

  get people(): readonly PersonState[] {
    this.#parts.timeline.sync();
    return [...this.#parts.people.values()].map(({ name, place, activity, isWalking }) => ({
      name,
      place,
      activity,
      isWalking,
    }));
  }

  /** What is sensed in a room, or `outdoors`. The same object each time. */
  at(place: string): Environment {
    const found = this.#parts.environments.get(place);
    return found ?? lookUp(this.#parts.environments, this.#parts.building.requirePlace(place), 'room');
  }

  /** Hears everything that happens anywhere, in order of time. */
  subscribe(listener: (event: WorldEvent) => void): Subscription {
    return this.#parts.bus.subscribe(listener);
  }

  /** Sends somebody to a room, or `outdoors`, on foot. The schedule goes on with its next entry. */
  movePerson(person: string, place: string, doing: Activity = 'moving'): void {
    this.#parts.settle();
    lookUp(this.#parts.people, person, 'person').goTo(place, doing);
  }

  /** Lets somebody fall asleep, sit down or get busy where he is. */
  setActivity(person: string, activity: Activity): void {
    this.#parts.settle();
    lookUp(this.#parts.people, person, 'person').setActivity(activity);
  }

  /** Opens or shuts a door or window. @param fraction - 0 shut .. 1 wide open */
  setOpen(opening: string, fraction: number): void {
    this.#parts.building.opening(opening).setOpen(fraction);
  }

  /** Turns the bolt of a door. */
  turnBolt(opening: string, extended: boolean, way: BoltWay): BoltResult {
    return this.#parts.building.opening(opening).turnBolt(extended, way);
  }

  /** Makes the bolt of a door refuse to move, or frees it. */
  setBoltJammed(opening: string, jammed: boolean): void {
    this.#parts.building.opening(opening).setBoltJammed(jammed);
  }

  /** Cuts a circuit from the mains, or gives it back. */
  setOutage(circuit: string, lost: boolean): void {
    this.#parts.grid.setOutage(circuit, lost);
  }

  /** Water runs onto the floor. @param litresPerMinute - 0.01..1000; a burst hose gives 5 to 15 */
  startLeak(room: string, litresPerMinute = 5): void {
    requireInRange('litresPerMinute', litresPerMinute, 0.01, 1000);
    this.#setSource('water', room, litresPerMinute / 60 / this.#parts.building.room(room).floorAreaM2);
  }

  /** The water stays until it dries, drains or is mopped up. */
  stopLeak(room: string): void {
    this.#setSource('water', room, 0);
  }

  mopUp(room: string): void {
    this.#clear(['water'], room);
  }

  /** Something smoulders. @param dbPerMPerMinute - how fast smoke grows in the shut room, 0.001..100 dB/m a minute */
  startSmoke(room: string, dbPerMPerMinute = 0.3): void {
    requireInRange('dbPerMPerMinute', dbPerMPerMinute, 0.001, 100);
    this.#setSource('smoke', room, dbPerMPerMinute / 60);
  }

  stopSmoke(room: string): void {
    this.#setSource('smoke', room, 0);
  }

  /** Gas leaks. @param percentLelPerMinute - how fast it grows in the shut room, 0.01..1000 % LEL a minute */
  startGasLeak(room: string, percentLelPerMinute = 4): void {
    requireInRange('percentLelPerMinute', percentLelPerMinute, 0.01, 1000);
    this.#setSource('gas', room, percentLelPerMinute / 60);
  }

  stopGasLeak(room: string): void {
    this.#setSource('gas', room, 0);
  }

  /** Blows smoke and gas out of a room at once. Opening a window does it in minutes. */
  airOut(room: string): void {
    this.#clear(['smoke', 'gas'], room);
  }

  /** Replaces the air of a room (its walls stay as they are): -40..60 °C, 0..100 %. */
  setAir(room: string, air: { temperatureC?: number; humidityPercent?: number }): void {
    const index = this.#indexIndoors(room);
    if (air.temperatureC !== undefined) requireInRange('temperatureC', air.temperatureC, -40, 60);
    if (air.humidityPercent !== undefined) requireInRange('humidityPercent', air.humidityPercent, 0, 100);
    this.#parts.settle();
    this.#parts.climate.setAir(index, air);
  }

  /** Sets what the room's own radiator keeps, 5..35 °C, or null for off. */
  setHeating(room: string, setpointC: number | null): void {
    this.#parts.contentsOf(room).setHeating(setpointC);
  }

  /** Presses the button of an appliance: starts it, or turns it on or off. */
  useAppliance(appliance: string): void {
    this.#parts.settle();
    this.#parts.installation(appliance).appliance.use();
  }

  /** Plugs an appliance into an outlet, out of the one where it was. */
  plugIn(appliance: string, room: string, outlet: string): void {
    this.#parts.plugIn(appliance, room, outlet);
  }

  /** Pulls an appliance's plug; nothing happens if it is out. */
  unplug(appliance: string): void {
    this.#parts.unplug(appliance);
  }

  /** Knocks at something. @param strength - 0..1: a touch is 0.1, a hammer is 1 */
  shakeObject(place: string, object: string, strength = 0.5): void {
    this.#parts.building.requirePlace(place);
    requireName('What is shaken', object);
    requireInRange('strength', strength, 0, 1);
    this.#parts.settle();
    this.#parts.bus.emit({ type: 'objectShaken', atMs: this.#parts.timeline.nowMs, place, object, strength });
  }

  #setSource(kind: HazardKind, room: string, growthPerS: number): void {
    const index = this.#indexIndoors(room);
    this.#parts.settle();
    this.#parts.hazards.setSource(kind, index, growthPerS);
  }

  #clear(kinds: readonly HazardKind[], room: string): void {
    const index = this.#indexIndoors(room);
    this.#parts.settle();
    for (const kind of kinds) this.#parts.hazards.clear(kind, index);
  }

  #indexIndoors(room: string): number {
    const index = this.#parts.exchange.indexOf(this.#parts.building.room(room).name);
    if (index < 0) throw new ZigfleetError('conflict', `${room} is under the open sky: name a room indoors`);
    return index;
  }
}
