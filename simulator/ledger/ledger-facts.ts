import type { TraitValues } from '../../src/devices/trait.ts';
import type { LedgerEntry, LedgerEntryOf } from './ledger-entry.ts';

/** A report that arrived at the coordinator. */
export interface DeliveredReport {
  kind: LedgerEntryOf<'reportDelivered'>['kind'];
  frame: number;
  radioId: string;
  wallMs: number;
  traits: TraitValues;
  open: boolean;
  /** Whether the platform must have it. Not those asked for, duplicates, and what was or may have been lost on the line. */
  required: boolean;
}

/** A command that a device carried out. */
export interface Execution {
  frame: number;
  radioId: string;
  wallMs: number;
  command: string;
  traits: TraitValues;
}

/** What a ledger says about one device, in the order in which it happened. */
export interface DeviceFacts {
  ieeeAddress: string;
  deviceId: string;
  modelId: string;
  reports: DeliveredReport[];
  executed: Execution[];
}

/** What a ledger says, as far as a platform can be held to it. */
export interface LedgerFacts {
  devices: Map<string, DeviceFacts>;
  runs: number;
  entries: number;
  /** Entries that the ledger itself misses. */
  droppedEntries: number;
  /** Entries that are gone, and the ledger does not say so. */
  missingEntries: number;
  /** The machine's time of its first and last entry, Unix milliseconds. */
  firstWallMs: number;
  lastWallMs: number;
}

export interface CollectOptions {
  /** Reports so close to the coming or going of the program behind the line may have been lost on it, milliseconds. */
  lineGraceMs: number;
  /** Asked at the end: entries that somebody has taken out, as their numbers tell. */
  missingEntries?: () => number;
}

interface Line {
  connectedWallMs: number | undefined;
  /** Of the present connection, in order. */
  reports: DeliveredReport[];
}

const successes: ReadonlySet<string> = new Set(['success', 'unknown']);

/** Collects from entries, in their order, what a platform can be held to. */
export async function collectFacts(
  entries: AsyncIterable<LedgerEntry> | Iterable<LedgerEntry>,
  options: CollectOptions,
): Promise<LedgerFacts> {
  const collector = new Collector(options);
  for await (const entry of entries) collector.add(entry);
  collector.facts.missingEntries = options.missingEntries?.() ?? 0;
  return collector.facts;
}

class Collector {
  readonly facts: LedgerFacts = {
    devices: new Map(),
    runs: 0,
    entries: 0,
    droppedEntries: 0,
    missingEntries: 0,
    firstWallMs: 0,
    lastWallMs: 0,
  };
  readonly #lines = new Map<string, Line>();
  readonly #lineGraceMs: number;

  constructor({ lineGraceMs }: CollectOptions) {
    this.#lineGraceMs = lineGraceMs;
  }

  add(entry: LedgerEntry): void {
    const { facts } = this;
    if (facts.entries === 0) facts.firstWallMs = entry.wallMs;
    facts.entries++;
    facts.lastWallMs = Math.max(facts.lastWallMs, entry.wallMs);
    switch (entry.type) {
      case 'runStarted':
        // The simulator went down, in order or not, and took the lines with it.
        for (const line of this.#lines.values()) this.#lineLost(line, facts.lastWallMs, 0);
        facts.runs++;
        break;
      case 'runEnded':
        for (const line of this.#lines.values()) this.#lineLost(line, entry.wallMs, 0);
        break;
      case 'entriesDropped':
        facts.droppedEntries += entry.count;
        break;
      case 'deviceAdded': {
        const device = this.#device(entry.ieeeAddress);
        device.deviceId = entry.deviceId;
        device.modelId = entry.modelId;
        break;
      }
      case 'lineConnected':
        this.#line(entry.radioId).connectedWallMs = entry.wallMs;
        break;
      case 'lineDisconnected':
        this.#lineLost(this.#line(entry.radioId), entry.wallMs, entry.unsentFrames);
        break;
      case 'reportDelivered':
        this.#addReport(entry);
        break;
      case 'commandExecuted':
        this.#addExecution(entry);
        break;
      default:
    }
  }

  #addReport(entry: LedgerEntryOf<'reportDelivered'>): void {
    const { kind, frame, radioId, wallMs, traits, open } = entry;
    const line = this.#line(radioId);
    const sinceConnectedMs = wallMs - (line.connectedWallMs ?? Number.NEGATIVE_INFINITY);
    const mayLack = kind === 'readResponse' || entry.repeat || !entry.heard;
    const required = !mayLack && sinceConnectedMs > this.#lineGraceMs;
    const report: DeliveredReport = { kind, frame, radioId, wallMs, traits, open, required };
    this.#device(entry.ieeeAddress).reports.push(report);
    line.reports.push(report);
  }

  #addExecution(entry: LedgerEntryOf<'commandExecuted'>): void {
    // What the air doubles is nobody's second command.
    if (entry.repeat || !successes.has(entry.status) || Object.keys(entry.traits).length === 0) return;
    const { frame, radioId, wallMs, traits } = entry;
    const command = `${entry.cluster}.${entry.command}`;
    this.#device(entry.ieeeAddress).executed.push({ frame, radioId, wallMs, command, traits });
  }

  /** What had not left, and what had left but may not have been read, need not have got anywhere. */
  #lineLost(line: Line, wallMs: number, unsentFrames: number): void {
    const { reports } = line;
    for (let index = reports.length - 1; index >= 0; index--) {
      const report = reports[index];
      if (!report) break;
      const unsent = reports.length - index <= unsentFrames;
      if (!unsent && report.wallMs < wallMs - this.#lineGraceMs) break;
      report.required = false;
    }
    line.reports = [];
    line.connectedWallMs = undefined;
  }

  #line(radioId: string): Line {
    let line = this.#lines.get(radioId);
    if (!line) {
      line = { connectedWallMs: undefined, reports: [] };
      this.#lines.set(radioId, line);
    }
    return line;
  }

  #device(ieeeAddress: string): DeviceFacts {
    let device = this.facts.devices.get(ieeeAddress);
    if (!device) {
      device = { ieeeAddress, deviceId: '', modelId: '', reports: [], executed: [] };
      this.facts.devices.set(ieeeAddress, device);
    }
    return device;
  }
}
