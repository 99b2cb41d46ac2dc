import type { Clock, Timer } from '../../src/common/clock.ts';
import type { ZclValue } from './data-types.ts';
import { isAnalog } from './data-types.ts';
import type { AttributeSlot, ReportingRule } from './layout.ts';
import { sameValue } from './value-codec.ts';

interface Entry {
  slot: AttributeSlot;
  rule: ReportingRule;
  /** Set over the air, as against the model's own default. */
  configured: boolean;
  lastValue: ZclValue;
  /** When it was last reported, or when the rule began, in the clock's monotonic milliseconds. */
  lastMs: number;
  /** It has changed enough since. */
  changed: boolean;
}

/** A timer may fire this much early by rounding, milliseconds. */
const timerSlackMs = 1;

export interface ReportingEngineOptions {
  clock: Clock;
  read: (slot: AttributeSlot) => ZclValue;
  /** Sends these attributes' values now. All that is due comes in one call. */
  report: (slots: readonly AttributeSlot[]) => void;
}

/** Decides when a device's attributes are reported (ZCL revision 8, 2.5.11.2). One timer serves all of them. */
export class ReportingEngine {
  readonly #options: ReportingEngineOptions;
  /** Made with the first rule: many devices have none. */
  #entries: Map<AttributeSlot, Entry> | undefined;
  #timer: Timer | undefined;
  #timerDueMs = Number.POSITIVE_INFINITY;
  #running = false;

  constructor(options: ReportingEngineOptions) {
    this.#options = options;
  }

  /** Begins, or begins anew with every interval starting now (the device joined, or has power again). */
  start(): void {
    this.#running = true;
    const nowMs = this.#options.clock.monotonic();
    for (const entry of this.#all()) {
      entry.lastMs = nowMs;
      entry.lastValue = this.#options.read(entry.slot);
      entry.changed = false;
    }
    this.#schedule();
  }

  stop(): void {
    this.#running = false;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** The rule that holds for a slot. */
  rule(slot: AttributeSlot): ReportingRule | undefined {
    return this.#entries?.get(slot)?.rule;
  }

  /** Whether a rule was set over the air. */
  isConfigured(slot: AttributeSlot): boolean {
    return this.#entries?.get(slot)?.configured ?? false;
  }

  /** Those set over the air. */
  *configured(): Iterable<{ slot: AttributeSlot; rule: ReportingRule }> {
    for (const entry of this.#all()) if (entry.configured) yield entry;
  }

  /** Sets the rule; its intervals start now. */
  set(slot: AttributeSlot, rule: ReportingRule, configured: boolean): void {
    this.#entries ??= new Map();
    this.#entries.set(slot, {
      slot,
      rule,
      configured,
      lastValue: this.#options.read(slot),
      lastMs: this.#options.clock.monotonic(),
      changed: false,
    });
    this.#schedule();
  }

  /** No reports of this slot any more. */
  remove(slot: AttributeSlot): void {
    this.#entries?.delete(slot);
    this.#schedule();
  }

  /** A slot has another value; `flush` then sends what is due. */
  noteChange(slot: AttributeSlot, value: ZclValue): void {
    const entry = this.#entries?.get(slot);
    if (entry !== undefined) {
      entry.changed = isReportable(slot.attribute.type, entry.lastValue, value, entry.rule.change);
    }
  }

  /** Reports what is due, in one go, and sets the timer for what comes next. */
  flush(): void {
    if (!this.#running || this.#entries === undefined) return;
    const nowMs = this.#options.clock.monotonic();
    const due: AttributeSlot[] = [];
    for (const entry of this.#all()) {
      if (dueMs(entry) > nowMs + timerSlackMs) continue;
      entry.lastValue = this.#options.read(entry.slot);
      entry.lastMs = nowMs;
      entry.changed = false;
      due.push(entry.slot);
    }
    if (due.length > 0) this.#options.report(due);
    this.#schedule();
  }

  #all(): Iterable<Entry> {
    return this.#entries?.values() ?? [];
  }

  #schedule(): void {
    if (!this.#running) return;
    let nextMs = Number.POSITIVE_INFINITY;
    for (const entry of this.#all()) nextMs = Math.min(nextMs, dueMs(entry));
    if (this.#timer !== undefined && this.#timerDueMs === nextMs) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#timerDueMs = nextMs;
    if (nextMs === Number.POSITIVE_INFINITY) return;
    const delayMs = Math.max(0, nextMs - this.#options.clock.monotonic());
    this.#timer = this.#options.clock.setTimer(delayMs, () => {
      this.#timer = undefined;
      this.flush();
    });
  }
}

function dueMs(entry: Entry): number {
  const { minimumS, maximumS } = entry.rule;
  if (entry.changed) return entry.lastMs + minimumS * 1000;
  return maximumS === 0 ? Number.POSITIVE_INFINITY : entry.lastMs + maximumS * 1000;
}

/** Whether a value has moved far enough from the one reported last (ZCL 2.5.11.2.2, 2.5.11.2.3). */
function isReportable(type: number, last: ZclValue, value: ZclValue, change: ZclValue): boolean {
  if (sameValue(last, value)) return false;
  if (!isAnalog(type) || last === null || value === null || change === null) return true;
  const distance = Math.abs(Number(value) - Number(last));
  return Number.isNaN(distance) || distance >= Math.abs(Number(change));
}
