import type { AirExchange } from './air-exchange.ts';
import type { Building } from './building.ts';
import type { WorldContext } from './world-context.ts';
import type { HazardEvent } from './world-event.ts';

export const hazardKinds = ['water', 'smoke', 'gas'] as const;
export type HazardKind = (typeof hazardKinds)[number];

/** From where on a hazard counts as noticeable: mm of water, dB/m of smoke, % LEL of gas. It ends at half of that. */
export const hazardThresholds: Readonly<Record<HazardKind, number>> = { water: 0.2, smoke: 0.05, gas: 3 };

const events: Readonly<
  Record<HazardKind, readonly [appeared: HazardEvent['type'], gone: HazardEvent['type']]>
> = {
  water: ['waterAppeared', 'waterGone'],
  smoke: ['smokeAppeared', 'smokeCleared'],
  gas: ['gasAppeared', 'gasCleared'],
};

const stepMs = 1000;
/** How long until what is left is 1/e of it: water dries and drains, smoke settles, gas only goes with the air. */
const decayS: Readonly<Record<HazardKind, number>> = {
  water: 3600,
  smoke: 1800,
  gas: Number.POSITIVE_INFINITY,
};
/** Nothing fills a room beyond this: a flood of half a metre, smoke in which nothing is seen, pure gas. */
const amountMax: Readonly<Record<HazardKind, number>> = { water: 500, smoke: 50, gas: 2000 };
/** Less than this share of the threshold is nothing. */
const negligibleShare = 0.001;
/** Water goes under a door when it stands higher than the sill: litres a second for each mm of difference. */
const sillMm = 1;
const doorLPerSMm = 0.05;

/** Water on floors, smoke and gas in the air: sources, spreading from room to room, and decay, second by second. */
export class Hazards {
  readonly #exchange: AirExchange;
  readonly #building: Building;
  readonly #context: WorldContext;
  readonly #startMs: number;
  readonly #amounts: Record<HazardKind, Float64Array>;
  /** Growth in the source's room: mm, dB/m or % LEL a second. */
  readonly #sources: Record<HazardKind, Float64Array>;
  readonly #noticed: Record<HazardKind, Set<number>> = { water: new Set(), smoke: new Set(), gas: new Set() };
  #isStepping = false;

  constructor(exchange: AirExchange, building: Building, context: WorldContext) {
    this.#exchange = exchange;
    this.#building = building;
    this.#context = context;
    this.#startMs = context.nowMs;
    const { length } = exchange.rooms;
    const make = () => new Float64Array(length);
    this.#amounts = { water: make(), smoke: make(), gas: make() };
    this.#sources = { water: make(), smoke: make(), gas: make() };
  }

  /** Millimetres, dB/m or % LEL in a room as of the last full second. */
  amount(kind: HazardKind, index: number): number {
    return this.#amounts[kind][index] ?? 0;
  }

  /** @param growthPerS - mm, dB/m or % LEL a second in that room; 0 stops it */
  setSource(kind: HazardKind, index: number, growthPerS: number): void {
    this.#sources[kind][index] = growthPerS;
    this.#planStep();
  }

  /** Takes away what is there: mops up, airs out. A source goes on. */
  clear(kind: HazardKind, index: number): void {
    this.#amounts[kind][index] = 0;
    this.#notice(kind);
  }

  #planStep(): void {
    if (this.#isStepping) return;
    this.#isStepping = true;
    const passed = Math.floor((this.#context.nowMs - this.#startMs) / stepMs);
    this.#context.plan(this.#startMs + (passed + 1) * stepMs, () => this.#step());
  }

  #step(): void {
    let isActive = false;
    for (const kind of hazardKinds) {
      if (!this.#hasAny(kind)) continue;
      this.#amounts[kind] = kind === 'water' ? this.#spreadWater() : this.#spreadInAir(kind);
      this.#notice(kind);
      isActive ||= this.#hasAny(kind);
    }
    this.#isStepping = false;
    if (isActive) this.#planStep();
  }

  #hasAny(kind: HazardKind): boolean {
    return (
      this.#amounts[kind].some((amount) => amount > 0) || this.#sources[kind].some((growth) => growth > 0)
    );
  }

  #spreadInAir(kind: 'smoke' | 'gas'): Float64Array {
    const before = this.#amounts[kind];
    return before.map((amount, index) => {
      const room = this.#exchange.rooms[index];
      if (!room || room.isOutside) return 0;
      let rate = 1 / decayS[kind];
      let inflow = this.#sources[kind][index] ?? 0;
      for (const link of this.#exchange.linksOf(index)) {
        const share = link.flowM3PerS / room.volumeM3;
        rate += share;
        inflow += share * (link.neighbour < 0 ? 0 : (before[link.neighbour] ?? 0));
      }
      const level = inflow / rate;
      return bounded(kind, amount, level + (amount - level) * Math.exp((-rate * stepMs) / 1000));
    });
  }

  #spreadWater(): Float64Array {
    const before = this.#amounts.water;
    const seconds = stepMs / 1000;
    const after = before.map((depthMm, index) => {
      const growth = this.#exchange.rooms[index]?.isOutside ? 0 : (this.#sources.water[index] ?? 0);
      return (depthMm + growth * seconds) * Math.exp(-seconds / decayS.water);
    });
    for (const opening of this.#building.openings.values()) {
      if (opening.kind === 'window') continue;
      const one = this.#exchange.indexOf(opening.places[0]);
      const other = this.#exchange.indexOf(opening.places[1]);
      this.#flowThrough(before, after, one, other, seconds);
      this.#flowThrough(before, after, other, one, seconds);
    }
    return after.map((depthMm, index) => bounded('water', before[index] ?? 0, depthMm));
  }

  #flowThrough(before: Float64Array, after: Float64Array, from: number, to: number, seconds: number): void {
    const source = this.#exchange.rooms[from];
    const depthMm = before[from] ?? 0;
    const differenceMm = depthMm - (to < 0 ? 0 : (before[to] ?? 0));
    if (!source || depthMm <= sillMm || differenceMm <= 0) return;
    const target = this.#exchange.rooms[to];
    const smallerM2 = Math.min(source.floorAreaM2, target?.floorAreaM2 ?? source.floorAreaM2);
    // Never more than would make both even; through all doors together never below the sill.
    const litres = Math.min(
      doorLPerSMm * differenceMm * seconds,
      (differenceMm * smallerM2) / 8,
      ((depthMm - sillMm) * source.floorAreaM2 * 0.8) / this.#building.openingsOf(source.name).length,
    );
    after[from] = Math.max(0, (after[from] ?? 0) - litres / source.floorAreaM2);
    if (target) after[to] = (after[to] ?? 0) + litres / target.floorAreaM2;
  }

  #notice(kind: HazardKind): void {
    const threshold = hazardThresholds[kind];
    const noticed = this.#noticed[kind];
    const [appeared, gone] = events[kind];
    this.#exchange.rooms.forEach((room, index) => {
      const amount = this.amount(kind, index);
      const isNoticed = noticed.has(index);
      if (isNoticed ? amount > threshold / 2 : amount < threshold) return;
      if (isNoticed) noticed.delete(index);
      else noticed.add(index);
      this.#context.emit({ type: isNoticed ? gone : appeared, atMs: this.#context.nowMs, place: room.name });
    });
  }
}

/** An amount within what a room can hold; one that fades below notice is gone. */
function bounded(kind: HazardKind, before: number, amount: number): number {
  const isFading = amount <= before;
  return isFading && amount < hazardThresholds[kind] * negligibleShare
    ? 0
    : Math.min(amount, amountMax[kind]);
}
