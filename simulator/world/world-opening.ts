import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { type BoltResult, type Opening, outdoors } from './environment.ts';
import { requireInRange, requireName, requireOneOf } from './validation.ts';
import type { WorldContext } from './world-context.ts';
import { type BoltWay, boltWays } from './world-event.ts';

/** A door, window or passage between two places. */
export interface OpeningOptions {
  name: string;
  /** Default `door`. A `passage` has no leaf and is always open. */
  kind?: Opening['kind'];
  /** Two rooms, or a room and `outdoors`. */
  between: readonly [string, string];
  /** Clear area when wide open, 0.05..50 m². Default 1.8 for doors and passages, 1.2 for windows. */
  areaM2?: number;
  /** Default false. */
  isOpen?: boolean;
  /** Whether its bolt is out at first; only a closed one can be. Default false. */
  isBolted?: boolean;
}

/**
 * Cubic metres of air a second, each way, through a square metre of open door or window: buoyancy drives it, so it is
 * less between rooms (a difference of about 1 K) than to the open air (about 10 K).
 */
const exchangeInnerMPerS = 0.05;
const exchangeOuterMPerS = 0.13;
/** Cubic metres a second under and around a shut one. */
const leakM3PerS = 0.001;

/** An opening of the building, whose changes are events of the world. */
export class WorldOpening implements Opening {
  readonly name: string;
  readonly kind: Opening['kind'];
  readonly places: readonly [string, string];
  readonly #areaM2: number;
  readonly #context: WorldContext;
  readonly #onChanged: () => void;
  #openFraction: number;
  #isBolted: boolean;
  #isBoltJammed = false;

  /**
   * @param onChanged - called after the leaf moved, before anybody is told
   * @throws ZigfleetError `invalid-value`
   */
  constructor(options: OpeningOptions, context: WorldContext, onChanged: () => void) {
    this.name = requireName('A door or window', options.name);
    this.kind = requireOneOf(`The kind of ${this.name}`, options.kind ?? 'door', [
      'door',
      'window',
      'passage',
    ]);
    this.places = options.between;
    this.#areaM2 = requireInRange(
      `areaM2 of ${this.name}`,
      options.areaM2 ?? (this.kind === 'window' ? 1.2 : 1.8),
      0.05,
      50,
    );
    this.#openFraction = this.kind === 'passage' || options.isOpen ? 1 : 0;
    this.#isBolted = options.isBolted ?? false;
    if (this.#isBolted && this.#openFraction > 0) {
      throw new ZigfleetError('invalid-value', `${this.name} is open and so cannot be bolted`);
    }
    this.#context = context;
    this.#onChanged = onChanged;
  }

  get openFraction(): number {
    return this.#openFraction;
  }

  get isOpen(): boolean {
    return this.#openFraction > 0;
  }

  get isBolted(): boolean {
    return this.#isBolted;
  }

  /** Air that goes through, each way, in m³/s. */
  get airFlowM3PerS(): number {
    const exchangeMPerS = this.places.includes(outdoors) ? exchangeOuterMPerS : exchangeInnerMPerS;
    return leakM3PerS + exchangeMPerS * this.#areaM2 * this.#openFraction;
  }

  /** The place on the other side. */
  beyond(place: string): string {
    return this.places[0] === place ? this.places[1] : this.places[0];
  }

  setOpen(fraction: number, person?: string): void {
    requireInRange(`How far ${this.name} is open`, fraction, 0, 1);
    this.#context.settle();
    if (this.kind === 'passage') {
      throw new ZigfleetError('conflict', `${this.name} is a passage: it has no door to open or close`);
    }
    if (this.#isBolted && fraction > 0) {
      throw new ZigfleetError('conflict', `${this.name} is bolted: withdraw the bolt first`);
    }
    const wasOpen = this.isOpen;
    if (fraction === this.#openFraction) return;
    this.#openFraction = fraction;
    this.#onChanged();
    if (wasOpen === this.isOpen) return;
    this.#context.emit({
      type: this.isOpen ? 'openingOpened' : 'openingClosed',
      atMs: this.#context.nowMs,
      opening: this.name,
      places: this.places,
      ...(person === undefined ? {} : { person }),
    });
  }

  turnBolt(extended: boolean, way: BoltWay, person?: string): BoltResult {
    requireOneOf('The way of turning a bolt', way, boltWays);
    this.#context.settle();
    if (this.#isBolted === extended) return 'unchanged';
    if (this.#isBoltJammed || (extended && this.isOpen)) return 'obstructed';
    this.#isBolted = extended;
    this.#context.emit({
      type: 'boltTurned',
      atMs: this.#context.nowMs,
      opening: this.name,
      places: this.places,
      extended,
      way,
      ...(person === undefined ? {} : { person }),
    });
    return 'turned';
  }

  /** Makes the bolt refuse to move, or frees it. */
  setBoltJammed(jammed: boolean): void {
    this.#isBoltJammed = jammed;
  }
}
