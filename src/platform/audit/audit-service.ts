import type { Clock, Timer } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { Audit, AuditEntry, AuditPage, AuditQuery, AuditRequest, AuditScope } from '../domain/audit.ts';
import type { AuditStore } from '../store/audit-store.ts';
import { BoundedMap } from '../store/bounded-map.ts';

/** How many stored entries are looked at for one page: what a filter that finds nothing may cost. */
const scanMax = 5_000;
const scanStep = 250;
/** An entry's place tells when its operation ended; it began at most that much earlier. */
const durationMaxMs = 60 * 60_000;
const retryMs = 1_000;
/** Entries that wait for the store to come back. Those beyond are still in the store as begun. */
const unwrittenMax = 10_000;
/** Refusals for too many attempts are noted once in this time for each who tries. */
const floodMs = 60_000;

/** The audits as the API wants them. */
export class AuditService implements Audit {
  readonly #store: AuditStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #keptMs: number;
  readonly #ending = new Set<Promise<void>>();
  readonly #unwritten: AuditEntry[] = [];
  readonly #floods = new BoundedMap<string, number>(10_000);
  #timer: Timer | undefined;
  #stopped = false;

  constructor(store: AuditStore, options: { keptMs: number; clock: Clock; logger: Logger }) {
    this.#store = store;
    this.#keptMs = options.keptMs;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  begin(request: AuditRequest): Promise<void> {
    return this.#store.begin(request);
  }

  end(entry: AuditEntry): Promise<void> {
    const ending = this.#end(entry);
    const settled = ending.catch(() => undefined).finally(() => this.#ending.delete(settled));
    this.#ending.add(settled);
    return ending;
  }

  async #end(entry: AuditEntry): Promise<void> {
    try {
      await (this.#isFlood(entry) ? this.#store.forget(entry.requestId) : this.#store.end(entry));
    } catch (error) {
      this.#writeLater(entry);
      throw error;
    }
  }

  async list(
    scope: AuditScope,
    query: AuditQuery,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<AuditPage> {
    const oldestMs = Math.max(query.fromMs ?? 0, this.#clock.now() - this.#keptMs);
    const newest =
      query.toMs === undefined ? '+' : `${Math.max(0, Math.floor(query.toMs)) + durationMaxMs}-0`;
    let from = cursor === undefined ? newest : `(${cursor}`;
    const entries: AuditEntry[] = [];
    for (let scanned = 0; scanned < scanMax; scanned += scanStep) {
      const read = await this.#store.read(scope, from, oldestMs, scanStep);
      for (const { place, entry } of read) {
        from = `(${place}`;
        if (matches(entry, query)) entries.push(entry);
        if (entries.length === limit) return { entries, nextCursor: place };
      }
      if (read.length < scanStep) return { entries, nextCursor: null };
    }
    return { entries, nextCursor: from.slice(1) };
  }

  /** Tries once more, then no longer. What is not written is in the store as begun, and whoever buries the node finds it. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    await Promise.all(this.#ending);
    await this.#writeAgain();
    this.#stopped = true;
    this.#timer?.cancel();
    const { length: unwrittenCount } = this.#unwritten;
    if (unwrittenCount > 0) this.#logger.warn({ unwrittenCount }, 'audit entries end as unknown');
  }

  /** Whether an entry says no more than one before: that there are still too many attempts. */
  #isFlood({ code, operation, accountId, address, details }: AuditEntry): boolean {
    if (code !== 'rate-limited') return false;
    const who = JSON.stringify([operation, accountId, accountId === null ? [address, details] : null]);
    const nowMs = this.#clock.monotonic();
    const untilMs = this.#floods.get(who) ?? 0;
    if (nowMs < untilMs) return true;
    this.#floods.set(who, nowMs + floodMs);
    return false;
  }

  #writeLater(entry: AuditEntry): void {
    if (this.#unwritten.length < unwrittenMax) this.#unwritten.push(entry);
    if (this.#timer || this.#stopped) return;
    this.#timer = this.#clock.setTimer(retryMs, () => {
      this.#timer = undefined;
      void this.#writeAgain();
    });
  }

  async #writeAgain(): Promise<void> {
    for (let entry = this.#unwritten.shift(); entry; entry = this.#unwritten.shift()) {
      try {
        await this.#store.end(entry);
      } catch (error) {
        this.#logger.debug({ err: error, requestId: entry.requestId }, 'an audit entry waits for the store');
        this.#writeLater(entry);
        return;
      }
    }
  }
}

function matches(entry: AuditEntry, { actor, operation, target, result, fromMs, toMs }: AuditQuery): boolean {
  if (actor !== undefined && actor !== entry.accountId && actor !== entry.credentialId) return false;
  if (operation !== undefined && operation !== entry.operation) return false;
  if (target !== undefined && target !== entry.homeId && !Object.values(entry.targets).includes(target))
    return false;
  if (result !== undefined && result !== entry.result) return false;
  return (fromMs === undefined || entry.timeMs >= fromMs) && (toMs === undefined || entry.timeMs < toMs);
}
