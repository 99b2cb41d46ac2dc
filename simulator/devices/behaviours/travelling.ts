import type { Timer } from '../../../src/common/clock.ts';
import { CurtainMotor } from '../../world/mechanisms/curtain-motor.ts';
import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';

export type Motion = 'opening' | 'closing' | 'stopped';

const position: VariableSpec<number> = {
  name: 'position',
  description: 'How far it is open; set from outside, somebody pulls it there by hand',
  type: 'number',
  unit: '%',
  minimum: 0,
  maximum: 100,
  settable: true,
};
const motorState: VariableSpec<Motion> = {
  name: 'motor_state',
  description: 'What the motor does',
  type: 'enum',
  values: ['opening', 'closing', 'stopped'],
  settable: false,
};

const stepMs = 500;

/** A curtain or blind with a motor: takes its time, can be stopped on the way, and darkens its room. */
export class Travelling implements Behaviour {
  /** Whole per cent. */
  readonly position = new Variable<number>(position, 100);
  readonly motorState = new Variable<Motion>(motorState, 'stopped');
  readonly #context: BehaviourContext;
  readonly #travelMs: number;
  #motor: CurtainMotor;
  #timer: Timer | undefined;
  #powered = false;

  /** @param travelMs - from shut to open */
  constructor(context: BehaviourContext, travelMs: number) {
    this.#context = context;
    this.#travelMs = travelMs;
    this.#motor = this.#motorAt(100);
    this.position.watch(({ cause }) => {
      if (cause === 'outside') this.#pulled();
      this.#cover();
    });
  }

  get name(): string {
    return 'travelling';
  }

  get variables(): readonly AnyVariable[] {
    return [this.position, this.motorState];
  }

  facts(): Record<string, PhysicalValue> {
    return {
      state: this.position.value > 0 ? 'OPEN' : 'CLOSE',
      running: this.motorState.value !== 'stopped',
    };
  }

  start(): void {
    this.#powered = true;
    this.#cover();
  }

  stop(): void {
    this.halt();
    this.#powered = false;
  }

  /** @param percent - 0 shut .. 100 open; kept within that */
  moveTo(percent: number): void {
    if (!this.#powered) return;
    this.position.release();
    this.#motor.moveTo(Math.min(100, Math.max(0, percent)), this.#nowMs());
    this.#step();
  }

  /** Stands where it is. */
  halt(): void {
    this.#motor.stop(this.#nowMs());
    this.#step();
  }

  state(): Record<string, PhysicalValue> {
    return { position: this.position.value };
  }

  restore({ position: saved }: Readonly<Record<string, unknown>>): void {
    if (typeof saved !== 'number' || !(saved >= 0 && saved <= 100)) return;
    this.#motor = this.#motorAt(saved);
    this.position.set(saved, 'physics');
  }

  #motorAt(positionPercent: number): CurtainMotor {
    return new CurtainMotor({ travelMs: this.#travelMs, positionPercent }, this.#nowMs());
  }

  #pulled(): void {
    this.#motor.pull(this.position.value, this.#nowMs());
    this.position.release();
    this.#step();
  }

  #step(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    const nowMs = this.#nowMs();
    const motion = this.#motor.motionAt(nowMs);
    this.position.set(Math.round(this.#motor.positionAt(nowMs)), 'command');
    this.motorState.set(motion, 'command');
    if (motion === 'stopped') return;
    // At the end a little late rather than early: then it stands.
    const waitMs = Math.min(stepMs, Math.ceil(this.#motor.arrivesAtMs - nowMs) + 1);
    this.#timer = this.#context.clock.setTimer(waitMs, () => this.#step());
  }

  #cover(): void {
    const { place } = this.#context;
    place?.environment.covering(place.name).setOpening(this.position.value / 100);
  }

  #nowMs(): number {
    return this.#context.clock.monotonic();
  }
}
