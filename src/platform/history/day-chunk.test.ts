import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChunkReport, decodeChunk } from './chunk-codec.ts';
import { DayChunk } from './day-chunk.ts';

/** A chunk as a store keeps it. */
class StoredChunk {
  bytes: Buffer | undefined;
  dropped = 0;
  readonly bytesMax: number;
  #chunk = DayChunk.of(undefined);

  constructor(bytesMax = 100_000) {
    this.bytesMax = bytesMax;
  }

  add(reports: ChunkReport[]): void {
    const { write, dropped } = this.#chunk.add(reports, this.bytesMax, this.bytes);
    this.dropped += dropped;
    if (write?.mode === 'replace') this.bytes = write.bytes;
    else if (write) this.bytes = Buffer.concat([this.bytes ?? Buffer.alloc(0), write.bytes]);
  }

  points(): string[] {
    const { reports } = decodeChunk(this.bytes ?? Buffer.alloc(0));
    return reports.flatMap(({ timeMs, values }) =>
      [...values].map(([name, value]) => `${timeMs} ${name} ${value}`),
    );
  }
}

function report(timeMs: number, values: Record<string, number | string>): ChunkReport {
  return { timeMs, values: new Map(Object.entries(values)) };
}

describe('the chunk of a day', () => {
  it('has each point once and in order, however the reports come', () => {
    const batch = fc.array(
      fc.record({
        timeMs: fc.nat(20),
        values: fc.dictionary(fc.constantFrom('a', 'b'), fc.nat(3), { minKeys: 1 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 8 }), (batches) => {
        const stored = new StoredChunk();
        const expected = new Set<string>();
        for (const reports of batches) {
          stored.add(reports.map(({ timeMs, values }) => report(timeMs, values)));
          for (const { timeMs, values } of reports) {
            for (const [name, value] of Object.entries(values)) expected.add(`${timeMs} ${name} ${value}`);
          }
        }
        const points = stored.points();
        expect([...points].sort()).toEqual([...expected].sort());
        const times = points.map((point) => Number(point.split(' ')[0]));
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });

  it('keeps two values of one time in the order in which they came', () => {
    const stored = new StoredChunk();
    stored.add([report(5, { action: 'press' })]);
    stored.add([report(5, { action: 'release' }), report(5, { action: 'press' })]);
    expect(stored.points()).toEqual(['5 action press', '5 action release']);
  });

  it('drops and counts what does not fit, and stays readable', () => {
    const stored = new StoredChunk(60);
    for (let index = 0; index < 20; index++) stored.add([report(index * 1000, { power: index ** 2 })]);
    const kept = stored.points();
    expect(stored.bytes?.length).toBeLessThanOrEqual(60);
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.length + stored.dropped).toBe(20);
    stored.add([report(1, { power: 1 })]);
    expect(stored.points()).toEqual(kept);
    expect(stored.dropped).toBe(21 - kept.length);
  });

  it('has no more than 128 traits', () => {
    const stored = new StoredChunk();
    stored.add([
      report(1, Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`t${index}`, index]))),
    ]);
    stored.add([report(2, { t1: 5, more: 6 })]);
    expect(stored.points()).toHaveLength(129);
    expect(stored.dropped).toBe(3);
  });
});
