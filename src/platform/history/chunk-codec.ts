import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { ByteReader } from '../store/byte-reader.ts';
import type { ByteWriter } from '../store/byte-writer.ts';
import { ChunkState, type TraitTail } from './chunk-state.ts';
import type { HistoryValue } from './history-point.ts';

/**
 * A chunk is what one device reported on one UTC day, in the order of time. For each report: milliseconds since the
 * report before (since midnight for the first), count of values, and for each value: number of the trait × 8 + kind, the
 * name if the trait is new, then what the kind says. Numbers are decimals, written as the difference to the trait's last
 * one; texts are numbered as they come. All numbers are LEB128, so a chunk is appended to without being read.
 */
const kinds = {
  /** Difference of the mantissa. */
  number: 0,
  /** Count of decimals, mantissa. */
  rescaled: 1,
  /** 8 bytes: IEEE 754, for what is no short decimal. */
  double: 2,
  false: 3,
  true: 4,
  null: 5,
  /** Number of the text; one that is new is followed by it. */
  text: 6,
  /** The trait's last value again. */
  same: 7,
} as const;

const decimalsMax = 6;
const mantissaMax = 2 ** 48;

/** What a chunk says, in the order of time. */
export interface ChunkReport {
  /** Milliseconds since the day's start. */
  timeMs: number;
  values: Map<string, HistoryValue>;
}

/** Appends a report to a chunk of which `state` is the end, and moves the state on. `timeMs` must not be before it. */
export function appendReport(writer: ByteWriter, state: ChunkState, report: ChunkReport): void {
  writer.unsigned(report.timeMs - state.timeMs);
  writer.unsigned(report.values.size);
  state.timeMs = report.timeMs;
  for (const [name, value] of report.values) {
    const known = state.tailOf(name);
    const tail = known ?? state.addTrait(name);
    tail.timeMs = report.timeMs;
    appendValue(writer, state, tail, value, known ? undefined : name);
    tail.value = value;
  }
}

function appendValue(
  writer: ByteWriter,
  state: ChunkState,
  tail: TraitTail,
  value: HistoryValue,
  newName: string | undefined,
): void {
  const begin = (kind: number) => {
    writer.unsigned(tail.index * 8 + kind);
    if (newName !== undefined) writer.text(newName);
  };
  if (Object.is(value, tail.value)) begin(kinds.same);
  else if (value === null) begin(kinds.null);
  else if (typeof value === 'boolean') begin(value ? kinds.true : kinds.false);
  else if (typeof value === 'string') {
    begin(kinds.text);
    const index = state.textIndexOf(value);
    writer.unsigned(index ?? state.textCount);
    if (index === undefined) {
      writer.text(value);
      state.addText(value);
    }
  } else appendNumber(writer, tail, value, begin);
}

function appendNumber(
  writer: ByteWriter,
  tail: TraitTail,
  value: number,
  begin: (kind: number) => void,
): void {
  const mantissa = mantissaOf(value, tail.decimals);
  if (mantissa !== undefined) {
    begin(kinds.number);
    writer.signed(mantissa - tail.mantissa);
    tail.mantissa = mantissa;
    return;
  }
  for (let decimals = 0; decimals <= decimalsMax; decimals++) {
    const rescaled = mantissaOf(value, decimals);
    if (rescaled === undefined) continue;
    begin(kinds.rescaled);
    writer.byte(decimals);
    writer.signed(rescaled);
    tail.decimals = decimals;
    tail.mantissa = rescaled;
    return;
  }
  begin(kinds.double);
  writer.double(value);
}

/** The whole number that stands for a value with so many decimals; undefined if none gives back exactly the value. */
function mantissaOf(value: number, decimals: number): number | undefined {
  const scale = 10 ** decimals;
  // Adding 0 turns -0, which no mantissa can tell from 0, into 0.
  const mantissa = Math.round(value * scale) + 0;
  const isExact = Object.is(mantissa / scale, value) && Math.abs(mantissa) <= mantissaMax;
  return isExact ? mantissa : undefined;
}

/** Everything in a chunk, and the state from which it is continued. @throws ZigfleetError `decode-failed` */
export function decodeChunk(bytes: Buffer): { reports: ChunkReport[]; state: ChunkState } {
  const reader = new ByteReader(bytes);
  const state = new ChunkState();
  const reports: ChunkReport[] = [];
  while (!reader.atEnd) {
    state.timeMs += reader.unsigned();
    const values = new Map<string, HistoryValue>();
    for (let count = reader.unsigned(); count > 0; count--) {
      const { name, value } = readValue(reader, state);
      values.set(name, value);
    }
    reports.push({ timeMs: state.timeMs, values });
  }
  return { reports, state };
}

function readValue(reader: ByteReader, state: ChunkState): { name: string; value: HistoryValue } {
  const head = reader.unsigned();
  const index = Math.floor(head / 8);
  if (index === state.traitCount) state.addTrait(reader.text());
  const found = state.tailAt(index);
  if (!found) throw new ZigfleetError('decode-failed', 'a chunk of history names no trait of it');
  const { name, tail } = found;
  const value = readPlain(reader, state, tail, head % 8);
  tail.timeMs = state.timeMs;
  tail.value = value;
  return { name, value };
}

function readPlain(reader: ByteReader, state: ChunkState, tail: TraitTail, kind: number): HistoryValue {
  switch (kind) {
    case kinds.number:
      tail.mantissa += reader.signed();
      return tail.mantissa / 10 ** tail.decimals;
    case kinds.rescaled:
      tail.decimals = reader.byte();
      tail.mantissa = reader.signed();
      return tail.mantissa / 10 ** tail.decimals;
    case kinds.double:
      return reader.double();
    case kinds.false:
      return false;
    case kinds.true:
      return true;
    case kinds.null:
      return null;
    case kinds.text: {
      const index = reader.unsigned();
      if (index === state.textCount) {
        const text = reader.text();
        state.addText(text);
        return text;
      }
      return required(state.textAt(index));
    }
    default:
      return required(tail.value);
  }
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new ZigfleetError('decode-failed', 'a chunk of history refers to nothing');
  return value;
}
