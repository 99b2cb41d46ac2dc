import type { Timer } from '../../../src/common/clock.ts';
import type { Subscription } from '../../world/environment.ts';
import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type AnyVariable, Variable, type VariableSpec } from '../variable.ts';

const vibration: VariableSpec<boolean> = {
  name: 'vibration',
  description: 'Whether what it is fixed to shakes',
  type: 'boolean',
  settable: true,
};
const strength: VariableSpec<number> = {
  name: 'strength',
  description: 'How strong the last shaking was',
  type: 'number',
  unit: '',
  minimum: 0,
  maximum: 0xffff,
  settable: true,
};

const strengthOfHammer = 300;
const calmAfterMs = 5_000;
/** A touch weaker than this is not felt, 0..1, by how sensitive it is: high, medium, low. */
const thresholds = [
  { from: 15, felt: 0.6 },
  { from: 6, felt: 0.3 },
  { from: 0, felt: 0.05 },
] as const;

/** Feels knocks at what it is fixed to. */
export class Shaking implements Behaviour {
  readonly vibration = new Variable<boolean>(vibration, false);
  readonly strength = new Variable<number>(strength, 0);
  /** 1 the finest .. 21 the dullest. */
  sensitivity = 11;
  readonly #context: BehaviourContext;
  #subscription: Subscription | undefined;
  #calm: Timer | undefined;

  constructor(context: BehaviourContext) {
    this.#context = context;
  }

  get name(): string {
    return 'shaking';
  }

  get variables(): readonly AnyVariable[] {
    return [this.vibration, this.strength];
  }

  start(): void {
    this.#subscription = this.#context.place?.environment.subscribe((event) => {
      if (event.type === 'objectShaken') this.#feel(event.strength);
    });
  }

  stop(): void {
    this.#subscription?.cancel();
    this.#calm?.cancel();
    this.vibration.set(false, 'physics');
  }

  #feel(force: number): void {
    const felt = thresholds.find(({ from }) => this.sensitivity >= from)?.felt ?? 0;
    if (force < felt) return;
    this.strength.set(Math.round(force * strengthOfHammer), 'physics');
    this.vibration.set(true, 'physics');
    this.#calm?.cancel();
    this.#calm = this.#context.clock.setTimer(calmAfterMs, () => this.vibration.set(false, 'physics'));
  }
}
