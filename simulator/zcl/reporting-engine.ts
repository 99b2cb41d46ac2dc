import type { Clock, Timer } from '../../src/common/clock.ts';
import type { AttributeValues } from './attribute-values.ts';
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

/** The server whose attributes are reported. */
export interface ReportingServer {
  readonly clock: Clock;
  readonly values: AttributeValues;
  /** Sends these attributes' values now. All that is due comes in one call. */
  reportSlots(slots: readonly AttributeSlot[]): void;
}

const noEntries: readonly Entry[] = [];

/** Decides when a device's attributes are reported (ZCL revision 8, 2.5.11.2). One timer serves all of them. */
export class ReportingEngine {
  readonly #server: ReportingServer;
  // Lists that grow by one keep room for sixteen; copies do not, and houses are large.
  #entries = noEntries;
  #timer: Timer | undefined;
  #timerDueMs: number | undefined;
  #running = false;

  constructor(server: ReportingServer) {
    this.#server = server;
  }

  /** Begins, or begins anew with every interval starting now (the device joined, or has power again). */
  start(): void {
    this.#running = true;
    const nowMs = this.#nowMs();
    for (const entry of this.#entries) {
      entry.lastMs = nowMs;
      entry.lastValue = this.#server.values.get(entry.slot);
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
    return this.#entry(slot)?.rule;
  }

  /** Whether a rule was set over the air. */
  isConfigured(slot: AttributeSlot): boolean {
    return this.#entry(slot)?.configured ?? false;
  }

  /** Those set over the air. */
  *configured(): Iterable<{ slot: AttributeSlot; rule: ReportingRule }> {
    for (const entry of this.#entries) if (entry.configured) yield entry;
  }

  /** Sets the rule; its intervals start now. */
  set(slot: AttributeSlot, rule: ReportingRule, configured: boolean): void {
    const entry: Entry = {
      slot,
      rule: sharedRule(rule),
      configured,
      lastValue: this.#server.values.get(slot),
      lastMs: this.#nowMs(),
      changed: false,
    };
    this.#entries = this.#entries.filter((other) => other.slot !== slot).concat(entry);
    this.#schedule();
  }

  /** No reports of this slot any more. */
  remove(slot: AttributeSlot): void {
    this.#entries = this.#entries.filter((entry) => entry.slot !== slot);
    this.#schedule();
  }

  /** A slot has another value; `flush` then sends what is due. */
  noteChange(slot: AttributeSlot, value: ZclValue): void {
    const entry = this.#entry(slot);
    if (entry !== undefined) {
      entry.changed = isReportable(slot.attribute.type, entry.lastValue, value, entry.rule.change);
    }
  }

  /** Reports what is due, in one go, and sets the timer for what comes next. */
  flush(): void {
    if (!this.#running || this.#entries.length === 0) return;
    const nowMs = this.#nowMs();
    const due: AttributeSlot[] = [];
    for (const entry of this.#entries) {
      if (dueMs(entry) > nowMs + timerSlackMs) continue;
      entry.lastValue = this.#server.values.get(entry.slot);
      entry.lastMs = nowMs;
      entry.changed = false;
      due.push(entry.slot);
    }
    if (due.length > 0) this.#server.reportSlots(due);
    this.#schedule();
  }

  /** For the clock. */
  run(): void {
    this.#timer = undefined;
    this.flush();
  }

  /** Whole milliseconds: small integers need no memory of their own. */
  #nowMs(): number {
    return Math.floor(this.#server.clock.monotonic());
  }

  #entry(slot: AttributeSlot): Entry | undefined {
    return this.#entries.find((entry) => entry.slot === slot);
  }

  #schedule(): void {
    if (!this.#running) return;
    const earliestMs = this.#entries.reduce(
      (ms, entry) => Math.min(ms, dueMs(entry)),
      Number.POSITIVE_INFINITY,
    );
    const nextMs = earliestMs === Number.POSITIVE_INFINITY ? undefined : earliestMs;
    if (this.#timer !== undefined && this.#timerDueMs === nextMs) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#timerDueMs = nextMs;
    if (nextMs === undefined) return;
    const delayMs = Math.max(0, nextMs - this.#server.clock.monotonic());
    this.#timer = this.#server.clock.setTimer(delayMs, this);
  }
}

const rules = new Map<string, ReportingRule>();
/** Strangers can configure anything: what comes beyond is not shared. */
const sharedRulesMax = 1000;

/** Hubs configure all devices of a model alike: the same rule is in memory once. */
function sharedRule(rule: ReportingRule): ReportingRule {
  const { minimumS, maximumS, change } = rule;
  const key = `${minimumS}/${maximumS}/${typeof change}/${change}`;
  const known = rules.get(key);
  if (known !== undefined) return known;
  if (rules.size < sharedRulesMax) rules.set(key, rule);
  return rule;
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
