import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseHouse } from '../../simulator/house/load-house.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { MqttBroker } from '../support/mqtt-broker.ts';
import { waitUntil } from '../support/wait-until.ts';
import { askZigbee2mqtt, Zigbee2mqtt } from '../support/zigbee2mqtt.ts';

const houseFile = `
name: Conformance
seed: 11
rooms: { room: { name: Room } }
hubs: { hub: { name: Hub, radio: { port: 0, baud: 0 } } }
devices:
  climate: { model: lumi.weather, name: Climate, room: room, hub: hub, reportEvery: 2s }
  window: { model: lumi.sensor_magnet.aq2, name: Window, room: room, hub: hub }
  plug: { model: lumi.plug, name: Plug, room: room, hub: hub, reportEvery: 2s }
  lamp: { model: lumi.light.cwac02, name: Lamp, room: room, hub: hub }
`;

interface BridgeDevice {
  ieee_address: string;
  model_id: string;
  supported: boolean;
  interview_completed?: boolean;
  interview_state?: string;
  definition?: { model: string; source?: string };
}

describe('a stock Zigbee2MQTT attached to the virtual coordinator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zigfleet-z2m-'));
  let house: Awaited<ReturnType<typeof startHouse>>;
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

  function ieeeAddressOf(id: string): string {
    return house.device(id).entry.ieeeAddress;
  }

  function published(id: string): Record<string, unknown> {
    return (broker.last(`zigbee2mqtt/${ieeeAddressOf(id)}`) ?? {}) as Record<string, unknown>;
  }

  it('forms the network', async () => {
    await until(
      'online',
      () => (broker.last('zigbee2mqtt/bridge/state') as { state?: string } | undefined)?.state === 'online',
    );
  });

  it('interviews all devices as supported models', async () => {
    await askZigbee2mqtt(broker, 'permit_join', { time: 120 });
    const done = await until(
      'all interviews',
      () => {
        const devices = (broker.last('zigbee2mqtt/bridge/devices') ?? []) as BridgeDevice[];
        const ready = devices.filter((each) => each.interview_state === 'SUCCESSFUL' && each.model_id);
        return ready.length >= 4 && ready;
      },
      120_000,
    );
    const models = new Map(done.map((each) => [each.model_id, each]));
    for (const [modelId, model] of [
      ['lumi.weather', 'WSDCGQ11LM'],
      ['lumi.sensor_magnet.aq2', 'MCCGQ11LM'],
      ['lumi.plug', 'ZNCZ02LM'],
      ['lumi.light.cwac02', 'ZNLDP13LM'],
    ] as const) {
      expect(models.get(modelId)).toMatchObject({ supported: true, definition: { model, source: 'native' } });
    }
  });

  it('publishes the true values', async () => {
    const climate = house.device('climate').device;
    await until('temperature', () => published('climate').temperature !== undefined);
    const temperature = Number(climate.variable('temperature').value);
    expect(published('climate').temperature).toBeCloseTo(temperature, 0);
  });

  it('switches the plug, and the plug obeys', async () => {
    const { device } = house.device('plug');
    for (const state of ['ON', 'OFF', 'ON']) {
      await broker.publish(`zigbee2mqtt/${ieeeAddressOf('plug')}/set`, { state });
      await until(`the plug is ${state}`, () => published('plug').state === state);
      expect(device.variable('state').value).toBe(state);
    }
  });
});
