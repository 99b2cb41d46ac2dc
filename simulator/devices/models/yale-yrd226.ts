import { doorLock } from '../../zcl/clusters/door-lock.ts';
import { alarms } from '../../zcl/clusters/housekeeping.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery, batteryPacks } from '../behaviours/battery.ts';
import { lockUsersMax } from '../behaviours/lock-users.ts';
import { Locking } from '../behaviours/locking.ts';
import type { DeviceModel } from '../device-model.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveDoorLock } from '../parts/serve-door-lock.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { numberSetting, wordSetting } from '../setting.ts';
import { standardBasic, standardSleeper } from './standard-common.ts';

const { attributes } = doorLock;
const soundVolumes = { 0: 'silent_mode', 1: 'low_volume', 2: 'high_volume' } as const;

/** Yale's lock, by the standard: turned over the air, by code, card or knob, it tells who turned it. */
export const yaleYrd226: DeviceModel = {
  modelId: 'YRD226 TSDB',
  product: 'Yale YRD226HA2619',
  summary: 'Door lock with codes, by the standard',
  ieeeAddressPrefix: '0x000d6fff',
  node: { ...standardSleeper(0x101d), sleepy: false },
  layout: defineLayout([
    {
      endpointId: 1,
      deviceId: 0x000a,
      servers: [
        standardBasic('Yale', 'YRD226 TSDB', 'battery'),
        serve(powerConfiguration, {
          batteryVoltage: 60,
          batteryPercentageRemaining: 200,
          batteryAlarmState: 0,
        }),
        serve(identify, { identifyTime: 0 }),
        serve(alarms, { alarmCount: 0 }),
        serve(doorLock, {
          lockState: 2,
          lockType: 0,
          actuatorEnabled: true,
          numberOfPinUsersSupported: lockUsersMax,
          autoRelockTime: 0,
          soundVolume: 1,
        }),
      ],
      outputClusterIds: [0x000a, 0x0019],
    },
  ]),
  settings: {
    auto_relock_time: numberSetting(1, attributes.autoRelockTime),
    sound_volume: wordSetting(1, attributes.soundVolume, soundVolumes),
  },
  assemble(assembly) {
    const { context } = assembly;
    serveIdentify(assembly, 1);
    serveBattery(assembly, 1, assembly.add(new Battery(context, batteryPacks.fourAa)));
    serveDoorLock(assembly, 1, assembly.add(new Locking(context, ['keypad', 'card'])));
  },
};
