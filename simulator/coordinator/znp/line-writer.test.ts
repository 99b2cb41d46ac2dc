import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/common/manual-clock.ts';
import { LineWriter } from './line-writer.ts';

function makeWriter(baud: number | undefined, backlogBytesMax = 1000) {
  const clock = new ManualClock();
  const written: { atMs: number; bytes: number }[] = [];
  const sink = {
    backlogBytes: 0,
    write: (bytes: Buffer) => {
      written.push({ atMs: clock.monotonic(), bytes: bytes.length });
    },
  };
  const writer = new LineWriter({ clock, sink, baud, backlogBytesMax });
  const say = (bytes: number) => {
    const offset = writer.reserve();
    writer.block.fill(0xaa, offset, offset + bytes);
    writer.commit(offset + bytes);
  };
  return { clock, sink, written, writer, say };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('LineWriter', () => {
  it('sends all frames of one turn in one piece', async () => {
    const { written, say } = makeWriter(undefined);
    for (let index = 0; index < 10; index++) say(20);
    await nextTurn();
    expect(written).toEqual([{ atMs: 0, bytes: 200 }]);
  });

  it('loses nothing where its blocks end', async () => {
    const { written, writer, say } = makeWriter(undefined, 1_000_000);
    for (let index = 0; index < 2000; index++) say(255);
    await nextTurn();
    expect(written.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(2000 * 255);
    expect(writer.backlogBytes).toBe(0);
  });

  it('sends a frame when its last bit has left the line', () => {
    const { clock, written, say } = makeWriter(9600);
    say(12);
    say(24);
    clock.advance(12);
    expect(written).toEqual([]);
    clock.advance(100);
    expect(written).toEqual([
      { atMs: 12.5, bytes: 12 },
      { atMs: 37.5, bytes: 24 },
    ]);
  });

  it('lets the line rest between frames that come later', () => {
    const { clock, written, say } = makeWriter(9600);
    say(12);
    clock.advance(1000);
    say(12);
    clock.advance(1000);
    expect(written.map(({ atMs }) => atMs)).toEqual([12.5, 1012.5]);
  });

  it('is full when too much waits, here or in the system', () => {
    const { sink, writer, say } = makeWriter(9600, 100);
    expect(writer.isFull).toBe(false);
    say(60);
    sink.backlogBytes = 60;
    expect(writer.isFull).toBe(true);
  });

  it('says nothing after it is closed', async () => {
    const { clock, written, writer, say } = makeWriter(9600);
    say(12);
    writer.close();
    say(12);
    clock.advance(1000);
    await nextTurn();
    expect(written).toEqual([]);
    expect(clock.pendingCount).toBe(0);
  });
});
