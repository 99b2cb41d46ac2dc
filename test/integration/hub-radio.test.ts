import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { systemRandom } from '../../src/common/random.ts';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { IeeeAddress } from '../../src/devices/ieee-address.ts';
import type { TraitValue } from '../../src/devices/trait.ts';
import { HerdsmanRadio } from '../../src/hub/radio/herdsman-radio.ts';
import type { RadioDevice, RadioError, RadioListener, RadioReport } from '../../src/hub/radio/radio.ts';
import { addressOf, radioOf, startTestHouse } from '../support/test-house.ts';
import { waitUntil } from '../support/wait-until.ts';

/** What a radio told. */
class Recorder implements RadioListener {
  readonly links: boolean[] = [];
  readonly joined: string[] = [];
  readonly left: string[] = [];
  readonly devices = new Map<string, RadioDevice>();
  readonly reports: RadioReport[] = [];

  linkChanged(up: boolean): void {
    this.links.push(up);
  }

  deviceChanged(device: RadioDevice, joined: boolean): void {
    this.devices.set(device.descriptor.ieeeAddress, device);
    if (joined) this.joined.push(device.descriptor.ieeeAddress);
  }

  deviceLeft(ieeeAddress: IeeeAddress): void {
    this.left.push(ieeeAddress);
  }

  deviceHeard(): void {
    // Each report says as much.
  }

  reported(report: RadioReport): void {
    this.reports.push(report);
  }

  last(ieeeAddress: string, trait: string): TraitValue | undefined {
    return this.reports.findLast((each) => each.ieeeAddress === ieeeAddress && trait in each.values)?.values[
      trait
    ];
  }
}

let folder: string;
let house: HouseService;
let recorder: Recorder;
let radio: HerdsmanRadio;
const addresses: Record<'climate' | 'door' | 'plug' | 'lamp', IeeeAddress> = {
  climate: '0x',
  door: '0x',
  plug: '0x',
  lamp: '0x',
};

function openRadio(dataDir: string, url: string, overwriteNetwork = false): HerdsmanRadio {
  recorder = new Recorder();
  return new HerdsmanRadio({
    path: url,
    adapter: 'zstack',
    dataDir,
    overwriteNetwork,
    listener: recorder,
    logger: silentLogger(),
    clock: systemClock,
    random: systemRandom,
  });
}

function failureOf(operation: Promise<unknown>): Promise<RadioError['failure'] | undefined> {
  return operation.then(
    () => undefined,
    (error: RadioError) => error.failure,
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zigfleet-hub-radio-'));
  house = await startTestHouse({ dataDir: join(folder, 'house') });
  for (const id of ['climate', 'door', 'plug', 'lamp'] as const) addresses[id] = addressOf(house, id);
  radio = openRadio(folder, radioOf(house).url);
  await radio.start();
});

afterAll(async () => {
  await radio.stop();
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

afterEach(() => {
  for (const { node } of house.devices()) node.silent = false;
});

describe('a radio with a house around it', () => {
  it('is up, with a network of its own that only its owner can read', async () => {
    expect(radio.isUp).toBe(true);
    expect(recorder.links).toEqual([true]);
    expect((await stat(join(folder, 'network.json'))).mode & 0o777).toBe(0o600);
  });

  it('lets the devices join, knows them by their models, and hears what they measure', async () => {
    await radio.permitJoin(120);
    await waitUntil('four devices have joined', () => recorder.joined.length === 4, 40_000);
    await radio.permitJoin(0);
    const models = Object.values(addresses).map((address) => {
      const descriptor = recorder.devices.get(address)?.descriptor;
      return [descriptor?.model, descriptor?.supported, descriptor?.sleepy, descriptor?.powerSource];
    });
    expect(models).toEqual([
      ['WSDCGQ11LM', true, true, 'battery'],
      ['MCCGQ11LM', true, true, 'battery'],
      ['ZNCZ02LM', true, false, 'mains'],
      ['ZNLDP13LM', true, false, 'mains'],
    ]);
    const truth = () => Number(house.device('climate').device.variable('temperature').value);
    await waitUntil('the temperature was reported', () => {
      const reported = recorder.last(addresses.climate, 'temperature');
      return typeof reported === 'number' && Math.abs(reported - truth()) < 0.3;
    });
    const report = recorder.reports.find((each) => each.ieeeAddress === addresses.climate);
    expect(report?.linkQuality).toBeGreaterThan(0);
  });

  it('sets, and says what the device confirmed', async () => {
    const plug = house.device('plug').device;
    await expect(radio.set(addresses.plug, { state: 'ON' }, 5_000)).resolves.toEqual({ state: 'ON' });
    expect(plug.variable('state').value).toBe('ON');
    await expect(radio.set(addresses.plug, { state: 'TOGGLE' }, 5_000)).resolves.toMatchObject({
      state: 'OFF',
    });
    await expect(
      radio.set(addresses.lamp, { brightness: 120, color_temp: 250 }, 5_000),
    ).resolves.toMatchObject({
      state: 'ON',
      brightness: 120,
      color_temp: 250,
    });
  });

  it('asks a device for its values', async () => {
    await radio.set(addresses.plug, { state: 'ON' }, 5_000);
    await expect(radio.get(addresses.plug, ['state'], 5_000)).resolves.toMatchObject({ state: 'ON' });
    await expect(radio.ping(addresses.plug)).resolves.toBeUndefined();
  });

  it('says why it could not', async () => {
    const nobody = '0x00158d00ffffffff';
    expect(await failureOf(radio.set(nobody, { state: 'ON' }, 5_000))).toMatchObject({
      reason: 'unknown-device',
    });
    expect(await failureOf(radio.permitJoin(255))).toMatchObject({ reason: 'invalid-value' });
    expect(await failureOf(radio.permitJoin(10, addresses.door))).toMatchObject({ reason: 'invalid-value' });
    expect(await failureOf(radio.get(addresses.climate, ['temperature'], 5_000))).toMatchObject({
      reason: 'unsupported',
    });
    house.device('plug').node.silent = true;
    expect(await failureOf(radio.ping(addresses.plug))).toMatchObject({ reason: 'no-ack' });
  });

  it('knows its devices after a restart without asking them again', async () => {
    await radio.stop();
    const { network } = radioOf(house).service;
    let zdoFrames = 0;
    const stopObserving = network.observe({
      frameDelivered: (frame, networkAddress) => {
        if (networkAddress !== 0 && frame.request.profileId === 0) zdoFrames++;
      },
    });
    radio = openRadio(folder, radioOf(house).url);
    await radio.start();
    await waitUntil('all are known again', () => recorder.devices.size === 4);
    expect(recorder.joined).toEqual([]);
    await expect(radio.set(addresses.plug, { state: 'OFF' }, 5_000)).resolves.toEqual({ state: 'OFF' });
    await waitUntil('a report', () => recorder.last(addresses.climate, 'temperature') !== undefined);
    stopObserving();
    expect(zdoFrames).toBe(0);
  });

  it('gives up at once what it was doing when the coordinator goes, and comes back with it', async () => {
    const { port } = radioOf(house);
    house.device('lamp').node.silent = true;
    const underWay = failureOf(radio.set(addresses.lamp, { state: 'ON' }, 5_000));
    await house.stop();
    expect(await underWay).toMatchObject({ reason: 'radio-down' });
    expect(radio.isUp).toBe(false);
    expect(await failureOf(radio.set(addresses.lamp, { state: 'ON' }, 5_000))).toMatchObject({
      reason: 'radio-down',
    });
    house = await startTestHouse({ port, dataDir: join(folder, 'house') });
    await waitUntil('the radio is up again', () => radio.isUp, 30_000);
    expect(recorder.links).toEqual([true, false, true]);
    await waitUntil('the lamp obeys', async () => {
      const failure = await failureOf(radio.set(addresses.lamp, { state: 'ON' }, 5_000));
      return failure === undefined;
    });
  });

  it('finds that a device does not answer, and forgets one by force', async () => {
    house.device('plug').node.silent = true;
    house.device('lamp').node.silent = true;
    const [failure] = await Promise.all([
      failureOf(radio.set(addresses.plug, { state: 'OFF' }, 5_000)),
      radio.remove(addresses.lamp, true),
    ]);
    expect(failure).toMatchObject({ reason: 'no-ack' });
    expect(recorder.left).toEqual([addresses.lamp]);
    expect(await failureOf(radio.set(addresses.lamp, { state: 'ON' }, 5_000))).toMatchObject({
      reason: 'unknown-device',
    });
  });

  it('forgets a device that is told to leave', async () => {
    await radio.remove(addresses.plug, false);
    expect(recorder.left).toEqual([addresses.lamp, addresses.plug]);
    expect(house.device('plug').node.joined).toBe(false);
  });

  it("does not erase a coordinator's network that is not its own", async () => {
    await radio.stop();
    const stranger = await mkdtemp(join(tmpdir(), 'zigfleet-stranger-'));
    const other = openRadio(stranger, radioOf(house).url);
    const refused = await other.start().catch((error: unknown) => error);
    expect(isZigfleetError(refused, 'radio')).toBe(true);
    await other.stop();
    await rm(stranger, { recursive: true, force: true });
    radio = openRadio(folder, radioOf(house).url);
    await radio.start();
    await waitUntil('its devices are still there', () => recorder.devices.size === 2);
  });

  it('does not form its network anew on an empty coordinator while it has devices and no backup', async () => {
    await radio.stop();
    await house.stop();
    house = await startTestHouse();
    await rm(join(folder, 'coordinator_backup.json'));
    radio = openRadio(folder, radioOf(house).url);
    const refused = await radio.start().catch((error: unknown) => error);
    expect(isZigfleetError(refused, 'radio')).toBe(true);
    expect(String(refused)).toContain('2 devices');
  });
});
