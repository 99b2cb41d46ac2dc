import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
import { type AnyVariable, Variable, type VariableSpec } from '../variable.ts';

const illuminance: VariableSpec<number> = {
  name: 'illuminance',
  description: 'Light that falls on it',
  type: 'number',
  unit: 'lx',
  minimum: 0,
  maximum: 83_000,
  settable: true,
};

const sampleEveryMs = 10_000;
/** Standard deviation of its readings, as a share of them. */
const noise = 0.01;
/** Without a world: a room by day. */
const unknownPlaceLx = 150;

/** Measures the light now and then. */
export class LightSensing implements Behaviour, Repeated {
  /** Whole lux. */
  readonly illuminance: Variable<number>;
  /** Called after every measurement. */
  onSample: (() => void) | undefined;
  readonly #context: BehaviourContext;
  readonly #timer: RepeatingTimer;

  constructor(context: BehaviourContext) {
    this.#context = context;
    this.illuminance = new Variable(illuminance, Math.round(this.#lux()));
    this.#timer = new RepeatingTimer(context.clock, this);
  }

  get name(): string {
    return 'light';
  }

  get variables(): readonly AnyVariable[] {
    return [this.illuminance];
  }

  start(): void {
    this.#timer.start();
  }

  stop(): void {
    this.#timer.stop();
  }

  repeatAfterMs(): number {
    return Math.min(sampleEveryMs, this.#context.settings.reportEveryMs ?? sampleEveryMs);
  }

  repeat(): void {
    const lux = this.#lux();
    this.illuminance.set(Math.round(this.#context.random.normal(lux, noise * lux)), 'physics');
    this.onSample?.();
  }

  #lux(): number {
    return this.#context.place?.environment.illuminanceLx ?? unknownPlaceLx;
  }
}
