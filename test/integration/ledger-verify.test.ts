import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { formatVerification } from '../../simulator/ledger/format-verification.ts';
import { HouseRecording } from '../../simulator/ledger/house-recording.ts';
import { HttpPlatformReader } from '../../simulator/ledger/http-platform-reader.ts';
import type { LedgerEntry } from '../../simulator/ledger/ledger-entry.ts';
import type { PlatformReader } from '../../simulator/ledger/platform-data.ts';
import { readLedger } from '../../simulator/ledger/read-ledger.ts';
import { verifyRun } from '../../simulator/ledger/verify-run.ts';
import { readConfig } from '../../src/common/config.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { type Platform, startPlatform } from '../../src/platform/platform.ts';
import { platformConfigSchema } from '../../src/platform/platform-config.ts';
import { type ProgramRun, startProgram } from '../support/run-program.ts';
import { addressOf, radioOf, startTestHouse } from '../support/test-house.ts';
import { waitUntil } from '../support/wait-until.ts';

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

let folder: string;
let ledgerPath: string;
let platform: Platform;
let house: HouseService;
let recording: HouseRecording;
let hub: ProgramRun;
let reader: HttpPlatformReader;
let token: string;

async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${platform.httpPort}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      prefer: 'wait=20',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function entries(): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  for await (const entry of readLedger(ledgerPath)) found.push(entry);
  return found;
}

/** Waits until the platform and the ledger are of one mind, which takes as long as the last report is on its way. */
async function verify(from: PlatformReader = reader) {
  return await verifyRun({ ledgerPath, platform: from, graceMs: 1500, clockSkewMs: 500 });
}

async function set(deviceId: string, values: Record<string, unknown>): Promise<Answer> {
  return await ask('POST', `/v1/devices/${addressOf(house, deviceId)}/commands`, { set: values });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zigfleet-ledger-'));
  ledgerPath = join(folder, 'ledger.ndjson');
  const ports = { httpPort: 0, linkPort: 0 };
  const config = readConfig(platformConfigSchema, { ...ports, dataDir: join(folder, 'platform') }, {});
  platform = await startPlatform(config, silentLogger());
  token = (await readFile(join(folder, 'platform', 'owner-token'), 'utf8')).trim();
  reader = new HttpPlatformReader({ url: `http://127.0.0.1:${platform.httpPort}/`, token });
  house = await startTestHouse();
  recording = new HouseRecording({ house, logger: silentLogger(), ledgerPath });
  await recording.start();
  const { body } = await ask('POST', '/v1/hubs/claim-codes', {});
  const target = ['--radio', radioOf(house).url, '--platform', `127.0.0.1:${platform.linkPort}`];
  hub = startProgram(['hub', ...target, '--data', join(folder, 'hub')], {
    ZIGFLEET_CLAIM: String(body.claimCode),
  });
  const hubId = await waitUntil('the hub is online', async () => {
    const { body } = await ask('GET', '/v1/hubs');
    const [first] = body.hubs as { hubId: string; online: boolean }[];
    return first?.online ? first.hubId : undefined;
  });
  await waitUntil('the radio is up', () => hub.output.stderr.includes('hub ready'), 30_000);
  expect((await ask('POST', `/v1/hubs/${hubId}/permit-join`, { durationS: 60 })).body.state).toBe(
    'succeeded',
  );
  await waitUntil(
    'the platform knows four devices with values',
    async () => {
      const devices = await reader.devices();
      return devices.filter(({ reported }) => Object.keys(reported).length > 0).length === 4;
    },
    30_000,
  );
});

afterAll(async () => {
  hub?.child.kill('SIGKILL');
  await hub?.ended;
  await house?.stop();
  await recording?.stop();
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a ledger and a platform', () => {
  it('agree on reports and commands, from the frames of the devices to the values in the API', async () => {
    expect((await set('plug', { state: 'ON' })).body).toMatchObject({ state: 'succeeded' });
    expect((await set('plug', { state: 'TOGGLE' })).body).toMatchObject({ state: 'succeeded' });
    expect((await set('lamp', { brightness: 100 })).body).toMatchObject({ state: 'succeeded' });
    expect((await set('lamp', { color_temp: 250, state: 'ON' })).body).toMatchObject({ state: 'succeeded' });
    const door = house.device('door').device.variable('contact');
    for (let times = 0; times < 6; times++) {
      door.setFromOutside(!door.value);
      const wanted = door.value;
      await waitUntil('the platform knows of the door', async () => {
        const devices = await reader.devices();
        return (
          devices.find(({ ieeeAddress }) => ieeeAddress === addressOf(house, 'door'))?.reported.contact ===
          wanted
        );
      });
    }
    const startedMs = Date.now();
    await waitUntil('some temperatures have come', async () => {
      const late = (await entries()).filter(
        (entry) => entry.type === 'reportDelivered' && entry.wallMs > startedMs + 2000,
      );
      return late.length >= 4;
    });
    const result = await verify();
    expect(result.differences, formatVerification(result)).toEqual([]);
    expect(result.counts.devices).toBe(4);
    expect(result.counts.reports).toBeGreaterThan(15);
    expect(result.counts.commands).toBe(4);
    expect(result.counts.executions).toBeGreaterThanOrEqual(4);
    expect(result.counts.twinValues).toBeGreaterThan(5);
  });

  it('disagree on a platform that lies', async () => {
    const liar: PlatformReader = {
      devices: () => reader.devices(),
      command: (commandId) => reader.command(commandId),
      async *events() {
        let count = 0;
        for await (const delivery of reader.events()) {
          const isDoors =
            delivery.kind === 'event' && delivery.event.values && 'contact' in delivery.event.values;
          // The third is lost.
          if (isDoors && ++count === 3) continue;
          yield delivery;
        }
      },
    };
    const { differences } = await verify(liar);
    expect(differences).toMatchObject([{ kind: 'missing', ieeeAddress: addressOf(house, 'door') }]);
  });

  it('still agree when the hub was killed and came back', async () => {
    hub.child.kill('SIGKILL');
    await hub.ended;
    const target = ['--radio', radioOf(house).url, '--platform', `127.0.0.1:${platform.linkPort}`];
    hub = startProgram(['hub', ...target, '--data', join(folder, 'hub')]);
    await waitUntil('the radio is up again', () => hub.output.stderr.includes('hub ready'), 30_000);
    expect((await set('plug', { state: 'ON' })).body).toMatchObject({ state: 'succeeded' });
    const startedMs = Date.now();
    await waitUntil('temperatures have come again', async () => {
      const late = (await entries()).filter(
        (entry) => entry.type === 'reportDelivered' && entry.wallMs > startedMs + 4000,
      );
      return late.length >= 2;
    });
    const result = await verify();
    expect(result.differences, formatVerification(result)).toEqual([]);
    expect((await entries()).filter(({ type }) => type === 'lineDisconnected')).toHaveLength(1);
  });
});
