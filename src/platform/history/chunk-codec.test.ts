import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWriter } from '../store/byte-writer.ts';
import { appendReport, type ChunkReport, decodeChunk } from './chunk-codec.ts';
import { ChunkState } from './chunk-state.ts';
import { dayMs } from './history-point.ts';

function encode(reports: ChunkReport[], state = new ChunkState()): Buffer {
  const writer = new ByteWriter();
  for (const report of reports) appendReport(writer, state, report);
  return writer.toBuffer();
}

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -40_000, max: 40_000 }).map((each) => each / 100),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('ON', 'OFF', 'heat', ''),
  fc.string({ unit: 'binary', maxLength: 20 }).map((each) => each.toWellFormed()),
);
const reports = fc
  .array(
    fc.record({
      timeMs: fc.nat(dayMs - 1),
      values: fc.dictionary(fc.constantFrom('state', 'temperature', 'power', 'x'), value, { maxKeys: 3 }),
    }),
    { maxLength: 60 },
  )
  .map((all) =>
    all
      .map(({ timeMs, values }) => ({ timeMs, values: new Map(Object.entries(values)) }))
      .sort((a, b) => a.timeMs - b.timeMs),
  );

describe('a chunk of history', () => {
  it('gives back exactly what was written', () => {
    fc.assert(
      fc.property(reports, (all) => {
        expect(decodeChunk(encode(all)).reports).toEqual(all);
      }),
    );
  });

  it('goes on after any report from the state that decoding gives', () => {
    fc.assert(
      fc.property(reports, fc.nat(), (all, at) => {
        const cut = at % (all.length + 1);
        const first = encode(all.slice(0, cut));
        const rest = encode(all.slice(cut), decodeChunk(first).state);
        expect(decodeChunk(Buffer.concat([first, rest])).reports).toEqual(all);
      }),
    );
  });

  it('takes five bytes for a temperature every ten minutes', () => {
    const day = Array.from({ length: 144 }, (_, index) => ({
      timeMs: index * 600_000,
      values: new Map([['temperature', Math.round(2_000 + 100 * Math.sin(index / 20)) / 100]]),
    }));
    // 3 for the time, 1 for the count, 1 for the trait, 1 for the difference; 12 for the name of the trait.
    expect(encode(day).length).toBeLessThanOrEqual(144 * 6 + 20);
  });

  it('is refused when it is cut or nonsense, without an end in sight or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          decodeChunk(Buffer.from(bytes));
        } catch (error) {
          expect(error).toMatchObject({ code: 'decode-failed' });
        }
      }),
    );
  });
});
