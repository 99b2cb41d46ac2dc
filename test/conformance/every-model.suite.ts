import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceModels } from '../../simulator/devices/models/device-models.ts';
import type { AnyVariable } from '../../simulator/devices/variable.ts';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { parseHouse } from '../../simulator/house/load-house.ts';
import type { PlacedDevice } from '../../simulator/house/radio-service.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import { MqttBroker } from '../support/mqtt-broker.ts';
import { waitUntil } from '../support/wait-until.ts';
import { askZigbee2mqtt, Zigbee2mqtt } from '../support/zigbee2mqtt.ts';
import { type ConformanceRow, conformancePage, keepPage, type Outcome } from './conformance-table.ts';
import { type Expose, exposeAccess, exposedFeatures, tellsTruth, valuesToTry } from './exposed-features.ts';

const pagePath = join(import.meta.dirname, '../../docs/conformance.md');

/** One device of every model. Their time runs fast, so that what they tell once an hour is told within a minute. */
const houseFile = `
name: Conformance
seed: 11
clock: { speed: 60 }
rooms: { room: { name: Room } }
hubs: { hub: { name: Hub, radio: { port: 0, baud: 0 } } }
devices:
${[...deviceModels.keys()].map((modelId, index) => `  device-${index}: { model: ${JSON.stringify(modelId)}, room: room, hub: hub, reportEvery: 2min }`).join('\n')}
`;

interface BridgeDevice {
  ieee_address: string;
  supported: boolean;
  interview_state?: string;
  definition?: { model: string; source?: string; exposes: Expose[] } | null;
}

type Feature = ReturnType<typeof exposedFeatures>[number];

/** How long a device may take to tell what it measures, and to obey, milliseconds. */
const tellTimeoutMs = 75_000;
const obeyTimeoutMs = 4_000;

function variableOf({ device }: PlacedDevice, name: string): AnyVariable | undefined {
  try {
    return device.variable(name);
  } catch (error) {
    if (isZigfleetError(error, 'unknown-trait')) return undefined;
    throw error;
  }
}

/** Moves what can be moved from outside, so that there is something to tell. */
function stir(placed: PlacedDevice, share: number): void {
  for (const variable of placed.device.variables) {
    const { spec } = variable;
    if (!spec.settable) continue;
    if (spec.type === 'boolean') variable.setFromOutside(!variable.value);
    if (spec.type === 'enum') {
      const next = (spec.values.indexOf(String(variable.value)) + 1) % spec.values.length;
      variable.setFromOutside(spec.values[next]);
    }
    // Near the middle, where every definition takes the value for a possible one.
    if (spec.type === 'number') variable.setFromOutside(spec.minimum + share * (spec.maximum - spec.minimum));
  }
}

describe('a stock Zigbee2MQTT attached to the virtual coordinator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zigfleet-z2m-'));
  const rows = new Map<string, ConformanceRow>();
  let house: HouseService;
  let broker: MqttBroker;
  let zigbee2mqtt: Zigbee2mqtt;

  beforeAll(async () => {
    house = await startHouse(parseHouse(houseFile, 'conformance.yaml'), { logger: silentLogger() });
    broker = await MqttBroker.start();
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

  /** Waits, and shows what Zigbee2MQTT said if it was in vain. */
  async function until<T>(what: string, look: () => T | undefined | false, timeoutMs = 60_000): Promise<T> {
    try {
      return await waitUntil(what, look, timeoutMs);
    } catch (error) {
      throw new Error(`${String(error)}\n${zigbee2mqtt.output}`);
    }
  }

  function bridgeDevice({ entry }: PlacedDevice): BridgeDevice | undefined {
    const devices = (broker.last('zigbee2mqtt/bridge/devices') ?? []) as BridgeDevice[];
    return devices.find((each) => each.ieee_address === entry.ieeeAddress);
  }

  function published({ entry }: PlacedDevice): Record<string, unknown> {
    return (broker.last(`zigbee2mqtt/${entry.ieeeAddress}`) ?? {}) as Record<string, unknown>;
  }

  function featuresOf(placed: PlacedDevice) {
    return exposedFeatures(bridgeDevice(placed)?.definition?.exposes ?? []);
  }

  /** Sets one value; whether the device has it then, and Zigbee2MQTT says so. */
  async function obeys(placed: PlacedDevice, feature: Feature, value: unknown): Promise<Outcome> {
    const { property, access } = feature;
    const variable = variableOf(placed, property);
    const topic = `zigbee2mqtt/${placed.entry.ieeeAddress}/set`;
    variable?.release();
    await broker.publish(topic, { [property]: value });
    // What is only set, such as "identify", is never published: an error is all there may be to see.
    const silent = (access & exposeAccess.published) === 0;
    try {
      await waitUntil(
        'obedience',
        () =>
          (variable === undefined || tellsTruth(value, variable.value)) &&
          (silent || tellsTruth(published(placed)[property], value)),
        obeyTimeoutMs,
      );
      return variable === undefined ? 'untold' : 'yes';
    } catch {
      // Not a failure of the suite: it is what the table is there to say.
      return 'no';
    }
  }

  it('forms the network', async () => {
    await until(
      'online',
      () => (broker.last('zigbee2mqtt/bridge/state') as { state?: string } | undefined)?.state === 'online',
    );
  });

  it('interviews every model as a definition of its own', async () => {
    for (const placed of house.devices()) stir(placed, 0.45);
    await askZigbee2mqtt(broker, 'permit_join', { time: 250 });
    const devices = [...house.devices()];
    await until(
      'all interviews',
      () => devices.every((placed) => bridgeDevice(placed)?.interview_state === 'SUCCESSFUL'),
      120_000,
    );
    for (const placed of devices) {
      const { model } = placed.entry;
      const { supported, definition } = bridgeDevice(placed) ?? {};
      const known = supported === true && definition?.source === 'native';
      rows.set(model.modelId, {
        modelId: model.modelId,
        summary: model.summary,
        definition: known ? definition.model : undefined,
        read: new Map(),
        set: new Map(),
      });
      expect.soft(known, `${model.modelId} is supported`).toBe(true);
      expect.soft(model.product, model.modelId).toContain(definition?.model);
    }
  });

  it('publishes the physical values of every model', async () => {
    const devices = [...house.devices()];
    for (const placed of devices) stir(placed, 0.5);
    const pending = new Map<string, () => boolean>();
    const outcomes = new Map<string, Map<string, Outcome>>();
    for (const placed of devices) {
      const { modelId } = placed.entry.model;
      const read = new Map<string, Outcome>();
      outcomes.set(modelId, read);
      for (const { property, access } of featuresOf(placed)) {
        if ((access & exposeAccess.published) === 0 || property === 'linkquality') continue;
        const variable = variableOf(placed, property);
        read.set(property, variable === undefined ? 'untold' : 'no');
        if (variable === undefined) continue;
        if ((access & exposeAccess.get) !== 0) {
          await broker.publish(`zigbee2mqtt/${placed.entry.ieeeAddress}/get`, { [property]: '' });
        }
        pending.set(`${modelId} ${property}`, () => {
          if (!tellsTruth(published(placed)[property], variable.value)) return false;
          read.set(property, 'yes');
          return true;
        });
      }
    }
    const deadlineMs = performance.now() + tellTimeoutMs;
    await until(
      'what is measured',
      () => {
        for (const [key, look] of pending) if (look()) pending.delete(key);
        return pending.size === 0 || performance.now() > deadlineMs;
      },
      tellTimeoutMs + 5_000,
    );
    for (const [modelId, read] of outcomes) {
      const row = rows.get(modelId);
      if (row) rows.set(modelId, { ...row, read });
    }
    expect([...pending.keys()]).toEqual([]);
  });

  it('sets every settable trait of every model', async () => {
    const failures: string[] = [];
    await Promise.all(
      [...house.devices()].map(async (placed) => {
        const { modelId } = placed.entry.model;
        const set = new Map<string, Outcome>();
        for (const feature of featuresOf(placed)) {
          if ((feature.access & exposeAccess.set) === 0) continue;
          let outcome: Outcome = 'untold';
          for (const value of valuesToTry(feature)) {
            outcome = await obeys(placed, feature, value);
            if (outcome !== 'no') continue;
            failures.push(`${modelId} ${feature.property}=${JSON.stringify(value)}`);
            break;
          }
          set.set(feature.property, outcome);
        }
        const row = rows.get(modelId);
        if (row) rows.set(modelId, { ...row, set });
      }),
    );
    expect(failures).toEqual([]);
    expect(zigbee2mqtt.errors).toEqual([]);
  });

  it('is described by a table that is up to date', () => {
    const page = conformancePage([...rows.values()]);
    expect(keepPage(pagePath, page), 'run: ZIGFLEET_UPDATE=1 ./dev conformance zigbee2mqtt').toBe(true);
  });
});
