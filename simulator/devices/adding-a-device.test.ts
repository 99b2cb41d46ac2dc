import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DeviceRig } from '../../test/support/device-rig.ts';
import { lumiSensorMotion } from './models/lumi-sensor-motion.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/adding-a-device.md'), 'utf8');
/** Pieces of code, each with the file that it is from. */
const pieces = [...page.matchAll(/^```ts (\S+)\n([\s\S]*?)^```$/gm)].map(([, path = '', code = '']) => ({
  path,
  code,
}));

describe('the page on adding a device', () => {
  it('shows the whole example, and pieces of other files', () => {
    expect(pieces.map(({ path }) => path)).toEqual([
      'simulator/devices/models/lumi-sensor-motion.ts',
      'test/integration/models-herdsman.test.ts',
      'simulator/devices/behaviours/chip-temperature.ts',
      'simulator/devices/models/zen-01.ts',
    ]);
    expect(pieces[0]?.code).toBe(readFileSync(join(root, pieces[0]?.path ?? ''), 'utf8'));
  });

  it.each(pieces)('has its code of $path from there, word for word', ({ path, code }) => {
    expect(readFileSync(join(root, path), 'utf8')).toContain(code.trimEnd());
  });

  it('names files and folders that there are', () => {
    const named = [...page.matchAll(/`((?:simulator|test|docs)\/[\w./-]+)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('adds a device that works: it tells motion once, and its battery', () => {
    const rig = new DeviceRig(lumiSensorMotion);
    const heartbeat = rig.join().find((word) => word.includes('01ff42'));
    expect(heartbeat).toContain('0121');
    rig.device.variable('occupancy').setFromOutside(true);
    expect(rig.network.takeSent().map((word) => word.slice(6))).toEqual(['000018' + '01']);
    rig.device.variable('occupancy').setFromOutside(false);
    expect(rig.network.takeSent()).toEqual([]);
    expect(rig.ask(0x0406, '10 01 00 0000')).toEqual(['180101' + '0000' + '00' + '18' + '00']);
  });
});
