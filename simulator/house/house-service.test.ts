import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { startHouse } from '../serve.ts';
import type { HouseService } from './house-service.ts';
import { parseHouse } from './load-house.ts';

const text = (port: number) => `
name: Test
rooms: { room: { temperature: 20 } }
hubs: { low: { radio: { port: 0 } }, high: { radio: { port: ${port} } } }
devices:
  lamp: { model: lumi.light.cwac02, hub: low }
  climate: { model: lumi.weather, room: room, hub: high }
`;

let directory = '';
let running: HouseService | undefined;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'zigfleet-house-'));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(directory, { recursive: true });
});

const start = async (port = 0) => {
  running = await startHouse(parseHouse(text(port), 'house.yaml'), {
    logger: silentLogger(),
    dataDir: directory,
  });
  return running;
};

describe('a house', () => {
  it('listens for each hub, and tells where', async () => {
    const house = await start();
    expect(house.radios.map(({ hubId }) => hubId)).toEqual(['low', 'high']);
    for (const { url, port } of house.radios) {
      expect(port).toBeGreaterThan(0);
      expect(url).toBe(`tcp://127.0.0.1:${port}`);
    }
  });

  it('finds its devices, or the nearest name', async () => {
    const house = await start();
    expect(house.device('lamp').entry.hubId).toBe('low');
    expect(() => house.device('lump')).toThrow('there is no device "lump", did you mean "lamp"?');
    expect([...house.devices()].map(({ entry }) => entry.id)).toEqual(['lamp', 'climate']);
  });

  it('lets the room be felt', async () => {
    const house = await start();
    const temperature = Number(house.device('climate').device.variable('temperature').value);
    expect(Math.abs(temperature - 20)).toBeLessThan(3);
  });

  it('remembers over a stop, and stops twice', async () => {
    const first = await start();
    first.device('lamp').device.variable('brightness').setFromOutside(42);
    await first.stop();
    await first.stop();
    const again = await start();
    expect(again.device('lamp').device.variable('brightness').value).toBe(42);
  });

  it('starts anew what has become another model', async () => {
    await (await start()).stop();
    const path = join(directory, 'low', 'devices.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('lumi.light.cwac02', 'lumi.plug'));
    const again = await start();
    expect(again.device('lamp').device.variable('brightness').value).toBe(254);
  });

  it.each([
    ['cut short', '{"format":"zigfleet-devices","version":1,"dev'],
    ['of another version', '{"format":"zigfleet-devices","version":2,"devices":[]}'],
    [
      'with nonsense in it',
      '{"format":"zigfleet-devices","version":1,"devices":[{"ieeeAddress":"x","modelId":"y","device":{"attributes":3}}]}',
    ],
  ])('does not start on a file %s, says which, and leaves it as it is', async (_name, content) => {
    const path = join(directory, 'high', 'devices.json');
    await mkdir(join(directory, 'high'));
    await writeFile(path, content);
    await expect(start()).rejects.toThrow(
      expect.objectContaining({ code: 'decode-failed', message: expect.stringContaining(path) }),
    );
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('says which port is taken, and lets go of the others', async () => {
    const holder: Server = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    await expect(start(port)).rejects.toThrow(
      expect.objectContaining({ code: 'port-taken', message: expect.stringContaining(String(port)) }),
    );
    await new Promise((resolve) => holder.close(resolve));
    expect((await start(port)).radios[1]?.port).toBe(port);
  });
});
