import type { Timer } from '../../../src/common/clock.ts';
import type { Subscription } from '../../world/environment.ts';
import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type AnyVariable, Variable, type VariableSpec } from '../variable.ts';

const occupancy: VariableSpec<boolean> = {
  name: 'occupancy',
  description: 'Whether it has seen motion lately',
  type: 'boolean',
  settable: true,
};

/** A passive infrared sensor: sees who moves in its room, and is blind for a while afterwards to save its battery. */
export class MotionSensing implements Behaviour {
  readonly occupancy = new Variable<boolean>(occupancy, false);
  readonly #context: BehaviourContext;
  readonly #blindMs: number;
  #subscription: Subscription | undefined;
  #blind: Timer | undefined;

  /** @param blindMs - how long motion is not seen anew after it was */
  constructor(context: BehaviourContext, blindMs: number) {
    this.#context = context;
    this.#blindMs = blindMs;
  }

  get name(): string {
    return 'motion';
  }

  get variables(): readonly AnyVariable[] {
    return [this.occupancy];
  }

  start(): void {
    this.#subscription = this.#context.place?.environment.subscribe(({ type }) => {
      if (type === 'personMoved' || type === 'personEntered') this.#see();
    });
  }

  stop(): void {
    this.#subscription?.cancel();
    this.#blind?.cancel();
    this.#blind = undefined;
    this.occupancy.set(false, 'physics');
  }

  #see(): void {
    if (this.#blind !== undefined) return;
    this.#blind = this.#context.clock.setTimer(this.#blindMs, () => {
      this.#blind = undefined;
      this.occupancy.set(false, 'physics');
    });
    this.occupancy.set(true, 'physics');
  }
}
