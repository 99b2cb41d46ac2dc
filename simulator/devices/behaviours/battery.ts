import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';

const voltage: VariableSpec<number> = {
  name: 'voltage',
  description: 'Of the battery',
  type: 'number',
  unit: 'mV',
  minimum: 0,
  maximum: 3600,
  settable: true,
};

const fullMv = 3000;
const emptyMv = 2500;
const lowPercent = 15;
const hourMs = 3_600_000;
/** A coin cell goes from 3.0 V to 2.7 V in about two years. */
const drainPerHour = 0.017;
/** Cold slows its chemistry: so much less per °C below 20. */
const coldSagPerDegree = 2;

/** A lithium coin cell: sags slowly, and more in the cold. */
export class Battery implements Behaviour, Repeated {
  readonly name = 'battery';
  /** Millivolts. */
  readonly voltage: Variable<number>;
  readonly #context: BehaviourContext;
  readonly #timer: RepeatingTimer;
  /** At 20 °C, millivolts. */
  #restVoltage: number;

  constructor(context: BehaviourContext) {
    this.#context = context;
    this.#restVoltage = context.random.integer(2950, 3060);
    this.voltage = new Variable(voltage, this.#restVoltage);
    this.#timer = new RepeatingTimer(context.clock, this);
  }

  get variables(): readonly AnyVariable[] {
    return [this.voltage];
  }

  /** What is left, 0..100 in whole per cent, as a device guesses it from the voltage. */
  get percent(): number {
    const share = (this.voltage.value - emptyMv) / (fullMv - emptyMv);
    return Math.round(100 * Math.min(1, Math.max(0, share)));
  }

  get isLow(): boolean {
    return this.percent < lowPercent;
  }

  start(): void {
    this.#timer.start();
  }

  stop(): void {
    this.#timer.stop();
  }

  state(): Record<string, PhysicalValue> {
    return { restVoltage: this.#restVoltage };
  }

  restore(state: Readonly<Record<string, unknown>>): void {
    if (typeof state.restVoltage !== 'number') return;
    this.#restVoltage = state.restVoltage;
    this.voltage.set(Math.round(this.#restVoltage), 'physics');
  }

  repeatAfterMs(): number {
    return hourMs;
  }

  repeat(): void {
    this.#restVoltage -= drainPerHour;
    const coldSag = Math.max(0, 20 - this.#context.surroundings.temperature()) * coldSagPerDegree;
    this.voltage.set(Math.round(this.#restVoltage - coldSag), 'physics');
  }
}
