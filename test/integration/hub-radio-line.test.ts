import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { seededRandom, systemRandom } from '../../src/common/random.ts';
import { HerdsmanRadio } from '../../src/hub/radio/herdsman-radio.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { radioOf, startTestHouse } from '../support/test-house.ts';
import { waitUntil } from '../support/wait-until.ts';

/** An MT frame (Z-Stack Monitor and Test API, 2.1): its check sum is the XOR of all bytes after the first. */
function mtFrame(command0: number, command1: number, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.of(data.length, command0, command1), data]);
  return Buffer.concat([Buffer.of(0xfe), body, Buffer.of(body.reduce((sum, byte) => sum ^ byte, 0))]);
}

/** SYS_RESET_IND: reason watchdog, versions. */
const resetIndication = mtFrame(0x41, 0x80, Buffer.of(2, 2, 1, 2, 7, 1));

let folder: string;
let house: HouseService;
let proxy: TcpProxy;
let radio: HerdsmanRadio;
const links: boolean[] = [];
const joined = new Set<string>();
const ignore = () => undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zigfleet-hub-line-'));
  house = await startTestHouse();
  proxy = new TcpProxy(radioOf(house).port);
  const port = await proxy.start();
  radio = new HerdsmanRadio({
    path: `tcp://127.0.0.1:${port}`,
    adapter: 'zstack',
    dataDir: folder,
    overwriteNetwork: false,
    listener: {
      linkChanged: (up) => links.push(up),
      deviceChanged: ({ descriptor }) => joined.add(descriptor.ieeeAddress),
      deviceLeft: ignore,
      deviceHeard: ignore,
      reported: ignore,
    },
    logger: silentLogger(),
    clock: systemClock,
    random: systemRandom,
  });
  await radio.start();
});

afterAll(async () => {
  await radio.stop();
  await proxy.stop();
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The coordinator still does what it is told. */
async function expectToWork(): Promise<void> {
  await radio.permitJoin(1);
  await radio.permitJoin(0);
}

describe('the line to the coordinator', () => {
  it('is opened anew when the coordinator says that it was reset', async () => {
    proxy.inject(resetIndication);
    await waitUntil('the radio noticed', () => links.length >= 3);
    expect(links).toEqual([true, false, true]);
    await expectToWork();
  });

  it('is opened anew when it is cut', async () => {
    proxy.cut();
    await waitUntil('the radio noticed', () => links.length >= 5);
    expect(links.slice(2)).toEqual([true, false, true]);
    await expectToWork();
  });

  it('may bring anything without harm', async () => {
    const seed = Math.floor(Math.random() * 2 ** 32);
    const random = seededRandom(seed);
    const bytes = (length: number) => Buffer.from(Array.from({ length }, () => random.integer(0, 255)));
    await radio.permitJoin(60);
    await waitUntil('the devices have joined', () => joined.size === 4, 40_000);
    const { network } = radioOf(house).service;
    const senders = [...joined].map((address) => network.node(address)?.networkAddress ?? 0);
    const clusters = [0, 1, 6, 8, 0x0c, 0x12, 0x300, 0x402, 0x500, 0x0b04, 0xfcc0, 0x0a, 0x20];
    for (let round = 0; round < 1000; round++) {
      // Responses are left out: one that fits a waiting request would be believed, as on any line.
      proxy.inject(
        mtFrame(0x40 | random.integer(0, 15), random.integer(0, 255), bytes(random.integer(0, 60))),
      );
      // Incoming messages of the devices, some with a sound ZCL header, with random payloads.
      const header = [
        Buffer.of(0x18, round & 0xff, 0x0a),
        Buffer.of(0x18, round & 0xff, 0x01),
        bytes(3),
        bytes(0),
      ];
      const payload = Buffer.concat([header[round % 4] ?? bytes(0), bytes(random.integer(0, 40))]);
      const head = bytes(17);
      head.writeUInt16LE(0, 0);
      head.writeUInt16LE(clusters[random.integer(0, clusters.length - 1)] ?? 0, 2);
      head.writeUInt16LE(senders[random.integer(0, senders.length - 1)] ?? 0, 4);
      head[16] = payload.length;
      proxy.inject(mtFrame(0x44, 0x81, Buffer.concat([head, payload])));
      // Announces and leaves of devices that do not exist.
      proxy.inject(mtFrame(0x45, round % 2 === 0 ? 0xc1 : 0xc9, bytes(13)));
    }
    await waitUntil(`the radio works after the noise (seed ${seed})`, async () => {
      return radio.permitJoin(0).then(
        () => true,
        () => false,
      );
    });
    expect(radio.isUp).toBe(true);
  });
});
