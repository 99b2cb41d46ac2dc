import { basic } from '../../zcl/clusters/basic.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { Battery, batteryPacks } from '../behaviours/battery.ts';
import { ChipTemperature } from '../behaviours/chip-temperature.ts';
import { PowerRecord } from '../behaviours/power-record.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import { announceAsLumi, batteryHeartbeatMs } from './lumi-presence.ts';
import { type LumiTag, lumiTags } from './lumi-tags.ts';
import { serveIdentify } from './serve-identify.ts';

/** Above the air around it, °C. */
const chipExcess = 2;
const triggersMax = 0xffff;
// Shared: houses are large.
const noTags = (): readonly LumiTag[] => [];
const never = () => 0;

export interface LumiBatteryLifeOptions {
  /** What it tells of beyond what all do. */
  tags?: () => readonly LumiTag[];
  /** How often it was triggered in its life. */
  triggers?: () => number;
  /** A number that nobody outside knows the meaning of. */
  modelTag?: number;
  pack?: (typeof batteryPacks)[keyof typeof batteryPacks];
}

/** The common life of the older battery devices: a battery, and a heartbeat that tells of it. */
export function liveOnLumiBattery(assembly: DeviceAssembly, options: LumiBatteryLifeOptions = {}): Battery {
  const { context } = assembly;
  const { tags = noTags, triggers = never, modelTag, pack = batteryPacks.lumiCoinCell } = options;
  const battery = assembly.add(new Battery(context, pack));
  const chip = assembly.add(new ChipTemperature(context, chipExcess));
  const record = assembly.add(new PowerRecord());
  serveIdentify(assembly, 1);
  announceAsLumi(assembly, {
    attribute: basic.attributes.lumiHeartbeat,
    everyMs: batteryHeartbeatMs,
    tags: () => [
      [lumiTags.batteryVoltage, dataTypes.uint16, battery.voltage.value],
      [lumiTags.chipTemperature, dataTypes.int8, chip.celsius],
      ...(modelTag === undefined ? [] : [[lumiTags.model, dataTypes.uint16, modelTag] as const]),
      [lumiTags.powerOutages, dataTypes.uint16, record.outages + 1],
      [lumiTags.triggers, dataTypes.uint40, (triggers() % triggersMax) + 1],
      [lumiTags.parent, dataTypes.uint16, 0],
      ...tags(),
    ],
  });
  return battery;
}
