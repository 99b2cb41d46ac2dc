import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceModels } from '../../simulator/devices/models/device-models.ts';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { parseHouse } from '../../simulator/house/load-house.ts';
import type { LedgerBody } from '../../simulator/ledger/ledger-entry.ts';
import { LedgerRecorder } from '../../simulator/ledger/ledger-recorder.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { MqttBroker } from '../support/mqtt-broker.ts';
import { waitUntil } from '../support/wait-until.ts';
import { askZigbee2mqtt, Zigbee2mqtt } from '../support/zigbee2mqtt.ts';
import { type ConformanceRow, conformancePage, keepPage, type Outcome } from './conformance-table.ts';
import {
  type Expose,
  exposedFeatures,
  type Feature,
  tellsTruth,
  unwrap,
  valuesToTry,
  wrap,
} from './exposed-features.ts';
import { ProbedDevice } from './probed-device.ts';
import { doneWhen, neverPublished, untoldReasons } from './zigbee2mqtt-facts.ts';

const pagePath = join(import.meta.dirname, '../../docs/conformance.md');

/** One device of every model. Their time runs fast, so that what they tell now and then is told soon. */
const houseFile = `
name: Conformance
seed: 11
clock: { speed: 10 }
rooms: { room: { name: Room } }
hubs: { hub: { name: Hub, radio: { port: 0, baud: 0 } } }
devices:
${[...deviceModels.keys()].map((modelId, index) => `  device-${index}: { model: ${JSON.stringify(modelId)}, room: room, hub: hub, reportEvery: 20s }`).join('\n')}
`;

interface BridgeDevice {
  ieee_address: string;
  supported: boolean;
  interview_state?: string;
  definition?: { model: string; source?: string; exposes: Expose[] } | null;
}

/** How long a device may take to tell, to obey, and how often what it may have missed is said or done again: milliseconds. */
const tellTimeoutMs = 60_000;
const obeyTimeoutMs = 20_000;
const againEveryMs = 1_000;
const stirEveryMs = 4_000;

describe('a stock Zigbee2MQTT attached to the virtual coordinator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zigfleet-z2m-'));
  const rows = new Map<string, ConformanceRow>();
  /** How many commands and writes each device has carried out. */
  const executions = new Map<string, number>();
  let house: HouseService;
  let broker: MqttBroker;
  let zigbee2mqtt: Zigbee2mqtt;
  let devices: ProbedDevice[];

  beforeAll(async () => {
    house = await startHouse(parseHouse(houseFile, 'conformance.yaml'), { logger: silentLogger() });
    const recorder = new LedgerRecorder({ write: countExecution });
    for (const radio of house.radioServices) recorder.observe(radio.network, radio.hub.id);
    devices = [...house.devices()].map((placed) => new ProbedDevice(placed));
    broker = await MqttBroker.start();
    broker.listen((topic, message) => devices.find((device) => device.topic === topic)?.hear(message));
    const [radio] = house.radios;
    if (!radio) throw new Error('the house has a radio');
    zigbee2mqtt = await Zigbee2mqtt.start({
      dataFolder: folder,
      serialPort: radio.url,
      brokerUrl: broker.url,
    });
  });

  afterAll(async () => {
    await zigbee2mqtt?.stop();
    await broker?.stop();
    await house?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function countExecution(body: LedgerBody): void {
    if (body.type !== 'commandExecuted' || body.status !== 'success') return;
    executions.set(body.ieeeAddress, (executions.get(body.ieeeAddress) ?? 0) + 1);
  }

  /** Waits, and shows what Zigbee2MQTT said if it was in vain. */
  async function until<T>(what: string, look: () => T | undefined | false, timeoutMs = 60_000): Promise<T> {
    try {
      return await waitUntil(what, look, timeoutMs);
    } catch (error) {
      throw new Error(`${String(error)}\n${zigbee2mqtt.output}`);
    }
  }

  /** Whether it comes about in time. */
  async function comesAbout(look: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
    try {
      return await waitUntil('it', look, timeoutMs);
    } catch {
      // Not a failure yet: it is what the table is there to say, and the test reads the table.
      return false;
    }
  }

  function bridgeDevice({ placed }: ProbedDevice): BridgeDevice | undefined {
    const all = (broker.last('zigbee2mqtt/bridge/devices') ?? []) as BridgeDevice[];
    return all.find((each) => each.ieee_address === placed.entry.ieeeAddress);
  }

  function rowOf({ modelId }: ProbedDevice): ConformanceRow {
    const row = rows.get(modelId);
    if (row === undefined) throw new Error(`${modelId} was not interviewed`);
    return row;
  }

  function isPublishedEver(device: ProbedDevice, { trait, isPublished }: Feature): boolean {
    return isPublished && neverPublished[device.modelId]?.includes(trait) !== true;
  }

  /** Whether a value that was set is there: on the device, and in what is published. */
  function isSet(device: ProbedDevice, feature: Feature, value: unknown, executedBefore: number): boolean {
    const { entry, device: virtual } = device.placed;
    const done = doneWhen(feature, value);
    if (done !== undefined) return done(virtual);
    const truth = device.truth(feature);
    if (truth !== undefined && !tellsTruth(value, truth)) return false;
    if (isPublishedEver(device, feature)) return tellsTruth(unwrap(feature, device.published), value);
    return (executions.get(entry.ieeeAddress) ?? 0) > executedBefore;
  }

  /** Sets one value; whether the device has it then, and Zigbee2MQTT says so. */
  async function obeys(device: ProbedDevice, feature: Feature, value: unknown): Promise<boolean> {
    const { entry, device: virtual } = device.placed;
    const executedBefore = executions.get(entry.ieeeAddress) ?? 0;
    let saidMs = performance.now();
    virtual.variables.find(({ spec }) => spec.name === feature.trait)?.release();
    await broker.publish(`${device.topic}/set`, wrap(feature, value));
    virtual.wake();
    return comesAbout(async () => {
      device.sample();
      if (isSet(device, feature, value, executedBefore)) return true;
      if (performance.now() - saidMs < againEveryMs) return false;
      saidMs = performance.now();
      // A sleeper hears of it when it is woken, as its manual says; and not every device tells of itself what it was set to.
      virtual.wake();
      if (feature.isReadable) await broker.publish(`${device.topic}/get`, wrap(feature, ''));
      return false;
    }, obeyTimeoutMs);
  }

  it('forms the network', async () => {
    await until(
      'online',
      () => (broker.last('zigbee2mqtt/bridge/state') as { state?: string } | undefined)?.state === 'online',
    );
  });

  it('interviews every model as a definition of its own', async () => {
    await askZigbee2mqtt(broker, 'permit_join', { time: 250 });
    await until(
      'all interviews',
      () => devices.every((device) => bridgeDevice(device)?.interview_state === 'SUCCESSFUL'),
      120_000,
    );
    for (const device of devices) {
      const { modelId } = device;
      const { model } = device.placed.entry;
      const { supported, definition } = bridgeDevice(device) ?? {};
      const known = supported === true && definition?.source === 'native';
      device.features = exposedFeatures(definition?.exposes ?? []);
      rows.set(modelId, {
        modelId,
        summary: model.summary,
        definition: known ? definition.model : undefined,
        read: new Map(),
        set: new Map(),
      });
      expect.soft(known, `${modelId} is supported`).toBe(true);
      // The converters tell revisions apart that have the same name on the box, or several names in one definition.
      const [name = ''] = (definition?.model ?? '').replace(/_rev\d$/, '').split('/');
      expect.soft(model.product, modelId).toContain(name);
    }
  });

  it('publishes all that can be done to a device in a moment', async () => {
    const failures: string[] = [];
    await Promise.all(
      devices.map(async (device) => {
        for (const { variable, value, action } of device.moments()) {
          device.actions.clear();
          variable.setFromOutside(value);
          if (await comesAbout(() => device.actions.has(action), obeyTimeoutMs)) device.told.add('action');
          else failures.push(`${device.modelId} ${action}`);
        }
      }),
    );
    expect(failures).toEqual([]);
  });

  it('sets every settable trait of every model', async () => {
    const failures: string[] = [];
    await Promise.all(
      devices.map(async (device) => {
        const set = new Map<string, Outcome>();
        for (const feature of device.features) {
          if (!feature.isSettable) continue;
          const values = valuesToTry(feature, device.truth(feature));
          let outcome: Outcome = values.length === 0 ? 'untold' : 'yes';
          for (const value of values) {
            if (await obeys(device, feature, value)) continue;
            outcome = 'no';
            failures.push(`${device.modelId} ${feature.trait}=${JSON.stringify(value)}`);
            break;
          }
          set.set(feature.trait, outcome);
        }
        rows.set(device.modelId, { ...rowOf(device), set });
      }),
    );
    expect.soft(failures).toEqual([]);
    expect(zigbee2mqtt.errors).toEqual([]);
  });

  it('publishes what is true of every model', async () => {
    const isTold = (device: ProbedDevice, feature: Feature) =>
      device.truth(feature) === undefined ||
      device.told.has(feature.trait) ||
      !isPublishedEver(device, feature);
    const untold = () =>
      devices.flatMap((device) =>
        device.features
          .filter((feature) => !isTold(device, feature))
          .map((feature) => ({ device, feature, key: `${device.modelId} ${feature.trait}` })),
      );
    let stirredMs = Number.NEGATIVE_INFINITY;
    let stirs = 0;
    await comesAbout(async () => {
      for (const device of devices) device.sample();
      const left = untold();
      if (left.length === 0) return true;
      if (performance.now() - stirredMs < stirEveryMs) return false;
      stirredMs = performance.now();
      stirs++;
      // Near the middle, where every definition takes the value for a possible one.
      for (const device of new Set(left.map(({ device }) => device)))
        device.stir(stirs % 2 === 0 ? 0.45 : 0.5);
      for (const { device, feature } of left) {
        if (feature.isReadable) await broker.publish(`${device.topic}/get`, wrap(feature, ''));
      }
      return false;
    }, tellTimeoutMs);
    const unexplained: string[] = [];
    for (const device of devices) {
      const read = new Map<string, Outcome>();
      for (const feature of device.features) {
        if (!feature.isPublished) continue;
        const { trait } = feature;
        const known = device.told.has(trait) || device.truth(feature) !== undefined;
        const told = known && isPublishedEver(device, feature);
        read.set(trait, !told ? 'untold' : device.told.has(trait) ? 'yes' : 'no');
        if (!told && untoldReasons[trait] === undefined) unexplained.push(`${device.modelId} ${trait}`);
      }
      rows.set(device.modelId, { ...rowOf(device), read });
    }
    expect.soft(untold().map(({ key }) => key)).toEqual([]);
    expect(unexplained).toEqual([]);
  });

  it('is described by a table that is up to date', () => {
    const page = conformancePage([...rows.values()], untoldReasons);
    expect(keepPage(pagePath, page), 'run: ZIGFLEET_UPDATE=1 ./dev conformance zigbee2mqtt').toBe(true);
  });
});
