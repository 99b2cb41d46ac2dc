import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import type { AnyVariable, PhysicalValue } from '../variable.ts';
import { Pressing } from './pressing.ts';

const moves = [
  'shake',
  'throw',
  'wakeup',
  'fall',
  'tap',
  'slide',
  'flip180',
  'flip90',
  'rotate_left',
  'rotate_right',
] as const;
export type CubeMove = (typeof moves)[number];

const sides = 6;
/** The side opposite is so much further. */
const opposite = 3;
/** How far somebody turns it at a time, degrees. */
const turnDegrees = 45;

/** A cube in somebody's hands: knows which of its sides, 0 to 5, is on top. */
export class Cube implements Behaviour {
  /** Called when it has been moved, after its sides have changed. */
  onMove: ((move: CubeMove) => void) | undefined;
  readonly #context: BehaviourContext;
  readonly #moving = new Pressing(moves);
  #top = 0;
  #topBefore = 0;
  #degrees = 0;

  constructor(context: BehaviourContext) {
    this.#context = context;
    this.#moving.onAction = (move) => this.#move(move);
  }

  get name(): string {
    return 'cube';
  }

  get variables(): readonly AnyVariable[] {
    return this.#moving.variables;
  }

  get top(): number {
    return this.#top;
  }

  /** What was on top before it was last flipped. */
  get topBefore(): number {
    return this.#topBefore;
  }

  /** How far it was turned the last time; below 0 is to the left. */
  get degrees(): number {
    return this.#degrees;
  }

  facts(): Record<string, PhysicalValue> {
    return {
      side: this.#top,
      action_side: this.#top,
      action_to_side: this.#top,
      action_from_side: this.#topBefore,
      action_angle: this.#degrees,
    };
  }

  state(): Record<string, PhysicalValue> {
    return { top: this.#top };
  }

  restore({ top }: Readonly<Record<string, unknown>>): void {
    if (typeof top === 'number' && Number.isInteger(top) && top >= 0 && top < sides) this.#top = top;
  }

  #move(move: CubeMove): void {
    if (move === 'rotate_left') this.#degrees = -turnDegrees;
    if (move === 'rotate_right') this.#degrees = turnDegrees;
    if (move === 'flip180') this.#flip((this.#top + opposite) % sides);
    if (move === 'flip90') this.#flip(this.#neighbour());
    this.onMove?.(move);
  }

  #flip(top: number): void {
    this.#topBefore = this.#top;
    this.#top = top;
  }

  /** One of the four sides next to the one on top. */
  #neighbour(): number {
    const neighbours = Array.from({ length: sides }, (_, side) => side).filter(
      (side) => side % opposite !== this.#top % opposite,
    );
    return neighbours[this.#context.random.integer(0, neighbours.length - 1)] ?? this.#top;
  }
}
