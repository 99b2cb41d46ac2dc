import { analogInput } from '../../zcl/clusters/analog-input.ts';
import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { binaryOutput } from '../../zcl/clusters/binary.ts';
import { deviceTemperature } from '../../zcl/clusters/device-temperature.ts';
import { groups } from '../../zcl/clusters/groups.ts';
import { time } from '../../zcl/clusters/housekeeping.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { onOff } from '../../zcl/clusters/on-off.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { scenes } from '../../zcl/clusters/scenes.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { ChipTemperature } from '../behaviours/chip-temperature.ts';
import { PowerMetering } from '../behaviours/power-metering.ts';
import { PowerRecord } from '../behaviours/power-record.ts';
import { Switching } from '../behaviours/switching.ts';
import type { DeviceModel } from '../device-model.ts';
import { rememberStateAsOldLumi } from '../parts/lumi-power-outage-memory.ts';
import { announceAsLumi, mainsHeartbeatMs } from '../parts/lumi-presence.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveGroups } from '../parts/serve-groups.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { serveOnOff } from '../parts/serve-on-off.ts';
import { servePowerAsAnalogInput } from '../parts/serve-power.ts';
import { lumiBasic, lumiRouter } from './lumi-common.ts';

/** The Mi smart plug (ZigBee), which meters. */
export const lumiPlug: DeviceModel = {
  modelId: 'lumi.plug',
  product: 'Mi ZNCZ02LM',
  summary: 'Plug with metering',
  ieeeAddressPrefix: '0x00158d00',
  node: lumiRouter,
  layout: defineLayout(
    [
      {
        endpointId: 1,
        deviceId: 0x0051,
        servers: [
          lumiBasic('lumi.plug', {
            applicationVersion: 22,
            hardwareVersion: 18,
            dateCode: '02-28-2017',
            powerSource: powerSources.mainsSinglePhase,
          }),
          serve(groups, { nameSupport: 0 }),
          serve(identify, { identifyTime: 0 }),
          serve(onOff, { onOff: false }, { onOff: { minimumS: 0, maximumS: 600, change: null } }),
          serve(binaryOutput, { outOfService: false, presentValue: false, statusFlags: 0 }),
          serve(scenes, {
            sceneCount: 0,
            currentScene: 0,
            currentGroup: 0,
            sceneValid: false,
            nameSupport: 0,
          }),
          serve(time),
          serve(powerConfiguration, { mainsVoltage: 2300 }),
          serve(deviceTemperature, { currentTemperature: 25 }),
        ],
        outputClusterIds: [0x0019, 0x000a],
      },
      {
        endpointId: 2,
        deviceId: 0x0009,
        servers: [
          serve(
            analogInput,
            { outOfService: false, presentValue: 0, statusFlags: 0 },
            { presentValue: { minimumS: 1, maximumS: 600, change: 1 } },
          ),
        ],
        outputClusterIds: [0x000c, 0x0004],
      },
      {
        endpointId: 3,
        deviceId: 0x0053,
        servers: [serve(analogInput, { outOfService: false, presentValue: 0, statusFlags: 0 })],
        outputClusterIds: [0x000c],
      },
    ],
    { reportsToCoordinator: true },
  ),
  assemble(assembly) {
    const { context, server } = assembly;
    const switching = assembly.add(new Switching('off'));
    const metering = assembly.add(new PowerMetering(context, switching));
    const record = assembly.add(new PowerRecord());
    const identifying = serveIdentify(assembly, 1);
    // The relay warms the case by what flows through it.
    const chip = assembly.add(new ChipTemperature(context, () => 3 + metering.power.value / 150));
    server.provide(1, deviceTemperature.attributes.currentTemperature, () => chip.celsius);
    server.provide(3, analogInput.attributes.presentValue, () => Math.fround(metering.energy.value));
    serveGroups(assembly, 1, identifying);
    serveOnOff(assembly, 1, switching);
    servePowerAsAnalogInput(assembly, 2, metering);
    rememberStateAsOldLumi(assembly, 1, switching);
    announceAsLumi(assembly, {
      attribute: basic.attributes.lumiHeartbeat,
      everyMs: mainsHeartbeatMs,
      tags: () => [
        [lumiTags.value1, dataTypes.boolean, switching.on],
        [lumiTags.chipTemperature, dataTypes.int8, chip.celsius],
        [lumiTags.power, dataTypes.float32, metering.power.value],
        [lumiTags.energy, dataTypes.float32, metering.energy.value],
        [lumiTags.powerOutages, dataTypes.uint16, record.outages + 1],
      ],
    });
  },
};
