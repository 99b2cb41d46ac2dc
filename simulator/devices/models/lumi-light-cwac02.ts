import { analogInput } from '../../zcl/clusters/analog-input.ts';
import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { binaryInput, multistateInput } from '../../zcl/clusters/binary.ts';
import {
  colorCapabilityTemperature,
  colorControl,
  colorModeTemperature,
} from '../../zcl/clusters/color-control.ts';
import { deviceTemperature } from '../../zcl/clusters/device-temperature.ts';
import { groups } from '../../zcl/clusters/groups.ts';
import { alarms } from '../../zcl/clusters/housekeeping.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { levelControl } from '../../zcl/clusters/level-control.ts';
import { lumiSpecific } from '../../zcl/clusters/lumi-specific.ts';
import { electricalMeasurement, metering } from '../../zcl/clusters/metering.ts';
import { onOff } from '../../zcl/clusters/on-off.ts';
import { scenes } from '../../zcl/clusters/scenes.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { ChipTemperature } from '../behaviours/chip-temperature.ts';
import { Dimming, levelMax } from '../behaviours/dimming.ts';
import { PowerRecord } from '../behaviours/power-record.ts';
import { Switching } from '../behaviours/switching.ts';
import { WhiteTuning } from '../behaviours/white-tuning.ts';
import type { DeviceModel } from '../device-model.ts';
import { rememberStateAsNewLumi } from '../parts/lumi-power-outage-memory.ts';
import { announceAsLumi, mainsHeartbeatMs } from '../parts/lumi-presence.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveGroups } from '../parts/serve-groups.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { serveLevel } from '../parts/serve-level.ts';
import { serveOnOff } from '../parts/serve-on-off.ts';
import { serveWhiteTuning } from '../parts/serve-white-tuning.ts';
import { lumiRouter } from './lumi-common.ts';

const executeIfOff = 0x01;
/** Mireds: 6500 K and 2700 K. */
const coldest = 153;
const warmest = 370;
const onChange = { minimumS: 0, maximumS: 0, change: null };
const onSteadyChange = { minimumS: 1, maximumS: 0, change: 1 };

/** Aqara's bulb of adjustable white. */
export const lumiLightCwac02: DeviceModel = {
  modelId: 'lumi.light.cwac02',
  product: 'Aqara ZNLDP13LM',
  summary: 'Bulb of adjustable white',
  ieeeAddressPrefix: '0x54ef4410',
  node: lumiRouter,
  layout: defineLayout(
    [
      {
        endpointId: 1,
        deviceId: 0x010c,
        servers: [
          serve(basic, {
            zclVersion: 3,
            applicationVersion: 27,
            stackVersion: 2,
            hardwareVersion: 1,
            manufacturerName: 'LUMI',
            modelId: 'lumi.light.cwac02',
            dateCode: 'Jan 16 2021',
            powerSource: powerSources.dc,
          }),
          serve(deviceTemperature, { currentTemperature: 25 }),
          serve(identify, { identifyTime: 0 }),
          serve(groups, { nameSupport: 0 }),
          serve(scenes, {
            sceneCount: 0,
            currentScene: 0,
            currentGroup: 0,
            sceneValid: false,
            nameSupport: 0,
          }),
          serve(onOff, { onOff: false, globalSceneControl: true }, { onOff: onChange }),
          serve(
            levelControl,
            { currentLevel: levelMax, remainingTime: 0, options: executeIfOff, onOffTransitionTime: 0 },
            { currentLevel: onSteadyChange },
          ),
          serve(alarms, { alarmCount: 0 }),
          serve(analogInput),
          serve(binaryInput),
          serve(multistateInput),
          serve(
            colorControl,
            {
              remainingTime: 0,
              colorTemperature: coldest,
              colorMode: colorModeTemperature,
              options: executeIfOff,
              colorCapabilities: colorCapabilityTemperature,
              colorTemperaturePhysicalMin: coldest,
              colorTemperaturePhysicalMax: warmest,
            },
            { colorTemperature: onSteadyChange },
          ),
          serve(metering),
          serve(electricalMeasurement),
          serve(lumiSpecific, { mode: 0, heartbeat: Buffer.alloc(0), powerOutageMemory: false }),
        ],
        outputClusterIds: [0x000a, 0x0019],
      },
      {
        // Green Power proxy.
        endpointId: 242,
        profileId: 0xa1e0,
        deviceId: 0x0061,
        deviceVersion: 0,
        servers: [],
        outputClusterIds: [0x0021],
      },
    ],
    { reportsToCoordinator: true },
  ),
  assemble(assembly) {
    const { context, server } = assembly;
    const switching = assembly.add(new Switching('on'));
    const dimming = assembly.add(new Dimming(context, switching));
    const tuning = assembly.add(new WhiteTuning(context, { minimum: coldest, maximum: warmest }));
    const record = assembly.add(new PowerRecord());
    const identifying = serveIdentify(assembly, 1);
    const warmth = () => 4 + (switching.on ? (18 * dimming.brightness.value) / levelMax : 0);
    const chip = assembly.add(new ChipTemperature(context, warmth));
    server.provide(1, deviceTemperature.attributes.currentTemperature, () => chip.celsius);
    serveGroups(assembly, 1, identifying);
    serveOnOff(assembly, 1, switching);
    serveLevel(assembly, 1, dimming, switching);
    serveWhiteTuning(assembly, 1, tuning, switching);
    rememberStateAsNewLumi(assembly, 1, switching);
    announceAsLumi(assembly, {
      attribute: lumiSpecific.attributes.heartbeat,
      everyMs: mainsHeartbeatMs,
      tags: () => [
        [lumiTags.chipTemperature, dataTypes.int8, chip.celsius],
        [lumiTags.powerOutages, dataTypes.uint16, record.outages + 1],
        [lumiTags.value1, dataTypes.boolean, switching.on],
        [lumiTags.value2, dataTypes.uint8, dimming.brightness.value],
        [lumiTags.value3, dataTypes.uint16, tuning.colorTemperature.value],
      ],
    });
  },
};
