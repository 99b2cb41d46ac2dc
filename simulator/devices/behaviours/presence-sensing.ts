import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';

const presence: VariableSpec<boolean> = {
  name: 'presence',
  description: 'Whether somebody is in its room, awake or asleep',
  type: 'boolean',
  settable: true,
};

const sampleEveryMs = 1_000;
/** It trusts that a room is empty only after so long. */
const emptyMs = 10_000;

/** A radar: sees whoever breathes. */
export class PresenceSensing implements Behaviour, Repeated {
  readonly presence = new Variable<boolean>(presence, false);
  readonly #context: BehaviourContext;
  readonly #timer: RepeatingTimer;
  #seenMs = Number.NEGATIVE_INFINITY;

  constructor(context: BehaviourContext) {
    this.#context = context;
    this.#timer = new RepeatingTimer(context.clock, this);
  }

  get name(): string {
    return 'presence';
  }

  get variables(): readonly AnyVariable[] {
    return [this.presence];
  }

  facts(): Record<string, PhysicalValue> {
    return { presence_event: this.presence.value ? 'enter' : 'leave' };
  }

  /** Takes the room for empty, until it sees somebody again. */
  forget(): void {
    this.#seenMs = Number.NEGATIVE_INFINITY;
    this.presence.set(false, 'command');
  }

  start(): void {
    if (this.#context.place !== undefined) this.#timer.start();
  }

  stop(): void {
    this.#timer.stop();
  }

  repeatAfterMs(): number {
    return sampleEveryMs;
  }

  repeat(): void {
    const nowMs = this.#context.clock.monotonic();
    const { occupants = [] } = this.#context.place?.environment ?? {};
    if (occupants.length > 0) this.#seenMs = nowMs;
    this.presence.set(nowMs - this.#seenMs < emptyMs, 'physics');
  }
}
