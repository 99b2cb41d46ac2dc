import type { LockMechanism } from '../../world/mechanisms/lock-mechanism.ts';

/** A user's code, and whether it opens. */
export interface LockCode {
  pin: string;
  isEnabled: boolean;
}

/** What became of a code that was to be kept. */
export type CodeOutcome = 'kept' | 'duplicate' | 'invalid';

const pinShape = /^\d{4,12}$/;
/** Bounds what a stranger can make the lock remember. */
export const lockUsersMax = 250;

/** The codes of a lock's users, beside the mechanism that they open. */
export class LockUsers {
  readonly #mechanism: LockMechanism;
  readonly #given: () => Iterable<readonly [userId: number, pin: string]>;
  /** Absent as long as nobody asked: they are those that were given. */
  #codes: Map<number, LockCode> | undefined;

  /** @param given - the codes that users have from the start */
  constructor(mechanism: LockMechanism, given: () => Iterable<readonly [userId: number, pin: string]>) {
    this.#mechanism = mechanism;
    this.#given = given;
  }

  code(userId: number): LockCode | undefined {
    return this.#all().get(userId);
  }

  /** @param userId - 0..249 */
  keep(userId: number, code: LockCode): CodeOutcome {
    if (userId < 0 || userId >= lockUsersMax || !pinShape.test(code.pin)) return 'invalid';
    const codes = this.#all();
    for (const [other, { pin }] of codes) {
      if (other !== userId && pin === code.pin) return 'duplicate';
    }
    this.forget(userId);
    this.#add(codes, userId, code);
    return 'kept';
  }

  forget(userId: number): void {
    this.#all().delete(userId);
    this.#mechanism.removeUser(userId, 'pin');
  }

  forgetAll(): void {
    for (const userId of [...this.#all().keys()]) this.forget(userId);
  }

  /** All of them, as a text that `restore` takes; empty if they are those that were given. */
  save(): string {
    return this.#codes === undefined ? '' : JSON.stringify([...this.#codes]);
  }

  /** @param saved - whatever does not fit is ignored */
  restore(saved: string): void {
    let entries: unknown;
    try {
      entries = JSON.parse(saved);
    } catch {
      // Nothing was saved, or the file is not ours: the lock keeps what it has.
      return;
    }
    if (!Array.isArray(entries)) return;
    this.forgetAll();
    for (const entry of entries) {
      if (!Array.isArray(entry)) continue;
      const [userId, code] = entry as [unknown, Partial<LockCode> | undefined];
      if (typeof userId !== 'number' || typeof code?.pin !== 'string') continue;
      this.keep(userId, { pin: code.pin, isEnabled: code.isEnabled === true });
    }
  }

  #all(): Map<number, LockCode> {
    if (this.#codes !== undefined) return this.#codes;
    const codes = new Map<number, LockCode>();
    this.#codes = codes;
    for (const [userId, pin] of this.#given()) this.#add(codes, userId, { pin, isEnabled: true });
    return codes;
  }

  #add(codes: Map<number, LockCode>, userId: number, code: LockCode): void {
    codes.set(userId, code);
    if (code.isEnabled) this.#mechanism.addCredential({ userId, kind: 'pin', secret: code.pin });
  }
}
