import { beforeAll, describe, expect, it } from 'vitest';
import type { Events, Models } from 'zigbee-herdsman';
import { Zcl } from 'zigbee-herdsman';
import { setLogger } from 'zigbee-herdsman-converters';
import { silentLogger } from '../../common/logger.ts';
import type { TraitValues } from '../../devices/trait.ts';
import { decodeTraitValues } from '../traits/trait-codec.ts';
import { createEntry } from './device-entry.ts';
import { findModel } from './device-model.ts';
import { herdsmanLog } from './herdsman-log.ts';
import { decodeMessage } from './message-decoder.ts';
import { radioFailure } from './radio-failure.ts';
import { getTraits, setTraits, type TraitAccessContext } from './trait-access.ts';

interface Call {
  endpointId: number;
  call: string;
  cluster: string;
  what: unknown;
}

/** What converters use of the library's endpoint; they know it by the name of its class. */
class Endpoint {
  readonly ID: number;
  readonly deviceIeeeAddress: string;
  readonly meta = {};
  readonly calls: Call[];
  /** What `zclCommand` and `read` do. */
  answer: (call: Call) => unknown = () => undefined;

  constructor(id: number, ieeeAddress: string, calls: Call[]) {
    this.ID = id;
    this.deviceIeeeAddress = ieeeAddress;
    this.calls = calls;
  }

  getDevice() {
    return { ieeeAddr: this.deviceIeeeAddress };
  }

  getClusterAttributeValue() {
    return undefined;
  }

  saveClusterAttributeKeyValue() {
    return undefined;
  }

  supportsInputCluster() {
    return true;
  }

  async zclCommand(cluster: string, command: string, payload: unknown) {
    return this.#note('command', cluster, [command, payload]);
  }

  async command(cluster: string, command: string, payload: unknown) {
    await this.zclCommand(cluster, command, payload);
  }

  async write(cluster: string, attributes: unknown) {
    this.#note('write', cluster, attributes);
  }

  async read(cluster: string, attributes: unknown) {
    return this.#note('read', cluster, attributes);
  }

  #note(call: string, cluster: string, what: unknown): unknown {
    const note = { endpointId: this.ID, call, cluster, what };
    this.calls.push(note);
    return this.answer(note);
  }
}

class Device {
  readonly ieeeAddr = '0x00158d0001020304';
  readonly calls: Call[] = [];
  readonly endpoints: Endpoint[];
  readonly modelID: string;
  readonly type: string = 'Router';
  readonly powerSource = 'Mains (single phase)';
  readonly manufacturerName = 'LUMI';
  readonly networkAddress = 0x1234;
  readonly meta = {};

  constructor(modelID: string, endpointIds: number[]) {
    this.modelID = modelID;
    this.endpoints = endpointIds.map((id) => new Endpoint(id, this.ieeeAddr, this.calls));
  }

  getEndpoint(id: number) {
    return this.endpoints.find((endpoint) => endpoint.ID === id);
  }
}

interface Bench extends TraitAccessContext {
  calls: Call[];
  endpoints: Endpoint[];
  /** A message of the device, as the library gives it. */
  receive(cluster: string, data: Record<string, unknown>, endpointId?: number): Promise<TraitValues>;
}

async function benchOf(modelId: string, endpointIds = [1]): Promise<Bench> {
  const fake = new Device(modelId, endpointIds);
  const device = fake as unknown as Models.Device;
  const model = await findModel(device);
  if (!model) throw new Error(`no definition for ${modelId}`);
  const entry = createEntry(model.descriptor, device.networkAddress);
  const state = {};
  const receive: Bench['receive'] = async (cluster, data, endpointId = 1) => {
    const message = {
      type: 'attributeReport',
      cluster,
      data,
      device,
      endpoint: fake.getEndpoint(endpointId),
      linkquality: 100,
      groupID: 0,
      meta: { rawData: Buffer.alloc(0) },
    } as unknown as Events.MessagePayload;
    const values = await decodeMessage(message, {
      model,
      state,
      logger: silentLogger(),
      deviceExposesChanged: () => undefined,
      publishLater: () => undefined,
    });
    Object.assign(state, values);
    const decoded = decodeTraitValues(model.descriptor.traits, values);
    if (entry.gathered) Object.assign(entry.gathered, decoded);
    return decoded;
  };
  return {
    entry,
    model,
    device,
    state,
    remember: (values) => Object.assign(state, values),
    publishLater: () => undefined,
    deviceExposesChanged: () => undefined,
    calls: fake.calls,
    endpoints: fake.endpoints,
    receive,
  };
}

function defaultResponse(statusCode: number) {
  return { header: { isGlobal: true }, command: { name: 'defaultRsp' }, payload: { cmdId: 1, statusCode } };
}

beforeAll(() => setLogger(herdsmanLog(silentLogger())));

describe('messages', () => {
  it('of the four models become values', async () => {
    const weather = await benchOf('lumi.weather');
    expect(await weather.receive('msTemperatureMeasurement', { measuredValue: 2134 })).toEqual({
      temperature: 21.34,
    });
    expect(await weather.receive('msRelativeHumidity', { measuredValue: 4567 })).toEqual({ humidity: 45.67 });
    expect(await weather.receive('genBasic', { 65281: { 1: 3005, 3: 24 } })).toMatchObject({
      battery: 100,
      voltage: 3005,
    });
    const door = await benchOf('lumi.sensor_magnet.aq2');
    expect(await door.receive('genOnOff', { onOff: 1 })).toEqual({ contact: false });
    expect(await door.receive('genOnOff', { onOff: 0 })).toEqual({ contact: true });
    const plug = await benchOf('lumi.plug', [1, 2]);
    expect(await plug.receive('genOnOff', { onOff: 1 })).toEqual({ state: 'ON' });
    expect(await plug.receive('genAnalogInput', { presentValue: 12.34 }, 2)).toEqual({ power: 12.34 });
    const light = await benchOf('lumi.light.cwac02');
    expect(await light.receive('genLevelCtrl', { currentLevel: 128 })).toEqual({ brightness: 128 });
  });

  it('of no known cluster, or with nonsense in them, become none', async () => {
    const weather = await benchOf('lumi.weather');
    expect(await weather.receive('noSuchCluster', { measuredValue: 2134 })).toEqual({});
    expect(await weather.receive('msTemperatureMeasurement', { measuredValue: 'warm' })).toEqual({});
    expect(await weather.receive('genBasic', { 65281: null as unknown as object })).toEqual({});
  });
});

describe('setTraits', () => {
  it('says what the device confirmed by its default response', async () => {
    const plug = await benchOf('lumi.plug');
    await expect(setTraits(plug, { state: 'ON' })).resolves.toEqual({ state: 'ON' });
    expect(plug.calls).toEqual([{ endpointId: 1, call: 'command', cluster: 'genOnOff', what: ['on', {}] }]);
    expect(plug.state).toEqual({ state: 'ON' });
  });

  it('fails where the device answers with an error status, and believes nothing then', async () => {
    const plug = await benchOf('lumi.plug');
    for (const endpoint of plug.endpoints) endpoint.answer = () => defaultResponse(Zcl.Status.INVALID_VALUE);
    const failure = await setTraits(plug, { state: 'ON' }).catch(radioFailure);
    expect(failure).toMatchObject({ reason: 'invalid-value' });
    expect(plug.state).toEqual({});
    for (const endpoint of plug.endpoints) endpoint.answer = () => defaultResponse(Zcl.Status.SUCCESS);
    await expect(setTraits(plug, { state: 'ON' })).resolves.toEqual({ state: 'ON' });
  });

  it.each([
    ['has obeyed all the same', 1, { state: 'ON' }],
    ['has not obeyed', 0, undefined],
  ])('asks a device that does not answer, and tells that it %s', async (_, onOff, confirmed) => {
    const plug = await benchOf('lumi.plug');
    for (const endpoint of plug.endpoints) {
      endpoint.answer = ({ call }) => {
        if (call === 'read') return plug.receive('genOnOff', { onOff });
        throw new Error('Timeout - 1 - 1 - 3 - 6 - 11 after 10000ms');
      };
    }
    const outcome = await setTraits(plug, { state: 'ON' }).catch(radioFailure);
    expect(outcome).toEqual(confirmed ?? expect.objectContaining({ reason: 'timeout' }));
    expect(plug.calls.map((each) => each.call)).toEqual(['command', 'read']);
  });

  it('reads back what a toggle made of it', async () => {
    const plug = await benchOf('lumi.plug');
    Object.assign(plug.state, { state: 'ON' });
    for (const endpoint of plug.endpoints) {
      endpoint.answer = ({ call }) => (call === 'read' ? plug.receive('genOnOff', { onOff: 1 }) : undefined);
    }
    await expect(setTraits(plug, { state: 'TOGGLE' })).resolves.toEqual({ state: 'ON' });
    expect(plug.calls.map((each) => each.call)).toEqual(['command', 'read']);
  });

  it('does not take a report from before for an answer', async () => {
    const plug = await benchOf('lumi.plug');
    for (const endpoint of plug.endpoints) {
      endpoint.answer = () => {
        plug.receive('genOnOff', { onOff: 0 });
        return defaultResponse(0);
      };
    }
    await expect(setTraits(plug, { state: 'ON' })).resolves.toEqual({ state: 'ON' });
  });

  it('gives a converter of several keys all of them at once', async () => {
    const light = await benchOf('lumi.light.cwac02');
    await expect(setTraits(light, { brightness: 100, state: 'ON' })).resolves.toMatchObject({
      state: 'ON',
      brightness: 100,
    });
    expect(light.calls.filter((each) => each.call === 'command')).toHaveLength(1);
  });

  it('switches on before and off after everything else', async () => {
    const light = await benchOf('lumi.light.cwac02');
    await setTraits(light, { color_temp: 200, state: 'ON' });
    await setTraits(light, { state: 'OFF', color_temp: 200 });
    expect(light.calls.filter((each) => each.call === 'command').map((each) => each.cluster)).toEqual([
      'genOnOff',
      'lightingColorCtrl',
      'lightingColorCtrl',
      'genOnOff',
    ]);
  });

  it('finds the endpoint in the name, and puts it back into the confirmed one', async () => {
    const gangs = await benchOf('lumi.switch.b2nacn01', [1, 2]);
    const names = gangs.model.descriptor.traits.map((trait) => trait.name);
    expect(names).toContain('state_left');
    await expect(setTraits(gangs, { state_right: 'ON', state_left: 'OFF' })).resolves.toEqual({
      state_left: 'OFF',
      state_right: 'ON',
    });
    expect(gangs.calls.map(({ endpointId, what }) => [endpointId, (what as string[])[0]])).toEqual([
      [2, 'on'],
      [1, 'off'],
    ]);
  });

  it('turns down what no converter sets, and what a converter will not take', async () => {
    const weather = await benchOf('lumi.weather');
    await expect(setTraits(weather, { temperature: 20 }).catch(radioFailure)).resolves.toMatchObject({
      reason: 'unsupported',
    });
    const plug = await benchOf('lumi.plug');
    await expect(setTraits(plug, { state: 'SIDEWAYS' }).catch(radioFailure)).resolves.toMatchObject({
      reason: 'invalid-value',
    });
    expect(plug.calls).toEqual([]);
  });
});

describe('getTraits', () => {
  it('gives what the device answered', async () => {
    const plug = await benchOf('lumi.plug');
    for (const endpoint of plug.endpoints) endpoint.answer = () => plug.receive('genOnOff', { onOff: 1 });
    await expect(getTraits(plug, ['state'])).resolves.toEqual({ state: 'ON' });
    expect(plug.entry.gathered).toBeUndefined();
  });

  it('turns down what cannot be asked for', async () => {
    const plug = await benchOf('lumi.plug');
    await expect(getTraits(plug, ['energy']).catch(radioFailure)).resolves.toMatchObject({
      reason: 'unsupported',
    });
  });
});
