import type { Timer } from '../../../src/common/clock.ts';
import { isZigfleetError } from '../../../src/common/zigfleet-error.ts';
import type { BoltResult, Opening, Subscription } from '../../world/environment.ts';
import { LockMechanism, type LockState } from '../../world/mechanisms/lock-mechanism.ts';
import type { BoltWay } from '../../world/world-event.ts';
import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';

type BoltPosition = 'locked' | 'unlocked' | 'not_fully_locked';

const lockState: VariableSpec<BoltPosition> = {
  name: 'lock_state',
  description: 'How its bolt stands; not fully locked while it moves or is jammed',
  type: 'enum',
  values: ['locked', 'unlocked', 'not_fully_locked'],
  settable: false,
};
const knob: VariableSpec<'none' | 'lock' | 'unlock'> = {
  name: 'knob',
  description: 'Somebody turns the knob inside',
  type: 'enum',
  values: ['none', 'lock', 'unlock'],
  settable: true,
};
const fingerSpec: VariableSpec<string> = {
  name: 'finger',
  description: 'Somebody puts a finger on it: user-1 to user-9 are known, a stranger is not',
  type: 'enum',
  values: ['none', 'stranger', ...Array.from({ length: 9 }, (_, index) => `user-${index + 1}`)],
  settable: true,
};

export interface LockEvent {
  kind: 'opened' | 'refused' | 'moved';
  way: BoltWay;
  /** Of who opened it. */
  userId?: number;
  /** Wrong tries in a row. */
  tries?: number;
  state: LockState;
}

/** A lock with a motor, on the door that the house says or the only one of its room, with users and their fingers. */
export class Locking implements Behaviour {
  readonly name = 'locking';
  readonly position = new Variable<BoltPosition>(lockState, 'unlocked');
  /** Called whenever something happens to the lock. */
  onEvent: ((event: LockEvent) => void) | undefined;
  readonly mechanism: LockMechanism;
  readonly #context: BehaviourContext;
  readonly #door: Opening | undefined;
  readonly #knob = new Variable<'none' | 'lock' | 'unlock'>(knob, 'none');
  readonly #finger = new Variable<string>(fingerSpec, 'none');
  #ownBolt = false;
  #tries = 0;
  #turning = false;
  #timer: Timer | undefined;
  #subscription: Subscription | undefined;

  constructor(context: BehaviourContext) {
    this.#context = context;
    this.#door = doorOf(context);
    const lock = this;
    this.mechanism = new LockMechanism(
      {},
      {
        get isBolted() {
          return lock.#door?.isBolted ?? lock.#ownBolt;
        },
        turnBolt: (extended, way) => this.#turn(extended, way),
      },
    );
    for (let userId = 1; userId <= 9; userId++) {
      this.mechanism.addCredential({ userId, kind: 'fingerprint', secret: `user-${userId}` });
    }
    this.#knob.watch(() => this.#turnKnob());
    this.#finger.watch(() => this.#touch());
    this.#show();
  }

  get variables(): readonly AnyVariable[] {
    return [this.position, this.#knob, this.#finger];
  }

  start(): void {
    // A motor that ran when the power went has done its time since.
    this.mechanism.finish(this.#nowMs());
    this.#show();
    this.#subscription = this.#context.place?.environment.subscribe((event) => {
      if (event.type !== 'boltTurned' || event.opening !== this.#door?.name || this.#turning) return;
      this.mechanism.boltTurned(event.extended, this.#nowMs());
      this.#moved(event.way);
    });
  }

  stop(): void {
    this.#timer?.cancel();
    this.#subscription?.cancel();
  }

  /** Runs the motor. */
  run(extend: boolean, way: BoltWay, userId?: number): void {
    const finishAtMs = this.mechanism.run(extend, way, this.#nowMs());
    this.#await(finishAtMs, way, userId);
  }

  state(): Record<string, PhysicalValue> {
    return { bolted: this.#ownBolt };
  }

  restore({ bolted }: Readonly<Record<string, unknown>>): void {
    if (typeof bolted === 'boolean') this.#ownBolt = bolted;
    this.#show();
  }

  #turn(extended: boolean, way: BoltWay): BoltResult {
    this.#turning = true;
    try {
      if (this.#door !== undefined) return this.#door.turnBolt(extended, way);
      const unchanged = this.#ownBolt === extended;
      this.#ownBolt = extended;
      return unchanged ? 'unchanged' : 'turned';
    } finally {
      this.#turning = false;
    }
  }

  #turnKnob(): void {
    const { value } = this.#knob;
    if (value === 'none') return;
    this.#knob.release();
    this.#knob.set('none', 'physics');
    const extended = value === 'lock';
    if (this.#turn(extended, 'knob') !== 'turned') return;
    this.mechanism.boltTurned(extended, this.#nowMs());
    this.#moved('knob');
  }

  #touch(): void {
    const { value } = this.#finger;
    if (value === 'none') return;
    this.#finger.release();
    this.#finger.set('none', 'physics');
    this.#try(value);
  }

  #try(secret: string): void {
    const way = 'fingerprint';
    const outcome = this.mechanism.tryCredential(way, secret, this.#nowMs());
    if (outcome.result === 'accepted') {
      this.#tries = 0;
      this.#await(outcome.finishAtMs, way, outcome.userId);
      return;
    }
    this.#tries++;
    this.onEvent?.({ kind: 'refused', way, tries: this.#tries, state: this.mechanism.state });
  }

  #await(finishAtMs: number, way: BoltWay, userId?: number): void {
    this.#show();
    this.#timer?.cancel();
    this.#timer = this.#context.clock.setTimer(Math.max(0, finishAtMs - this.#nowMs()), () => {
      // Timers of a clock that runs fast may come a little early.
      if (this.#nowMs() < finishAtMs) return this.#await(finishAtMs, way, userId);
      this.mechanism.finish(this.#nowMs());
      this.#moved(way, userId);
    });
  }

  #moved(way: BoltWay, userId?: number): void {
    this.#show();
    const { state } = this.mechanism;
    if (userId !== undefined) this.onEvent?.({ kind: 'opened', way, userId, state });
    this.onEvent?.({ kind: 'moved', way, state });
  }

  #show(): void {
    const { state } = this.mechanism;
    const settled = state === 'locked' || state === 'unlocked';
    this.position.set(settled ? state : 'not_fully_locked', 'command');
  }

  #nowMs(): number {
    return this.#context.clock.monotonic();
  }
}

/** The door that it is on, or the only one of its place; without one it has a bolt of its own. */
function doorOf({ place }: BehaviourContext): Opening | undefined {
  try {
    return place?.opening ?? place?.environment.opening();
  } catch (error) {
    if (isZigfleetError(error, 'not-found')) return undefined;
    throw error;
  }
}
