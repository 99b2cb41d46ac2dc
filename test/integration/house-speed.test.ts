import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseHouse } from '../../simulator/house/load-house.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { herdsman } from '../support/coordinator-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

const houseText = `
name: Fast house
seed: 2
clock: { speed: 60, start: 2026-03-02T06:00Z }
rooms: { room: {} }
hubs: { hub: { radio: { port: 0 } } }
devices:
  climate: { model: lumi.weather, room: room, reportEvery: 1min }
  plug: { model: lumi.plug, room: room }
  motion: { model: MS01, room: room }
`;

it('a house sixty times as fast is interviewed and commanded as ever, and reports sixty times as often', {
  timeout: 90_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'zigfleet-speed-'));
  const house = await startHouse(parseHouse(houseText, 'house.yaml'), { logger: silentLogger() });
  const [radio] = house.radioServices;
  const controller = herdsman(house.radios[0]?.port ?? 0, join(directory, 'herdsman'));
  const heardMs: number[] = [];
  const climate = house.device('climate').entry.ieeeAddress;
  controller.on('message', ({ device, cluster }) => {
    if (device.ieeeAddr === climate && cluster === 'msTemperatureMeasurement')
      heardMs.push(performance.now());
  });
  try {
    const startedMs = performance.now();
    const houseStartedMs = house.clock.monotonic();
    await controller.start();
    await controller.permitJoin(60);
    await waitUntil('all interviews', () => {
      const devices = [...controller.getDevicesIterator()].filter(({ type }) => type !== 'Coordinator');
      return devices.length === 3 && devices.every(({ interviewState }) => interviewState === 'SUCCESSFUL');
    });
    const plug = controller.getDeviceByIeeeAddr(house.device('plug').entry.ieeeAddress)?.getEndpoint(1);
    const [coordinator] = controller.getDevicesByType('Coordinator');
    const target = coordinator?.getEndpoint(1);
    if (plug === undefined || target === undefined) throw new Error('both have an endpoint 1');
    await plug.command('genOnOff', 'on', {});
    expect(house.device('plug').device.variable('state').value).toBe('ON');

    // A minute of the house is a second: five reports take some five.
    heardMs.length = 0;
    await waitUntil('five reports', () => heardMs.length >= 6, 30_000);
    const gaps = heardMs.slice(1, 6).map((atMs, index) => atMs - (heardMs[index] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(mean).toBeGreaterThan(500);
    expect(mean).toBeLessThan(5_000);

    // The network has been open for a minute and more of the house, and is still: it is open in real time.
    const passedMs = performance.now() - startedMs;
    expect(house.clock.monotonic() - houseStartedMs).toBeGreaterThan(50 * passedMs);
    if (passedMs < 50_000) expect(radio?.network.permitsJoin).toBe(true);
    await controller.permitJoin(0);
    expect(radio?.network.permitsJoin).toBe(false);
  } finally {
    await controller.stop();
    await house.stop();
    await rm(directory, { recursive: true, force: true });
  }
});
