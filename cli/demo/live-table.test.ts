import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveTable } from './live-table.ts';

/** A terminal that remembers what was written to it. */
function fakeTerminal(columns: number, rows: number) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const output = Object.assign(stream, { columns, rows }) as unknown as NodeJS.WriteStream;
  return {
    output,
    last: () =>
      stripVTControlCharacters(written.at(-1) ?? '')
        .trimEnd()
        .split('\n'),
    written,
  };
}

describe('LiveTable', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function draw(columns: number, rows: number, devices: number) {
    const terminal = fakeTerminal(columns, rows);
    const table = new LiveTable(terminal.output, Date.now);
    for (let index = 0; index < devices; index++) {
      table.upsert(`d${index}`, { name: `Device ${index}`, model: 'lumi.weather', hub: 'Upstairs' });
      table.setValue(`d${index}`, 'temperature', '21.5');
      table.setValue(`d${index}`, 'humidity', '48');
      table.setValue(`d${index}`, 'pressure', '1013');
    }
    table.start();
    vi.advanceTimersByTime(450);
    table.stop();
    return terminal;
  }

  it('shows every device with its values', () => {
    const lines = draw(120, 40, 2).last();
    expect(lines).toHaveLength(4);
    expect(lines[3]).toBe('Device 1  lumi.weather  Upstairs  temperature=21.5 humidity=48 pressure=1013');
  });

  it.each([40, 50, 60, 75])('never wraps a line of a terminal of %i columns', (columns) => {
    for (const line of draw(columns, 40, 3).last()) expect(line.length).toBeLessThanOrEqual(columns);
  });

  it('never draws more than the screen holds, and says what it leaves out', () => {
    const lines = draw(120, 10, 30).last();
    expect(lines.length).toBeLessThan(10);
    expect(lines.at(-1)).toBe('… and 24 more: a taller window shows them');
  });

  it('keeps notes above the table', () => {
    const terminal = fakeTerminal(80, 20);
    const table = new LiveTable(terminal.output, Date.now);
    table.note('before');
    table.start();
    vi.advanceTimersByTime(250);
    table.note('meanwhile');
    vi.advanceTimersByTime(200);
    table.stop();
    const rows = 2;
    expect(terminal.written.map((text) => text.startsWith(`\u001b[${rows}A`))).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('draws over what it drew before', () => {
    expect(draw(120, 40, 2).written[1]?.startsWith('\u001b[4A\u001b[J')).toBe(true);
  });
});
