import { ZigfleetError } from '../../../src/common/zigfleet-error.ts';
import type { BoltResult } from '../environment.ts';
import { requireInRange } from '../validation.ts';
import type { BoltWay } from '../world-event.ts';

export const credentialKinds = ['pin', 'fingerprint', 'card'] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** What opens the lock for somebody. */
export interface LockCredential {
  /** 0..999, as the lock numbers its users. */
  userId: number;
  kind: CredentialKind;
  /** 4 to 12 digits for a PIN; for others what identifies them: 1 to 64 characters. */
  secret: string;
  /** Valid from and until, on the clock that the lock is asked with. Default always. */
  validFromMs?: number;
  validUntilMs?: number;
  /** Forgotten after it has opened once. */
  isOneTime?: boolean;
}

/** The bolt that the motor moves: a door of the world. */
export interface Bolt {
  readonly isBolted: boolean;
  turnBolt(extended: boolean, way: BoltWay): BoltResult;
}

export interface LockMechanismOptions {
  /** How long the motor runs, 0..30,000 ms. Default 900. */
  motorMs?: number;
  /** Locks by itself so long after it was opened, 1,000..3,600,000 ms. Default never. */
  autoLockMs?: number;
  /** Wrong tries in a row that make it deaf. 2..20. Default 5. */
  wrongTriesMax?: number;
  /** How long it stays deaf, 1,000..3,600,000 ms. Default 180,000. */
  lockoutMs?: number;
}

export type LockState = 'locked' | 'unlocked' | 'locking' | 'unlocking' | 'jammed';

/** What became of a try with a PIN, finger or card. `lockedOut`: the lock is deaf for a while. */
export type TryResult =
  | { result: 'accepted'; userId: number; finishAtMs: number }
  | { result: 'wrong'; triesLeft: number }
  | { result: 'lockedOut'; untilMs: number };

const credentialsMax = 1000;

/**
 * A motor lock: users with PINs, fingers and cards, a motor that takes time, a bolt that may jam, an alarm when the
 * cover comes off. It has no timer of its own: whoever starts the motor calls `finish` at the time that is named.
 */
export class LockMechanism {
  readonly #bolt: Bolt;
  readonly #options: Required<Omit<LockMechanismOptions, 'autoLockMs'>> & { autoLockMs: number | undefined };
  /** Absent as long as there are none. */
  #credentials: Map<string, LockCredential> | undefined;
  #running: { extends: boolean; way: BoltWay; finishAtMs: number } | undefined;
  #isJammed = false;
  #wrongTries = 0;
  #deafUntilMs = Number.NEGATIVE_INFINITY;
  #autoLockAtMs = Number.POSITIVE_INFINITY;
  #isTampered = false;

  /** @throws ZigfleetError `invalid-value` */
  constructor(options: LockMechanismOptions, bolt: Bolt) {
    this.#bolt = bolt;
    const { motorMs = 900, autoLockMs, wrongTriesMax = 5, lockoutMs = 180_000 } = options;
    if (autoLockMs !== undefined) requireInRange('autoLockMs', autoLockMs, 1000, 3_600_000);
    this.#options = {
      motorMs: requireInRange('motorMs', motorMs, 0, 30_000),
      autoLockMs,
      wrongTriesMax: requireInRange('wrongTriesMax', wrongTriesMax, 2, 20),
      lockoutMs: requireInRange('lockoutMs', lockoutMs, 1000, 3_600_000),
    };
  }

  get state(): LockState {
    if (this.#running) return this.#running.extends ? 'locking' : 'unlocking';
    if (this.#isJammed) return 'jammed';
    return this.#bolt.isBolted ? 'locked' : 'unlocked';
  }

  /** From the next time that it is opened. @param autoLockMs - 1,000..3,600,000; undefined: never */
  setAutoLock(autoLockMs: number | undefined): void {
    if (autoLockMs !== undefined) requireInRange('autoLockMs', autoLockMs, 1000, 3_600_000);
    this.#options.autoLockMs = autoLockMs;
    if (autoLockMs === undefined) this.#autoLockAtMs = Number.POSITIVE_INFINITY;
  }

  /** When it wants to lock by itself; Infinity if it does not. */
  get autoLockAtMs(): number {
    return this.#autoLockAtMs;
  }

  get isTampered(): boolean {
    return this.#isTampered;
  }

  /** Users with at least one credential, in order. */
  get userIds(): readonly number[] {
    const ids = new Set([...(this.#credentials?.values() ?? [])].map(({ userId }) => userId));
    return [...ids].sort((one, other) => one - other);
  }

  /** The cover or the inner part is taken off, or put back. */
  setTampered(tampered: boolean): void {
    this.#isTampered = tampered;
  }

  /**
   * Learns a PIN, finger or card. @throws ZigfleetError `invalid-value`; `conflict` if it is another user's, `queue-full`
   * beyond 1,000
   */
  addCredential(credential: LockCredential): void {
    const { userId, kind, secret } = credential;
    if (!Number.isInteger(requireInRange('userId', userId, 0, 999))) {
      throw new ZigfleetError('invalid-value', `userId must be a whole number, not ${userId}`);
    }
    if (!credentialKinds.includes(kind)) {
      throw new ZigfleetError(
        'invalid-value',
        `A credential is one of ${credentialKinds.join(', ')}, not ${kind}`,
      );
    }
    const shape = kind === 'pin' ? /^\d{4,12}$/ : /^.{1,64}$/;
    if (!shape.test(secret)) {
      const wanted = kind === 'pin' ? '4 to 12 digits' : '1 to 64 characters';
      throw new ZigfleetError('invalid-value', `A ${kind} must have ${wanted}`);
    }
    const key = `${kind}:${secret}`;
    this.#credentials ??= new Map();
    const known = this.#credentials.get(key);
    if (known && known.userId !== userId) {
      throw new ZigfleetError('conflict', `That ${kind} is already that of another user: choose another one`);
    }
    if (!known && this.#credentials.size >= credentialsMax) {
      throw new ZigfleetError('queue-full', `The lock remembers at most ${credentialsMax} credentials`);
    }
    this.#credentials.set(key, { ...credential });
  }

  /** Forgets a user, or only the credentials of one kind. Says how many were forgotten. */
  removeUser(userId: number, kind?: CredentialKind): number {
    let count = 0;
    for (const [key, credential] of this.#credentials ?? []) {
      if (credential.userId !== userId || (kind !== undefined && credential.kind !== kind)) continue;
      this.#credentials?.delete(key);
      count++;
    }
    return count;
  }

  /** Somebody shows a finger or card, or types a PIN, to get in. Starts the motor if it is right. */
  tryCredential(kind: CredentialKind, secret: string, nowMs: number): TryResult {
    if (nowMs < this.#deafUntilMs) return { result: 'lockedOut', untilMs: this.#deafUntilMs };
    const key = `${kind}:${secret}`;
    const credential = this.#credentials?.get(key);
    const from = credential?.validFromMs ?? Number.NEGATIVE_INFINITY;
    const until = credential?.validUntilMs ?? Number.POSITIVE_INFINITY;
    if (!credential || nowMs < from || nowMs >= until) return this.#refuse(nowMs);
    this.#wrongTries = 0;
    if (credential.isOneTime) this.#credentials?.delete(key);
    return { result: 'accepted', userId: credential.userId, finishAtMs: this.run(false, kind, nowMs) };
  }

  /**
   * Starts the motor, also when it runs the other way.
   * @param extend - true locks, false unlocks
   * @returns when to call `finish`
   */
  run(extend: boolean, way: BoltWay, nowMs: number): number {
    const finishAtMs = nowMs + this.#options.motorMs;
    this.#running = { extends: extend, way, finishAtMs };
    this.#autoLockAtMs = Number.POSITIVE_INFINITY;
    return finishAtMs;
  }

  /** The motor has done its time: moves the bolt, or finds it jammed. Too early, or without a run, does nothing. */
  finish(nowMs: number): LockState {
    const run = this.#running;
    if (!run || nowMs < run.finishAtMs) return this.state;
    this.#running = undefined;
    this.#isJammed = this.#bolt.turnBolt(run.extends, run.way) === 'obstructed';
    if (!run.extends && !this.#isJammed) this.#planAutoLock(nowMs);
    return this.state;
  }

  /** Somebody turned the bolt itself, by key or knob: to be called on the door's `boltTurned`. */
  boltTurned(extended: boolean, nowMs: number): void {
    this.#isJammed = false;
    if (extended) this.#autoLockAtMs = Number.POSITIVE_INFINITY;
    else this.#planAutoLock(nowMs);
  }

  #planAutoLock(nowMs: number): void {
    const { autoLockMs } = this.#options;
    this.#autoLockAtMs = autoLockMs === undefined ? Number.POSITIVE_INFINITY : nowMs + autoLockMs;
  }

  #refuse(nowMs: number): TryResult {
    this.#wrongTries++;
    const triesLeft = this.#options.wrongTriesMax - this.#wrongTries;
    if (triesLeft > 0) return { result: 'wrong', triesLeft };
    this.#wrongTries = 0;
    this.#deafUntilMs = nowMs + this.#options.lockoutMs;
    return { result: 'lockedOut', untilMs: this.#deafUntilMs };
  }
}
