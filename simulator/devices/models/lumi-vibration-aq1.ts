import { basic } from '../../zcl/clusters/basic.ts';
import { doorLock } from '../../zcl/clusters/door-lock.ts';
import { serve } from '../../zcl/layout.ts';
import { Pressing } from '../behaviours/pressing.ts';
import { Shaking } from '../behaviours/shaking.ts';
import type { DeviceModel } from '../device-model.ts';
import { liveOnLumiBattery } from '../parts/lumi-battery-life.ts';
import { oldLumiEndDevice, oldLumiSensorLayout } from './lumi-common.ts';

const movements = { vibration: 1, tilt: 2, drop: 3 } as const;

/** Aqara's vibration sensor, which takes itself for a door lock. */
export const lumiVibrationAq1: DeviceModel = {
  modelId: 'lumi.vibration.aq1',
  product: 'Aqara DJT11LM',
  summary: 'Vibration, tilt and drop sensor',
  ieeeAddressPrefix: '0x00158d00',
  node: oldLumiEndDevice,
  layout: oldLumiSensorLayout(
    'lumi.vibration.aq1',
    0x000a,
    [serve(doorLock, { lumiMovement: 0, lumiTilt: 0, lumiStrength: 0, lumiAxes: 0 })],
    { basic: { lumiSensitivity: 11 } },
  ),
  assemble(assembly) {
    const { context, server } = assembly;
    const shaking = assembly.add(new Shaking(context));
    const moving = assembly.add(new Pressing(['tilt', 'drop']));
    const { lumiMovement, lumiStrength } = doorLock.attributes;
    const tell = (movement: keyof typeof movements) => {
      server.set(1, lumiMovement, movements[movement]);
      server.report(1, [lumiMovement]);
    };
    moving.onAction = tell;
    shaking.vibration.watch(() => {
      if (!shaking.vibration.value) return;
      tell('vibration');
      server.set(1, lumiStrength, Math.round(shaking.strength.value) * 0x10000);
      server.report(1, [lumiStrength]);
    });
    server.handle(1, basic, {
      written: (attribute, value) => {
        if (attribute === basic.attributes.lumiSensitivity) shaking.sensitivity = Number(value);
      },
    });
    liveOnLumiBattery(assembly, () => []);
  },
};
