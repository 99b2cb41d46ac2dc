import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { isZigfleetError } from '../../common/zigfleet-error.ts';
import { loadNetworkParameters } from './network-parameters.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zigfleet-network-'));
});

describe('loadNetworkParameters', () => {
  it('makes a network once, readable by its owner only, and keeps it', () => {
    const path = join(folder, 'network.json');
    const made = loadNetworkParameters(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['network.json']);
    expect(loadNetworkParameters(path)).toEqual(made);
    expect(made.panId).toBeGreaterThanOrEqual(1);
    expect(made.panId).toBeLessThanOrEqual(0xfffe);
    expect([11, 15, 20, 25]).toContain(made.channel);
  });

  it('gives each hub its own secrets', () => {
    const made = Array.from({ length: 50 }, (_, index) =>
      loadNetworkParameters(join(folder, `${index}.json`)),
    );
    expect(new Set(made.map((each) => each.networkKey)).size).toBe(50);
    expect(new Set(made.map((each) => each.extendedPanId)).size).toBe(50);
  });

  it('closes a file that others could read', () => {
    const path = join(folder, 'network.json');
    const made = loadNetworkParameters(path);
    writeFileSync(join(folder, 'copy.json'), JSON.stringify(made), { mode: 0o644 });
    loadNetworkParameters(join(folder, 'copy.json'));
    expect(statSync(join(folder, 'copy.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    '',
    '{',
    '[]',
    '{"panId":1}',
    '{"panId":65535,"extendedPanId":"00","channel":1,"networkKey":"x"}',
  ])('says what is wrong with %j, and does not make another network instead', (text) => {
    const path = join(folder, 'network.json');
    writeFileSync(path, text);
    try {
      loadNetworkParameters(path);
      expect.unreachable();
    } catch (error) {
      expect(isZigfleetError(error, 'invalid-config')).toBe(true);
      expect(String(error)).toContain(path);
    }
  });
});
