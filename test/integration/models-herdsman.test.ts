import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Controller } from 'zigbee-herdsman';
import { deviceModels } from '../../simulator/devices/models/device-models.ts';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { parseHouse } from '../../simulator/house/load-house.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { ConvertedDevices } from '../support/converted-devices.ts';
import { herdsman } from '../support/coordinator-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

type Values = Record<string, unknown>;
/** Something that is done to a device. */
type Deed = { outside: string; to: unknown } | { set: string; to: unknown };

interface Trial {
  does: Deed;
  /** What the converters come to then. */
  told?: Values;
  /** What is true of the device then. */
  true?: Values;
}

const outside = (name: string, to: unknown, told: Values): Trial => ({ does: { outside: name, to }, told });
const set = (key: string, to: unknown, truth: Values, told?: Values): Trial => ({
  does: { set: key, to },
  true: truth,
  ...(told === undefined ? {} : { told }),
});

/** By model id: its definition's model, and what is tried with it. */
const trials: Record<string, readonly [model: string, ...Trial[]]> = {
  'SP 240': ['SP 240', set('state', 'ON', { state: 'ON' }, { state: 'ON' })],
  'ROB_200-011-0': ['ROB_200-011-0', set('brightness', 99, { brightness: 99 }, { brightness: 99 })],
  AC201: [
    'AC201',
    set('system_mode', 'cool', { system_mode: 'cool' }, { system_mode: 'cool' }),
    set('occupied_cooling_setpoint', 22, { occupied_cooling_setpoint: 22 }),
  ],
  DS01: [
    'SNZB-04',
    outside('contact', false, { contact: false }),
    outside('contact', true, { contact: true }),
  ],
  WB01: ['SNZB-01', outside('action', 'double', { action: 'double' })],
  'TRADFRI on/off switch': [
    'E1743',
    outside('action', 'brightness_move_up', { action: 'brightness_move_up' }),
  ],
  'SmokeSensor-EM': [
    'HS3SA/HS1SA',
    outside('smoke', true, { smoke: true }),
    outside('test', true, { test: true }),
  ],
  'WaterSensor-EM': ['HS1WL/HS3WL', outside('water_leak', true, { water_leak: true })],
  'lumi.weather': ['WSDCGQ11LM', outside('temperature', 31.5, { temperature: 31.5 })],
  'lumi.sensor_magnet.aq2': ['MCCGQ11LM', outside('contact', false, { contact: false })],
  'lumi.plug': ['ZNCZ02LM', set('state', 'ON', { state: 'ON' }, { state: 'ON' })],
  'lumi.light.cwac02': ['ZNLDP13LM', set('brightness', 77, { brightness: 77 }, { brightness: 77 })],
  'lumi.sensor_motion': ['RTCGQ01LM', outside('occupancy', true, { occupancy: true })],
  'lumi.sensor_motion.aq2': ['RTCGQ11LM', outside('occupancy', true, { occupancy: true })],
  'lumi.sensor_wleak.aq1': ['SJCGQ11LM', outside('water_leak', true, { water_leak: true })],
  'lumi.sensor_smoke': [
    'JTYJ-GD-01LM/BW',
    outside('smoke', true, { smoke: true, tamper: false }),
    outside('tamper', true, { tamper: true }),
    set('selftest', '', {}, { test: true }),
    set('sensitivity', 'high', {}),
  ],
  'lumi.sensor_natgas': [
    'JTQJ-BF-01LM/BW',
    outside('gas', true, { gas: true }),
    set('sensitivity', 'low', {}),
  ],
  'lumi.sen_ill.mgl01': ['GZCGQ01LM', outside('illuminance', 1000, { illuminance: 1000 })],
  'lumi.motion.ac01': [
    'RTCZCGQ11LM',
    outside('presence', true, { presence: true, presence_event: 'enter' }),
    outside('presence', false, { presence: false, presence_event: 'leave' }),
    set('approach_distance', 'near', {}),
  ],
  'lumi.vibration.aq1': [
    'DJT11LM',
    outside('strength', 120, {}),
    outside('vibration', true, { vibration: true, strength: 120 }),
    outside('action', 'drop', { action: 'drop' }),
    set('sensitivity', 'low', {}),
  ],
  'lumi.remote.b186acn01': [
    'WXKG03LM_rev2',
    outside('action', 'double', { action: 'double' }),
    outside('action', 'hold', { action: 'hold' }),
  ],
  'lumi.sensor_cube.aqgl01': [
    'MFKZQ01LM',
    outside('action', 'shake', { action: 'shake' }),
    outside('action', 'slide', { action: 'slide', side: 0 }),
    outside('action', 'flip90', { action: 'flip90', action_from_side: 0 }),
    outside('action', 'rotate_left', { action: 'rotate_left', action_angle: -45 }),
  ],
  'lumi.switch.b1nacn01': [
    'QBKG19LM',
    set('state', 'ON', { state: 'ON' }, { state: 'ON' }),
    outside('action', 'single', { state: 'OFF', action: 'single' }),
    set('operation_mode', 'decoupled', {}),
    outside('action', 'double', { state: 'OFF', action: 'double' }),
  ],
  'lumi.switch.b2nacn01': [
    'QBKG20LM',
    outside('action_left', 'single', { state_left: 'ON', action: 'single_left' }),
    outside('action_right', 'single', { state_right: 'ON', action: 'single_right' }),
  ],
  'lumi.switch.b1lacn02': [
    'QBKG21LM',
    outside('action', 'single', { state: 'ON', action: 'release' }),
    set('operation_mode', 'decoupled', {}),
    outside('action', 'hold', { state: 'ON', action: 'hold' }),
  ],
  'lumi.switch.b2lacn02': [
    'QBKG22LM',
    outside('action_left', 'single', { state_left: 'ON', action: 'release_left' }),
    outside('action_right', 'single', { state_right: 'ON', action: 'release_right' }),
  ],
  'lumi.curtain.hagl04': [
    'ZNCLDJ12LM',
    set('position', 95, { position: 95 }, { motor_state: 'stopped', position: 95 }),
    set('state', 'STOP', { motor_state: 'stopped' }),
  ],
  'lumi.airrtc.agl001': [
    'SRTS-A01',
    set(
      'occupied_heating_setpoint',
      23.5,
      { occupied_heating_setpoint: 23.5 },
      { occupied_heating_setpoint: 23.5 },
    ),
    set('system_mode', 'off', { system_mode: 'off' }, { system_mode: 'off' }),
    set('child_lock', 'LOCK', {}, { child_lock: 'LOCK' }),
    outside('local_temperature', 19.5, { local_temperature: 19.5 }),
  ],
  'lumi.lock.acn02': [
    'ZNMS12LM',
    outside('knob', 'lock', { state: 'LOCK', action: 'locked' }),
    outside('finger', 'stranger', { action: 'finger_not_match', action_repeat: 1 }),
    outside('finger', 'user-3', { state: 'UNLOCK', action_user: 3 }),
  ],
  'TRADFRI bulb E27 WS opal 980lm': [
    'LED1545G12',
    set('state', 'ON', { state: 'ON' }),
    set('color_temp', 400, { color_temp: 400 }),
  ],
  'TRADFRI bulb E27 W opal 1000lm': ['LED1623G12', set('brightness', 30, { state: 'ON', brightness: 30 })],
  'FYRTUR block-out roller blind': ['E1757', set('position', 97, { position: 97 })],
  TH01: ['SNZB-02', outside('temperature', 30.5, { temperature: 30.5 })],
  MS01: ['SNZB-03', outside('occupancy', true, { occupancy: true })],
  'Zen-01': [
    'Zen-01-W',
    set('occupied_heating_setpoint', 25, { occupied_heating_setpoint: 25 }),
    set('system_mode', 'cool', { system_mode: 'cool' }),
  ],
  'YRD226 TSDB': [
    'YRD226HA2619',
    set('state', 'LOCK', { lock_state: 'locked' }, { lock_state: 'locked', action: 'lock' }),
    outside('knob', 'unlock', { lock_state: 'unlocked', action: 'manual_unlock' }),
  ],
};

const idOf = (modelId: string) => modelId.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
const houseText = `
name: One of each
seed: 5
clock: { speed: 20 }
hubs: { hub: { radio: { port: 0, baud: 0 } } }
devices:
${[...deviceModels.keys()].map((modelId) => `  ${idOf(modelId)}: { model: "${modelId}", usedEvery: 1d }`).join('\n')}
`;

/** Stock zigbee-herdsman and its converters with one device of each model. */
describe('every model with zigbee-herdsman', () => {
  const interviews = new Map<string, string>();
  let directory = '';
  let service: HouseService;
  let controller: Controller;
  let converted: ConvertedDevices;
  const address = (modelId: string) => service.device(idOf(modelId)).entry.ieeeAddress;

  beforeAll(async () => {
    service = await startHouse(parseHouse(houseText, 'house.yaml'), { logger: silentLogger() });
    const [radio] = service.radios;
    directory = await mkdtemp(join(tmpdir(), 'models-'));
    controller = herdsman(radio?.port ?? 0, join(directory, 'herdsman'));
    await controller.start();
    converted = new ConvertedDevices(controller);
    controller.on('deviceInterview', ({ device, status }) => {
      if (status !== 'started') interviews.set(device.ieeeAddr, status);
    });
    await controller.permitJoin(254);
    await waitUntil('all are interviewed', () => interviews.size === deviceModels.size, 60_000);
  }, 90_000);

  afterAll(async () => {
    await controller?.stop();
    await service?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('has something to try with every model', () => {
    expect(Object.keys(trials).sort()).toEqual([...deviceModels.keys()].sort());
  });

  it.each(Object.keys(trials))(
    '%s',
    async (modelId) => {
      const [model, ...steps] = trials[modelId] ?? [''];
      const ieeeAddress = address(modelId);
      expect(interviews.get(ieeeAddress)).toBe('successful');
      const definition = await converted.definition(ieeeAddress);
      expect([definition.model, definition.generated ?? false]).toEqual([model, false]);
      await converted.configure(ieeeAddress);
      const { device } = service.device(idOf(modelId));
      for (const step of steps) {
        if ('set' in step.does) await converted.set(ieeeAddress, step.does.set, step.does.to);
        else device.variable(step.does.outside).setFromOutside(step.does.to);
        const truth = () =>
          Object.fromEntries(Object.keys(step.true ?? {}).map((name) => [name, device.variable(name).value]));
        const heard = () => converted.values(ieeeAddress);
        const holds = () =>
          Object.entries(step.true ?? {}).every(([name, value]) => truth()[name] === value) &&
          Object.entries(step.told ?? {}).every(([name, value]) => heard()[name] === value);
        await waitUntil(`${JSON.stringify(step)}`, holds, 6_000).catch((error: unknown) => {
          throw new Error(`heard ${JSON.stringify(heard())}, true is ${JSON.stringify(truth())}`, {
            cause: error,
          });
        });
      }
    },
    20_000,
  );
});
