import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Controller } from 'zigbee-herdsman';
import type { House } from '../../simulator/house/house.ts';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { parseHouse } from '../../simulator/house/load-house.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { ConvertedDevices } from '../support/converted-devices.ts';
import { herdsman } from '../support/coordinator-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

const houseText = `
name: Test house
seed: 3
rooms: { room: { temperature: 20 } }
hubs: { hub: { radio: { port: 0, baud: 0 } } }
devices:
  climate: { model: lumi.weather, room: room, reportEvery: 500ms }
  door: { model: lumi.sensor_magnet.aq2, room: room, usedEvery: 1d }
  plug: { model: lumi.plug, room: room, reportEvery: 500ms }
  lamp: { model: lumi.light.cwac02, room: room }
`;
const products = { climate: 'WSDCGQ11LM', door: 'MCCGQ11LM', plug: 'ZNCZ02LM', lamp: 'ZNLDP13LM' } as const;

/** Stock zigbee-herdsman and its converters live with a served house; the steps build on each other. */
describe('a house with zigbee-herdsman', () => {
  const house: House = parseHouse(houseText, 'house.yaml');
  const interviews = new Map<string, string>();
  let directory = '';
  let service: HouseService;
  let controller: Controller;
  let converted: ConvertedDevices;

  const address = (id: string) => service.device(id).entry.ieeeAddress;
  const variable = (id: string, name: string) => service.device(id).device.variable(name);
  const told = (id: string) => converted.values(address(id));
  const endpoint = (id: string, endpointId: number) => {
    const found = controller.getDeviceByIeeeAddr(address(id))?.getEndpoint(endpointId);
    if (found === undefined) throw new Error(`${id} has no endpoint ${endpointId}`);
    return found;
  };
  const coordinatorEndpoint = () => {
    const found = controller.getDevicesByType('Coordinator')[0]?.getEndpoint(1);
    if (found === undefined) throw new Error('the coordinator has no endpoint 1');
    return found;
  };
  const connect = async () => {
    const [radio] = service.radios;
    if (radio === undefined) throw new Error('the house has no radio');
    controller = herdsman(radio.port, join(directory, 'herdsman'));
    converted = new ConvertedDevices(controller);
    controller.on('deviceInterview', ({ device, status }) => interviews.set(device.ieeeAddr, status));
    await controller.start();
  };
  const start = async () => {
    service = await startHouse(house, { logger: silentLogger(), dataDir: join(directory, 'house') });
    await connect();
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'zigfleet-house-'));
    await start();
    await controller.permitJoin(60);
    await waitUntil('all four are interviewed', () =>
      Object.keys(products).every((id) => interviews.get(address(id)) === 'successful'),
    );
  });

  afterAll(async () => {
    expect(converted.failures).toEqual([]);
    await controller.stop();
    await service.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it.each(Object.entries(products))('%s is recognised as %s', async (id, product) => {
    const device = controller.getDeviceByIeeeAddr(address(id));
    const definition = await converted.definition(address(id));
    expect(definition).toMatchObject({ model: product });
    expect(definition.generated).toBeFalsy();
    expect(device).toMatchObject({
      interviewState: 'SUCCESSFUL',
      modelID: service.device(id).entry.model.modelId,
      manufacturerName: 'LUMI',
    });
    await converted.configure(address(id));
  });

  it('hears what the air is like', async () => {
    const history = {
      temperature: new Set<unknown>(),
      humidity: new Set<unknown>(),
      pressure: new Set<unknown>(),
    };
    for (const [name, values] of Object.entries(history)) {
      values.add(variable('climate', name).value);
      variable('climate', name).watch(({ variable: changed }) => values.add(changed.value));
    }
    const since = performance.now();
    const reports = await waitUntil('three reports of temperature', () => {
      const found = converted.messages.filter(
        ({ cluster, atMs }) => cluster === 'msTemperatureMeasurement' && atMs > since,
      );
      return found.length >= 3 && found;
    });
    for (const { values } of reports) expect(history.temperature).toContain(values.temperature);
    expect(history.humidity).toContain(told('climate').humidity);
    expect(history.pressure).toContain(told('climate').pressure);
    expect(told('climate').voltage).toBe(variable('climate', 'voltage').value);
  });

  it('hears the door', async () => {
    for (const closed of [false, true]) {
      variable('door', 'contact').setFromOutside(closed);
      await waitUntil(`contact ${closed}`, () => told('door').contact === closed);
    }
    await waitUntil('the heartbeat', () => told('door').voltage === variable('door', 'voltage').value);
  });

  it('switches the plug, and hears state, power and energy', async () => {
    await converted.set(address('plug'), 'state', 'ON');
    expect(variable('plug', 'state').value).toBe('ON');
    await waitUntil('the state', () => told('plug').state === 'ON');
    const power = await waitUntil(
      'power',
      () => Number(told('plug').power) > 0 && Number(told('plug').power),
    );
    expect(power / Number(variable('plug', 'load').value)).toBeCloseTo(1, 0);
    await waitUntil('energy', () => Number(told('plug').energy) > 0);
    expect(told('plug').energy).toBeLessThanOrEqual(Number(variable('plug', 'energy').value) + 1e-6);
  });

  it('sets the lamp and reads it back', async () => {
    const lamp = address('lamp');
    await converted.set(lamp, 'brightness', 77);
    await converted.set(lamp, 'color_temp', 300);
    expect(variable('lamp', 'state').value).toBe('ON');
    expect(variable('lamp', 'brightness').value).toBe(77);
    expect(variable('lamp', 'color_temp').value).toBe(300);
    for (const key of ['state', 'brightness', 'color_temp']) await converted.get(lamp, key);
    await waitUntil('all three', () => told('lamp').color_temp === 300 && told('lamp').brightness === 77);
    expect(told('lamp').state).toBe('ON');
  });

  it('addresses the lamp by a group', async () => {
    const group = controller.createGroup(7);
    await endpoint('lamp', 1).addToGroup(group);
    await group.command('genOnOff', 'off', {});
    await waitUntil('the lamp is off', () => variable('lamp', 'state').value === 'OFF');
    await waitUntil('and has said so', () => told('lamp').state === 'OFF');
  });

  it('keeps to the reporting that was configured', async () => {
    const meter = endpoint('plug', 2);
    await meter.bind('genAnalogInput', coordinatorEndpoint());
    await meter.configureReporting('genAnalogInput', [
      {
        attribute: 'presentValue',
        minimumReportInterval: 1,
        maximumReportInterval: 2,
        reportableChange: 500,
      },
    ]);
    const since = performance.now();
    const reports = () =>
      converted.messages.filter(({ cluster, atMs }) => cluster === 'genAnalogInput' && atMs > since + 10);
    // Small moves wait for the maximum.
    await waitUntil('two reports', () => reports().length >= 2);
    const gaps = reports()
      .slice(0, 2)
      .map(({ atMs }, index, all) => atMs - (all[index - 1]?.atMs ?? since));
    for (const gap of gaps) expect(gap).toBeGreaterThan(1_900);
    // A large one waits for the minimum only.
    const before = reports().at(-1)?.atMs ?? 0;
    variable('plug', 'load').setFromOutside(2_000);
    const next = await waitUntil('the jump', () =>
      reports().find(({ values }) => Number(values.power) > 1_500),
    );
    expect(next.atMs - before).toBeGreaterThan(900);
    expect(next.atMs - before).toBeLessThan(1_800);
  });

  it('is the same house after a restart, without joining again', async () => {
    const energy = Number(variable('plug', 'energy').value);
    const networkAddress = service.device('plug').node.networkAddress;
    await controller.stop();
    await service.stop();
    interviews.clear();
    await start();
    expect(service.device('plug').node.networkAddress).toBe(networkAddress);
    expect(variable('plug', 'state').value).toBe('ON');
    expect(Number(variable('plug', 'energy').value)).toBeGreaterThanOrEqual(energy);
    expect(service.device('plug').node.bindings).toHaveLength(1);
    const [configuration] = await endpoint('plug', 2).readReportingConfig('genAnalogInput', [
      { attribute: 'presentValue' },
    ]);
    expect(configuration).toMatchObject({ minRepIntval: 1, maxRepIntval: 2 });
    await converted.set(address('plug'), 'state', 'OFF');
    expect(variable('plug', 'state').value).toBe('OFF');
    await waitUntil('the air is heard again', () => told('climate').temperature !== undefined);
    expect(interviews.size).toBe(0);
  });

  it('loses a device that is told to leave, and takes it in again', async () => {
    await controller.getDeviceByIeeeAddr(address('lamp'))?.removeFromNetwork();
    await waitUntil('it left', () => !service.device('lamp').node.joined);
    await controller.permitJoin(60);
    await waitUntil('it is back', () => interviews.get(address('lamp')) === 'successful');
  });
});
