import { basic } from '../../zcl/clusters/basic.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { Battery } from '../behaviours/battery.ts';
import { PowerRecord } from '../behaviours/power-record.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import { announceAsLumi, batteryHeartbeatMs } from './lumi-presence.ts';
import { type LumiTag, lumiTags } from './lumi-tags.ts';
import { serveIdentify } from './serve-identify.ts';

/** The common life of the older battery devices: a coin cell, and a heartbeat that tells of it and of `tags`. */
export function liveOnLumiBattery(assembly: DeviceAssembly, tags: () => readonly LumiTag[]): Battery {
  const { context } = assembly;
  const battery = assembly.add(new Battery(context));
  const record = assembly.add(new PowerRecord());
  serveIdentify(assembly, 1);
  announceAsLumi(assembly, {
    attribute: basic.attributes.lumiHeartbeat,
    everyMs: batteryHeartbeatMs,
    tags: () => [
      [lumiTags.batteryVoltage, dataTypes.uint16, battery.voltage.value],
      [lumiTags.chipTemperature, dataTypes.int8, Math.round(context.surroundings.temperature()) + 2],
      [lumiTags.powerOutages, dataTypes.uint16, record.outages + 1],
      [lumiTags.triggers, dataTypes.uint40, 1],
      [lumiTags.parent, dataTypes.uint16, 0],
      ...tags(),
    ],
  });
  return battery;
}
