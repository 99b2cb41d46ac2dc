import { basic } from '../../zcl/clusters/basic.ts';
import { doorLock } from '../../zcl/clusters/door-lock.ts';
import { serve } from '../../zcl/layout.ts';
import { Pressing } from '../behaviours/pressing.ts';
import { Shaking } from '../behaviours/shaking.ts';
import { type Axes, Tilting } from '../behaviours/tilting.ts';
import type { DeviceModel } from '../device-model.ts';
import { liveOnLumiBattery } from '../parts/lumi-battery-life.ts';
import { numberSetting } from '../setting.ts';
import { oldLumiEndDevice, oldLumiSensorLayout } from './lumi-common.ts';

const { lumiMovement, lumiStrength, lumiTilt, lumiAxes } = doorLock.attributes;
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
  settings: { sensitivity: numberSetting(1, basic.attributes.lumiSensitivity) },
  assemble(assembly) {
    const { context, server } = assembly;
    const shaking = assembly.add(new Shaking(context));
    shaking.sensitivity = Number(server.get(1, basic.attributes.lumiSensitivity));
    const tilting = assembly.add(new Tilting());
    const moving = assembly.add(new Pressing(['tilt', 'drop']));
    const tell = (movement: keyof typeof movements) => {
      server.set(1, lumiMovement, movements[movement]);
      server.report(1, [lumiMovement]);
    };
    moving.onAction = (movement) => {
      if (movement === 'tilt') tilting.turn();
      else tell('drop');
    };
    tilting.onTilt = (degrees) => {
      tell('tilt');
      server.set(1, lumiTilt, degrees);
      server.set(1, lumiAxes, packAxes(tilting.axes));
      server.report(1, [lumiTilt]);
      server.report(1, [lumiAxes]);
    };
    shaking.vibration.watch(() => {
      if (!shaking.vibration.value) return;
      tell('vibration');
      server.set(1, lumiStrength, packStrength(Math.round(shaking.strength.value)));
      server.report(1, [lumiStrength]);
    });
    server.handle(1, basic, {
      written: (attribute, value) => {
        if (attribute === basic.attributes.lumiSensitivity) shaking.sensitivity = Number(value);
      },
    });
    liveOnLumiBattery(assembly);
  },
};

/** Three signed 16-bit numbers in one of 48 bits, x lowest. */
function packAxes({ x, y, z }: Axes): number {
  const bytes = Buffer.alloc(6);
  bytes.writeInt16LE(x, 0);
  bytes.writeInt16LE(y, 2);
  bytes.writeInt16LE(z, 4);
  return bytes.readUIntLE(0, 6);
}

/** The middle two bytes, high byte first: the only number of the sensor that is the wrong way round. */
function packStrength(strength: number): number {
  return ((strength & 0xff) << 16) | (strength & 0xff00);
}
