import { ByteWriter } from '../store/byte-writer.ts';
import { appendReport, type ChunkReport, decodeChunk } from './chunk-codec.ts';
import { ChunkState } from './chunk-state.ts';
import { traitsPerDeviceMax } from './history-limits.ts';
import type { HistoryValue } from './history-point.ts';

/** What becomes of a chunk when reports are added, and how many points were not. */
export interface ChunkChange {
  write: { mode: 'append' | 'replace'; bytes: Buffer } | undefined;
  dropped: number;
}

/** The end of what a device reported on a day: enough to append to it. */
export class DayChunk {
  #state: ChunkState;
  #length: number;
  #isFull = false;

  private constructor(state: ChunkState, length: number) {
    this.#state = state;
    this.#length = length;
  }

  /** @param bytes - what is stored; undefined if nothing is. @throws ZigfleetError `decode-failed` */
  static of(bytes: Buffer | undefined): DayChunk {
    return new DayChunk(
      bytes === undefined ? new ChunkState() : decodeChunk(bytes).state,
      bytes?.length ?? 0,
    );
  }

  /** Whether all reports come after what is there. Otherwise the stored bytes are needed to add them. */
  isBefore(reports: readonly ChunkReport[]): boolean {
    return this.#length === 0 || reports.every(({ timeMs }) => timeMs > this.#state.timeMs);
  }

  /**
   * Adds reports in any order. What is there already is not added again; what does not fit is dropped.
   * @param stored - what is stored; needed unless `isBefore`
   */
  add(reports: readonly ChunkReport[], bytesMax: number, stored?: Buffer): ChunkChange {
    if (this.isBefore(reports)) return this.#append(arrange(reports), bytesMax);
    const before = stored === undefined ? [] : decodeChunk(stored).reports;
    const merged = arrange([...before, ...reports]);
    const count = countOf(merged) - countOf(before);
    if (count === 0) return { write: undefined, dropped: 0 };
    const rebuilt = new DayChunk(new ChunkState(), 0);
    const { write, dropped } = rebuilt.#append(merged, bytesMax);
    if (!write || dropped > 0) return { write: undefined, dropped: count };
    this.#state = rebuilt.#state;
    this.#length = rebuilt.#length;
    return { write: { mode: 'replace', bytes: write.bytes }, dropped: 0 };
  }

  #append(reports: readonly ChunkReport[], bytesMax: number): ChunkChange {
    const writer = new ByteWriter();
    let dropped = 0;
    for (const { timeMs, values } of reports) {
      const known = this.#withoutSurplus(values);
      dropped += values.size - known.size;
      if (known.size === 0) continue;
      const before = writer.length;
      if (!this.#isFull) appendReport(writer, this.#state, { timeMs, values: known });
      // The state is ahead of the bytes from here on; a full chunk never uses it again.
      if (this.#length + writer.length > bytesMax) this.#isFull = true;
      if (!this.#isFull) continue;
      writer.truncate(before);
      dropped += known.size;
    }
    this.#length += writer.length;
    return {
      write: writer.length === 0 ? undefined : { mode: 'append', bytes: writer.toBuffer() },
      dropped,
    };
  }

  /** Values without those of traits that would be too many. */
  #withoutSurplus(values: Map<string, HistoryValue>): Map<string, HistoryValue> {
    let room = traitsPerDeviceMax - this.#state.traitCount;
    if (room >= values.size) return values;
    return new Map([...values].filter(([name]) => this.#state.tailOf(name) !== undefined || room-- > 0));
  }
}

function countOf(reports: readonly ChunkReport[]): number {
  return reports.reduce((count, { values }) => count + values.size, 0);
}

/** In the order of time, each point once. Several values of a trait at one time stay in the order in which they came. */
export function arrange(reports: readonly ChunkReport[]): ChunkReport[] {
  const byTime = Map.groupBy(
    [...reports].sort((a, b) => a.timeMs - b.timeMs),
    ({ timeMs }) => timeMs,
  );
  return [...byTime].flatMap(([timeMs, group]) => {
    const layers: Map<string, HistoryValue>[] = [];
    for (const { values } of group) {
      for (const [name, value] of values) {
        if (layers.some((layer) => layer.has(name) && Object.is(layer.get(name), value))) continue;
        let layer = layers.find((each) => !each.has(name));
        if (!layer) {
          layer = new Map();
          layers.push(layer);
        }
        layer.set(name, value);
      }
    }
    return layers.map((values) => ({ timeMs, values }));
  });
}
