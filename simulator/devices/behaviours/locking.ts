import type { Timer } from '../../../src/common/clock.ts';
import { isZigfleetError } from '../../../src/common/zigfleet-error.ts';
import type { BoltResult, Opening, Subscription } from '../../world/environment.ts';
import { type Bolt, LockMechanism, type LockState } from '../../world/mechanisms/lock-mechanism.ts';
import type { BoltWay } from '../../world/world-event.ts';
import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';
import { LockUsers } from './lock-users.ts';

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
const tamperSpec: VariableSpec<boolean> = {
  name: 'tamper',
  description: 'Whether its cover was taken off',
  type: 'boolean',
  settable: true,
};
const jammedSpec: VariableSpec<boolean> = {
  name: 'jammed',
  description: 'Whether something blocks its bolt',
  type: 'boolean',
  settable: true,
};

const usersKnown = 9;
/** Between the codes that two of them were given. */
const codeStep = 111;
const people = ['none', 'stranger', ...Array.from({ length: usersKnown }, (_, index) => `user-${index + 1}`)];

function waySpec(name: string, what: string): VariableSpec<string> {
  const description = `${what}: user-1 to user-${usersKnown} are known, a stranger is not`;
  return { name, description, type: 'enum', values: people, settable: true };
}

/** How people show the lock who they are. */
const credentialWays = {
  finger: { kind: 'fingerprint', spec: waySpec('finger', 'Somebody puts a finger on it') },
  keypad: { kind: 'pin', spec: waySpec('keypad', 'Somebody types a code') },
  card: { kind: 'card', spec: waySpec('card', 'Somebody holds a card to it') },
} as const;
export type CredentialWay = keyof typeof credentialWays;

/** What a stranger types. */
const wrongPin = '000000000000';
/** Who it was where nobody is known (ZCL 7.3.2.20.1). */
export const noUserId = 0xffff;
const sourceNames: Record<BoltWay, string> = {
  key: 'manual',
  knob: 'manual',
  pin: 'keypad',
  fingerprint: 'fingerprint',
  card: 'rfid',
  remote: 'rf',
  automatic: 'manual',
};

export interface LockEvent {
  /** `deaf`: after too many wrong tries it listens to nobody for a while. */
  kind: 'opened' | 'refused' | 'deaf' | 'moved' | 'tampered';
  way: BoltWay;
  /** Of who opened it. */
  userId?: number;
  /** Wrong tries in a row. */
  tries?: number;
  state: LockState;
}

/** A lock with a motor, on the door that the house says or the only one of its room, with users and how they open it. */
export class Locking implements Behaviour, Bolt {
  readonly position = new Variable<BoltPosition>(lockState, 'unlocked');
  readonly tamper = new Variable<boolean>(tamperSpec, false);
  /** Called whenever something happens to the lock. */
  onEvent: ((event: LockEvent) => void) | undefined;
  readonly mechanism: LockMechanism;
  readonly users: LockUsers;
  readonly #context: BehaviourContext;
  readonly #door: Opening | undefined;
  readonly #knob = new Variable<'none' | 'lock' | 'unlock'>(knob, 'none');
  readonly #jammed = new Variable<boolean>(jammedSpec, false);
  readonly #tries: readonly Variable<string>[];
  readonly #firstCode: number | undefined;
  #ownBolt = false;
  #wrongTries = 0;
  #turning = false;
  #timer: Timer | undefined;
  #subscription: Subscription | undefined;
  #lastUserId = noUserId;
  #lastWay: BoltWay = 'knob';

  /** @param ways - how people open it from outside, beside a key */
  constructor(context: BehaviourContext, ways: readonly CredentialWay[]) {
    this.#context = context;
    this.#door = doorOf(context);
    this.mechanism = new LockMechanism({}, this);
    this.users = new LockUsers(this.mechanism, () => this.#givenCodes());
    this.#tries = ways.map((way) => this.#listenTo(way));
    this.#firstCode = ways.includes('keypad') ? context.random.integer(1_000, 8_000) : undefined;
    this.#knob.watch(() => this.#turnKnob());
    this.tamper.watch(() => {
      this.mechanism.setTampered(this.tamper.value);
      if (this.tamper.value) this.#tell({ kind: 'tampered', way: 'knob' });
    });
    this.#show();
  }

  get name(): string {
    return 'locking';
  }

  get variables(): readonly AnyVariable[] {
    return [this.position, this.#knob, this.tamper, this.#jammed, ...this.#tries];
  }

  facts(): Record<string, PhysicalValue> {
    return {
      state: this.position.value === 'locked' ? 'LOCK' : 'UNLOCK',
      // Nobody can lock these so that not even the known get in.
      reverse: 'UNLOCK',
      action_user: this.#lastUserId,
      action_source_name: sourceNames[this.#lastWay],
    };
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
    return { bolted: this.#ownBolt, codes: this.users.save() };
  }

  restore({ bolted, codes }: Readonly<Record<string, unknown>>): void {
    if (typeof bolted === 'boolean') this.#ownBolt = bolted;
    if (typeof codes === 'string') this.users.restore(codes);
    this.#show();
  }

  #listenTo(way: CredentialWay): Variable<string> {
    const { kind, spec } = credentialWays[way];
    const person = new Variable<string>(spec, 'none');
    person.watch(() => {
      const { value } = person;
      if (value === 'none') return;
      person.release();
      person.set('none', 'physics');
      const userId = Number(value.slice('user-'.length));
      if (kind === 'pin') return this.#try(kind, this.users.code(userId)?.pin ?? wrongPin);
      // The lock has known the fingers and cards of its people all along; it takes memory only once they are shown.
      if (value !== 'stranger') this.mechanism.addCredential({ userId, kind, secret: value });
      this.#try(kind, value);
    });
    return person;
  }

  /** Whoever moves in is given a code. */
  *#givenCodes(): Iterable<[userId: number, pin: string]> {
    const first = this.#firstCode;
    if (first === undefined) return;
    for (let userId = 1; userId <= usersKnown; userId++) yield [userId, String(first + userId * codeStep)];
  }

  get isBolted(): boolean {
    return this.#door?.isBolted ?? this.#ownBolt;
  }

  /** For the mechanism: moves the bolt itself. */
  turnBolt(extended: boolean, way: BoltWay): BoltResult {
    this.#turning = true;
    try {
      if (this.#jammed.value) return 'obstructed';
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
    if (this.turnBolt(extended, 'knob') !== 'turned') return;
    this.mechanism.boltTurned(extended, this.#nowMs());
    this.#moved('knob');
  }

  #try(way: (typeof credentialWays)[CredentialWay]['kind'], secret: string): void {
    const outcome = this.mechanism.tryCredential(way, secret, this.#nowMs());
    if (outcome.result === 'accepted') {
      this.#wrongTries = 0;
      this.#await(outcome.finishAtMs, way, outcome.userId);
      return;
    }
    this.#wrongTries++;
    this.#tell({ kind: 'refused', way, tries: this.#wrongTries });
    if (outcome.result === 'lockedOut') this.#tell({ kind: 'deaf', way });
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
    if (userId !== undefined) this.#tell({ kind: 'opened', way, userId });
    this.#tell({ kind: 'moved', way, ...(userId === undefined ? {} : { userId }) });
    this.#awaitAutoLock();
  }

  #awaitAutoLock(): void {
    const dueMs = this.mechanism.autoLockAtMs;
    if (dueMs === Number.POSITIVE_INFINITY) return;
    this.#timer?.cancel();
    this.#timer = this.#context.clock.setTimer(Math.max(0, dueMs - this.#nowMs()), () =>
      this.run(true, 'automatic'),
    );
  }

  #tell(event: Omit<LockEvent, 'state'>): void {
    this.#lastWay = event.way;
    this.#lastUserId = event.userId ?? noUserId;
    this.onEvent?.({ ...event, state: this.mechanism.state });
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
