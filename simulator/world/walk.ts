import type { Random } from '../../src/common/random.ts';
import type { Subscription } from './environment.ts';
import type { WorldContext } from './world-context.ts';
import type { BoltWay } from './world-event.ts';
import type { WorldOpening } from './world-opening.ts';

/** Who walks, as far as the walk needs to know. */
export interface Walker {
  readonly name: string;
  readonly place: string;
  /** Whether `place` is under the open sky, from where a bolt needs more than a knob. */
  readonly isOutside: boolean;
  readonly hasKey: boolean;
  /** How this person unlocks a door from outside. */
  readonly unlocksWith: BoltWay;
  /** Steps through; tells everybody. */
  passThrough(opening: WorldOpening): void;
  /** The walk has ended, at its goal or before a door that stays shut. */
  endWalk(blockedBy: WorldOpening | undefined): void;
}

/** A door that others keep shutting is given up after so many tries. */
const triesMax = 5;

/**
 * One person's way through the building: to the door, open it, step through, and it falls shut behind. The door
 * therefore always opens before there is anybody on its other side. People leave doors as they found them.
 */
export class Walk {
  readonly #walker: Walker;
  readonly #route: readonly WorldOpening[];
  readonly #context: WorldContext;
  readonly #random: Random;
  #leg = 0;
  #tries = 0;
  #planned: Subscription | undefined;
  /** The door at hand, once the walker has set about opening it: to be shut, and bolted if it was, after stepping through. */
  #opened: { wasBolted: boolean } | undefined;

  constructor(walker: Walker, route: readonly WorldOpening[], context: WorldContext, random: Random) {
    this.#walker = walker;
    this.#route = route;
    this.#context = context;
    this.#random = random;
  }

  start(): void {
    this.#after(0.8, 3.5, () => this.#reachDoor());
  }

  /** Stops where the walker is; a door opened already still falls shut. */
  cancel(): void {
    this.#planned?.cancel();
    this.#planned = undefined;
    const opening = this.#route[this.#leg];
    if (opening && this.#opened) this.#planToShut(opening, this.#opened.wasBolted);
    this.#opened = undefined;
  }

  #after(minimumS: number, maximumS: number, run: () => void): void {
    const seconds = minimumS + (maximumS - minimumS) * this.#random.next();
    this.#planned = this.#context.plan(this.#context.nowMs + seconds * 1000, run);
  }

  #reachDoor(): void {
    const opening = this.#route[this.#leg];
    if (!opening) {
      this.#walker.endWalk(undefined);
      return;
    }
    if (opening.isOpen) {
      this.#step(opening);
      return;
    }
    this.#opened ??= { wasBolted: opening.isBolted };
    if (++this.#tries > triesMax || !this.#unbolt(opening)) {
      this.#opened = undefined;
      this.#walker.endWalk(opening);
      return;
    }
    opening.setOpen(1, this.#walker.name);
    this.#after(0.6, 1.4, () => this.#reachDoor());
  }

  #unbolt(opening: WorldOpening): boolean {
    if (!opening.isBolted) return true;
    if (!this.#walker.hasKey) return false;
    return opening.turnBolt(false, this.#way(), this.#walker.name) !== 'obstructed';
  }

  #step(opening: WorldOpening): void {
    const opened = this.#opened;
    this.#opened = undefined;
    this.#tries = 0;
    this.#leg++;
    this.#walker.passThrough(opening);
    if (opened) this.#planToShut(opening, opened.wasBolted);
    this.#after(0.8, 3.5, () => this.#reachDoor());
  }

  /** Shuts a door, and bolts it if it was, unless somebody did meanwhile. */
  #planToShut(opening: WorldOpening, wasBolted: boolean): void {
    const { name } = this.#walker;
    const seconds = 1.2 + 1.3 * this.#random.next();
    this.#context.plan(this.#context.nowMs + seconds * 1000, () => {
      if (opening.isOpen) opening.setOpen(0, name);
      if (wasBolted) opening.turnBolt(true, this.#way(), name);
    });
  }

  /** From inside a knob does, from outside it takes a key or a code. */
  #way(): BoltWay {
    return this.#walker.isOutside ? this.#walker.unlocksWith : 'knob';
  }
}
