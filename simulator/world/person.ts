import type { Random } from '../../src/common/random.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { Building } from './building.ts';
import { type Activity, type Occupant, outdoors, type Subscription } from './environment.ts';
import { type Occasion, Schedule, type ScheduleEntry } from './schedule.ts';
import { requireName, requireOneOf } from './validation.ts';
import { Walk, type Walker } from './walk.ts';
import type { WorldContext } from './world-context.ts';
import { type BoltWay, boltWays, type PersonEvent } from './world-event.ts';
import type { WorldOpening } from './world-opening.ts';

/** Somebody who lives in the house, or comes to it. */
export interface PersonOptions {
  name: string;
  /** Where this person is at first. Default: where the schedule says, or else `outdoors`. */
  room?: string;
  schedule?: readonly ScheduleEntry[];
  /** Each start of the schedule is up to this much earlier or later, 0..60. Default 10. */
  jitterMinutes?: number;
  /** Whether bolted doors can be unlocked. Default true. */
  hasKey?: boolean;
  /** How this person unlocks a door from outside. Default `key`. */
  unlocksWith?: BoltWay;
}

/** What a person needs of the world. */
export interface PersonSurroundings {
  context: WorldContext;
  building: Building;
  random: Random;
  utcOffsetMinutes: number;
  /** Who is in a place; undefined where nobody is seen. */
  occupantsOf(place: string): Map<string, Occupant> | undefined;
  useAppliance(name: string): void;
}

/** Mean seconds from one stirring to the next: of somebody busy, and of somebody sitting. Sleepers only breathe. */
const stirMeanS = { moving: 15, still: 240 } as const;
/** Somebody busy stays this long in a room before going to another of those of the entry. */
const dwellMinimumS = 120;
const dwellMeanS = 600;

/** Moves through the building by schedule or when told, and is the only source of motion in it. */
export class Person implements Walker {
  readonly name: string;
  readonly hasKey: boolean;
  readonly unlocksWith: BoltWay;
  readonly #surroundings: PersonSurroundings;
  readonly #schedule: Schedule;
  #occupant: Occupant;
  #place: string;
  /** What this person does when not walking. */
  #doing: Activity = 'moving';
  #rooms: readonly string[] = [];
  #uses: readonly string[] = [];
  #walk: Walk | undefined;
  #nextStir: Subscription | undefined;
  #nextRoom: Subscription | undefined;

  /** @throws ZigfleetError `invalid-value`, `not-found` for a room that the house has not, `conflict` if no door leads there */
  constructor(options: PersonOptions, surroundings: PersonSurroundings) {
    this.name = requireName('A person', options.name);
    this.hasKey = options.hasKey ?? true;
    this.unlocksWith = requireOneOf('unlocksWith', options.unlocksWith ?? 'key', boltWays);
    this.#surroundings = surroundings;
    const { building, context, random, utcOffsetMinutes } = surroundings;
    const entries = options.schedule ?? [];
    for (const entry of entries) for (const room of entry.rooms) building.requirePlace(room);
    this.#schedule = new Schedule(
      entries,
      random.fork('schedule'),
      utcOffsetMinutes,
      options.jitterMinutes ?? 10,
    );
    const current = this.#schedule.current(context.nowMs)?.entry;
    this.#place = building.requirePlace(options.room ?? current?.rooms[0] ?? outdoors);
    this.#occupant = { person: this.name, sinceMs: context.nowMs, activity: 'moving' };
    for (const entry of entries) for (const room of entry.rooms) building.route(this.#place, room);
    if (current) this.#intend(current);
    this.#occupant.activity = this.#doing;
  }

  /** Takes up life: appears in the first room and follows the schedule. */
  begin(): void {
    this.#surroundings.occupantsOf(this.#place)?.set(this.name, this.#occupant);
    this.#planStir();
    this.#planRoom();
    this.#planOccasion(this.#schedule.next(this.#surroundings.context.nowMs));
  }

  get place(): string {
    return this.#place;
  }

  get activity(): Activity {
    return this.#occupant.activity;
  }

  get isOutside(): boolean {
    return (
      this.#place === outdoors || (this.#surroundings.building.rooms.get(this.#place)?.isOutside ?? false)
    );
  }

  get isWalking(): boolean {
    return this.#walk !== undefined;
  }

  /**
   * Goes to a room or `outdoors`, on foot, and does there what is said. The schedule goes on with its next entry.
   * @throws ZigfleetError `not-found`, `conflict` if no door leads there
   */
  goTo(place: string, doing: Activity = 'moving', uses: readonly string[] = []): void {
    const { building } = this.#surroundings;
    const route = building.route(this.#place, building.requirePlace(place));
    this.#stopWalking();
    this.#doing = doing;
    this.#rooms = [place];
    this.#uses = uses;
    this.#setOut(route);
  }

  /** Falls asleep, wakes, sits down or gets busy in this very place. @throws ZigfleetError `conflict` while away */
  setActivity(activity: Activity): void {
    requireOneOf(`What ${this.name} does`, activity, ['moving', 'still', 'asleep']);
    if (this.#place === outdoors) {
      throw new ZigfleetError(
        'conflict',
        `${this.name} is outdoors, where nobody sees: move ${this.name} to a room first`,
      );
    }
    this.#stopWalking();
    this.#doing = activity;
    this.#rooms = [this.#place];
    this.#settleDown();
  }

  passThrough(opening: WorldOpening): void {
    const { context, occupantsOf } = this.#surroundings;
    const from = this.#place;
    const to = opening.beyond(from);
    context.settle();
    occupantsOf(from)?.delete(this.name);
    this.#place = to;
    this.#occupant = { person: this.name, sinceMs: context.nowMs, activity: 'moving' };
    occupantsOf(to)?.set(this.name, this.#occupant);
    const { name } = opening;
    this.#tell('personLeft', { place: from, otherPlace: to, opening: name });
    this.#tell('personEntered', { otherPlace: from, opening: name });
    this.#stir();
  }

  endWalk(blockedBy: WorldOpening | undefined): void {
    this.#walk = undefined;
    if (blockedBy) this.#tell('personBlocked', { opening: blockedBy.name });
    else this.#tell('personArrived');
    this.#settleDown();
    const uses = blockedBy ? [] : this.#uses;
    this.#uses = [];
    const { context, random, useAppliance } = this.#surroundings;
    for (const appliance of uses) {
      context.plan(context.nowMs + random.integer(5_000, 40_000), () => useAppliance(appliance));
    }
  }

  #intend(entry: ScheduleEntry): void {
    this.#doing = entry.doing === 'active' ? 'moving' : entry.doing;
    this.#rooms = entry.rooms;
    this.#uses = entry.uses ?? [];
  }

  #planOccasion(occasion: Occasion | undefined): void {
    if (!occasion) return;
    this.#surroundings.context.plan(occasion.atMs, () => {
      this.#planOccasion(this.#schedule.next(occasion.atMs));
      const { building } = this.#surroundings;
      this.#stopWalking();
      this.#intend(occasion.entry);
      this.#setOut(building.route(this.#place, occasion.entry.rooms[0] ?? this.#place));
    });
  }

  #setOut(route: readonly WorldOpening[]): void {
    const { context, random } = this.#surroundings;
    this.#setOccupantActivity('moving');
    this.#stir();
    this.#walk = new Walk(this, route, context, random);
    this.#walk.start();
  }

  #stopWalking(): void {
    this.#walk?.cancel();
    this.#walk = undefined;
    this.#nextRoom?.cancel();
    this.#nextRoom = undefined;
  }

  #settleDown(): void {
    this.#setOccupantActivity(this.#place === outdoors ? 'moving' : this.#doing);
    this.#planStir();
    this.#planRoom();
  }

  #setOccupantActivity(activity: Activity): void {
    const before = this.#occupant.activity;
    if (before === activity) return;
    this.#surroundings.context.settle();
    this.#occupant.activity = activity;
    if (activity === 'asleep') this.#tell('personFellAsleep');
    else if (before === 'asleep') this.#tell('personWoke');
  }

  #stir(): void {
    if (this.#surroundings.occupantsOf(this.#place)) this.#tell('personMoved');
    this.#planStir();
  }

  #planStir(): void {
    this.#nextStir?.cancel();
    this.#nextStir = undefined;
    const { context, random, occupantsOf } = this.#surroundings;
    const { activity } = this.#occupant;
    if (activity === 'asleep' || !occupantsOf(this.#place)) return;
    const waitS = 0.5 - Math.log(1 - random.next()) * stirMeanS[activity];
    this.#nextStir = context.plan(context.nowMs + waitS * 1000, () => this.#stir());
  }

  /** Somebody busy in several rooms goes to another one after a while. */
  #planRoom(): void {
    const others = this.#rooms.filter((room) => room !== this.#place);
    if (this.#doing !== 'moving' || this.#rooms.length < 2 || others.length === 0) return;
    const { context, random, building } = this.#surroundings;
    const waitS = dwellMinimumS - Math.log(1 - random.next()) * (dwellMeanS - dwellMinimumS);
    this.#nextRoom = context.plan(context.nowMs + waitS * 1000, () => {
      const room = others[random.integer(0, others.length - 1)] ?? this.#place;
      this.#setOut(building.route(this.#place, room));
    });
  }

  #tell(
    type: PersonEvent['type'],
    more: Partial<Pick<PersonEvent, 'place' | 'otherPlace' | 'opening'>> = {},
  ): void {
    const { context } = this.#surroundings;
    context.emit({ type, atMs: context.nowMs, place: this.#place, person: this.name, ...more });
  }
}
