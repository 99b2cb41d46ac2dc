import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';
import { Ramp } from './ramp.ts';

const startUpAsBefore = 0xffff;

const specs = new Map<string, VariableSpec<number>>();

/** One for all lamps of that range. */
function specOf({ minimum, maximum }: { minimum: number; maximum: number }): VariableSpec<number> {
  const key = `${minimum} ${maximum}`;
  let spec = specs.get(key);
  if (spec === undefined) {
    const description = 'How warm its white is';
    const kind = { type: 'number', unit: 'mired', settable: true } as const;
    spec = { name: 'color_temp', description, ...kind, minimum, maximum };
    specs.set(key, spec);
  }
  return spec;
}

/** A lamp whose white goes from cold to warm. */
export class WhiteTuning implements Behaviour {
  /** Mireds. */
  readonly colorTemperature: Variable<number>;
  /** The white that it has when power comes back, mireds; 65535 is the one before (ZCL 5.2.2.2.1.22). */
  startUpMireds = startUpAsBefore;
  readonly #spec: VariableSpec<number>;
  readonly #ramp: Ramp;

  /** @param range - mireds, from the coldest to the warmest white that it can make */
  constructor(context: BehaviourContext, range: { minimum: number; maximum: number }) {
    this.#spec = specOf(range);
    this.colorTemperature = new Variable(this.#spec, range.minimum);
    this.#ramp = new Ramp(context.clock, this.colorTemperature);
  }

  get name(): string {
    return 'whiteTuning';
  }

  get variables(): readonly AnyVariable[] {
    return [this.colorTemperature];
  }

  /** Milliseconds. */
  get remainingMs(): number {
    return this.#ramp.remainingMs;
  }

  /** @param mireds - kept within what it can make */
  moveTo(mireds: number, durationMs: number): void {
    const { minimum, maximum } = this.#spec;
    this.colorTemperature.release();
    this.#ramp.moveTo(Math.min(maximum, Math.max(minimum, mireds)), durationMs, 'command');
  }

  /** Within bounds that the command may narrow. @param rate - mireds per second, not 0; below 0 is colder */
  move(rate: number, minimum: number, maximum: number): void {
    const target = this.#within(rate > 0 ? Number.POSITIVE_INFINITY : 0, minimum, maximum);
    this.moveTo(target, (Math.abs(target - this.colorTemperature.value) / Math.abs(rate)) * 1000);
  }

  /** @param size - mireds; below 0 is colder */
  step(size: number, durationMs: number, minimum: number, maximum: number): void {
    this.moveTo(this.#within(this.colorTemperature.value + size, minimum, maximum), durationMs);
  }

  /** Stays at the white it has now. */
  hold(): void {
    this.#ramp.stop();
  }

  stop(): void {
    this.#ramp.stop();
  }

  powerRestored(): void {
    if (this.startUpMireds === startUpAsBefore) return;
    this.colorTemperature.release();
    this.colorTemperature.set(this.startUpMireds, 'physics');
  }

  state(): Record<string, PhysicalValue> {
    return { colorTemperature: this.colorTemperature.value };
  }

  restore(state: Readonly<Record<string, unknown>>): void {
    const { colorTemperature } = state;
    if (typeof colorTemperature === 'number')
      this.colorTemperature.set(Math.round(colorTemperature), 'physics');
  }

  /** A bound of 0 in a command means the lamp's own (ZCL 5.2.2.3.21). */
  #within(mireds: number, minimum: number, maximum: number): number {
    const low = minimum === 0 ? this.#spec.minimum : Math.max(minimum, this.#spec.minimum);
    const high = maximum === 0 ? this.#spec.maximum : Math.min(maximum, this.#spec.maximum);
    return Math.min(high, Math.max(low, mireds));
  }
}
