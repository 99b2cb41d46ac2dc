import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';
import { Ramp } from './ramp.ts';
import type { Switching } from './switching.ts';

export const levelMin = 1;
export const levelMax = 254;
const startUpAsBefore = 0xff;

const brightness: VariableSpec<number> = {
  name: 'brightness',
  description: 'How bright it is while it is on',
  type: 'number',
  unit: '',
  minimum: levelMin,
  maximum: levelMax,
  settable: true,
};

/** A lamp's level, tied to its switch where a command says so (ZCL revision 8, 3.10.2.1). */
export class Dimming implements Behaviour {
  readonly brightness = new Variable<number>(brightness, levelMax);
  /** The level that it has when power comes back: 0 is the lowest, 255 the one before (ZCL 3.10.2.2.14). */
  startUpLevel = startUpAsBefore;
  readonly #switching: Switching;
  readonly #ramp: Ramp;

  constructor(context: BehaviourContext, switching: Switching) {
    this.#switching = switching;
    this.#ramp = new Ramp(context.clock, this.brightness);
  }

  get name(): string {
    return 'dimming';
  }

  get variables(): readonly AnyVariable[] {
    return [this.brightness];
  }

  /** Milliseconds. */
  get remainingMs(): number {
    return this.#ramp.remainingMs;
  }

  /**
   * Goes to a level. With the switch tied, rising switches on first, and reaching the lowest level switches off.
   * @param level - 0..254; 0 counts as the lowest
   */
  moveTo(level: number, durationMs: number, withSwitch: boolean): void {
    const target = Math.min(levelMax, Math.max(levelMin, level));
    const wasOn = this.#switching.on;
    this.brightness.release();
    if (!withSwitch) {
      this.#ramp.moveTo(target, durationMs, 'command');
      return;
    }
    if (level < levelMin) {
      this.#fadeOut(durationMs);
      return;
    }
    // A lamp that was dark rises from the bottom; without a transition nobody sees that.
    if (!wasOn && durationMs > 0) this.brightness.set(levelMin, 'command');
    this.#switching.turn(true, 'command');
    this.#ramp.moveTo(target, durationMs, 'command');
  }

  /** @param rate - levels per second, not 0; below 0 is down */
  move(rate: number, withSwitch: boolean): void {
    const target = rate > 0 ? levelMax : withSwitch ? 0 : levelMin;
    // A lamp that is dark rises from the bottom.
    const from = withSwitch && rate > 0 && !this.#switching.on ? levelMin : this.brightness.value;
    const durationMs = (Math.abs(target - from) / Math.abs(rate)) * 1000;
    this.moveTo(target, durationMs, withSwitch);
  }

  /** @param size - levels; below 0 is down */
  step(size: number, durationMs: number, withSwitch: boolean): void {
    const target = this.brightness.value + size;
    this.moveTo(Math.max(withSwitch ? 0 : levelMin, target), durationMs, withSwitch);
  }

  /** Stays at the level it has now. */
  hold(): void {
    this.#ramp.stop();
  }

  stop(): void {
    this.#ramp.stop();
  }

  powerRestored(): void {
    if (this.startUpLevel === startUpAsBefore) return;
    this.brightness.release();
    this.brightness.set(Math.max(levelMin, this.startUpLevel), 'physics');
  }

  state(): Record<string, PhysicalValue> {
    return { brightness: this.brightness.value };
  }

  restore(state: Readonly<Record<string, unknown>>): void {
    if (typeof state.brightness === 'number') this.brightness.set(Math.round(state.brightness), 'physics');
  }

  /** Down and off; then the level is again what it was, for when it is switched on. */
  #fadeOut(durationMs: number): void {
    const before = this.brightness.value;
    if (!this.#switching.on) {
      this.#ramp.stop();
      return;
    }
    this.#ramp.moveTo(durationMs > 0 ? levelMin : before, durationMs, 'command', () => {
      this.#switching.turn(false, 'command');
      this.brightness.set(before, 'command');
    });
  }
}
