import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../common/logger.ts';
import { ManualClock } from '../../common/manual-clock.ts';
import { DeviceStates } from './device-state.ts';

let path: string;
let clock: ManualClock;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'zigfleet-state-')), 'state.json');
  clock = new ManualClock();
});

function open(): DeviceStates {
  const states = new DeviceStates(path, clock, silentLogger());
  states.load();
  return states;
}

describe('DeviceStates', () => {
  it('writes many changes once, a few seconds later', async () => {
    const states = open();
    for (let value = 0; value < 100; value++) {
      states.of('0x1').brightness = value;
      states.changed();
    }
    expect(existsSync(path)).toBe(false);
    expect(clock.pendingCount).toBe(1);
    clock.advance(5_000);
    await vi.waitFor(() =>
      expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ '0x1': { brightness: 99 } }),
    );
    await states.close();
  });

  it('writes what is left when it is closed, and finds it again', async () => {
    const states = open();
    states.of('0x1').state = 'ON';
    states.changed();
    await states.close();
    expect(clock.pendingCount).toBe(0);
    const again = open();
    expect(again.of('0x1')).toEqual({ state: 'ON' });
    again.forget('0x1');
    await again.close();
    expect(open().of('0x1')).toEqual({});
  });

  it.each(['', '{"0x1":', '[1]', 'null'])('starts empty from a damaged file: %j', (text) => {
    writeFileSync(path, text);
    expect(open().of('0x1')).toEqual({});
  });

  it('goes on when the disk does not take it', async () => {
    const states = new DeviceStates(join(path, 'not', 'there'), clock, silentLogger());
    states.of('0x1').state = 'ON';
    states.changed();
    await states.close();
  });
});
