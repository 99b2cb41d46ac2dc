import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { ScaledClock } from '../../simulator/house/scaled-clock.ts';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { systemRandom } from '../../src/common/random.ts';
import type { IeeeAddress } from '../../src/devices/ieee-address.ts';
import { Availability } from '../../src/hub/availability.ts';
import { HerdsmanRadio } from '../../src/hub/radio/herdsman-radio.ts';
import { addressOf, radioOf, startTestHouse } from '../support/test-house.ts';
import { waitUntil } from '../support/wait-until.ts';

/** The radio and the devices live in real time; what is judged passes so much faster: 15 minutes are 0.6 s. */
const speed = 1500;
const clock = new ScaledClock(systemClock, { speed });

let folder: string;
let house: HouseService;
let radio: HerdsmanRadio;
let availability: Availability;
const changes: { ieeeAddress: IeeeAddress; available: boolean; atMs: number }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zigfleet-availability-'));
  house = await startTestHouse({ dataDir: join(folder, 'house') });
  let joinedCount = 0;
  availability = new Availability({
    clock,
    logger: silentLogger(),
    ping: (ieeeAddress) => radio.ping(ieeeAddress),
    changed: (ieeeAddress, available) => changes.push({ ieeeAddress, available, atMs: clock.monotonic() }),
  });
  radio = new HerdsmanRadio({
    ...{ path: radioOf(house).url, adapter: 'zstack', dataDir: folder, overwriteNetwork: false },
    ...{ logger: silentLogger(), clock: systemClock, random: systemRandom },
    listener: {
      linkChanged: (up) => (up ? availability.start() : availability.stop()),
      deviceChanged: ({ descriptor }, joined) => {
        if (joined) joinedCount++;
        availability.watch(descriptor, true);
      },
      deviceLeft: (ieeeAddress) => availability.forget(ieeeAddress),
      deviceHeard: (ieeeAddress) => availability.heard(ieeeAddress),
      reported: () => undefined,
    },
  });
  await radio.start();
  await radio.permitJoin(120);
  await waitUntil('four devices have joined', () => joinedCount === 4, 60_000);
  await radio.permitJoin(0);
});

afterAll(async () => {
  availability.stop();
  await radio.stop();
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Waits until a device is told of. @returns after how long, minutes of the clock that judges */
async function told(id: string, available: boolean, from: number): Promise<number> {
  const ieeeAddress = addressOf(house, id);
  const change = await waitUntil(
    `${id} is told of`,
    () =>
      changes.find(
        (each) => each.ieeeAddress === ieeeAddress && each.available === available && each.atMs >= from,
      ),
    60_000,
  );
  return (change.atMs - from) / 60_000;
}

describe('whether devices are reachable, by the rhythm of each', { timeout: 120_000 }, () => {
  it('a mains device that was unplugged is asked, and missed by that', async () => {
    const from = clock.monotonic();
    house.device('plug').node.setPower(false);
    const minutes = await told('plug', false, from);
    // Three times what is expected of one that says nothing since it was last heard, and two questions.
    expect(minutes).toBeLessThan(30);
    // A lamp that says nothing all the time answers when it is asked.
    expect(changes.map(({ ieeeAddress }) => ieeeAddress)).not.toContain(addressOf(house, 'lamp'));
    const back = clock.monotonic();
    house.device('plug').node.setPower(true);
    await told('plug', true, back);
  });

  it('a sensor that falls silent is missed after its own rhythm, and one that is seldom heard is not', async () => {
    const from = clock.monotonic();
    house.device('climate').node.silent = true;
    const minutes = await told('climate', false, from);
    // Three times the hour and a half that is expected before its own rhythm, of 25 minutes here, is learned.
    expect(minutes).toBeLessThan(6 * 60);
    expect(changes.map(({ ieeeAddress }) => ieeeAddress)).not.toContain(addressOf(house, 'door'));
    house.device('climate').node.silent = false;
    await told('climate', true, from);
  });

  it('while the coordinator is away nobody is judged', async () => {
    const count = changes.length;
    const { port } = radioOf(house);
    await house.stop();
    await waitUntil('the radio is down', () => !radio.isUp);
    const from = clock.monotonic();
    await waitUntil('an hour passes', () => clock.monotonic() - from > 60 * 60_000, 30_000);
    expect(changes).toHaveLength(count);
    house = await startTestHouse({ port, dataDir: join(folder, 'house') });
    await waitUntil('the radio is up again', () => radio.isUp, 30_000);
    expect(changes).toHaveLength(count);
  });
});
