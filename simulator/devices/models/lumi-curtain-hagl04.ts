import { analogOutput, multistateOutput } from '../../zcl/clusters/analog-output.ts';
import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { windowCovering } from '../../zcl/clusters/window-covering.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { zclStatus } from '../../zcl/status.ts';
import { Battery, batteryPacks } from '../behaviours/battery.ts';
import { PowerRecord } from '../behaviours/power-record.ts';
import { Travelling } from '../behaviours/travelling.ts';
import type { DeviceModel } from '../device-model.ts';
import { announceAsLumi, mainsHeartbeatMs } from '../parts/lumi-presence.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveCovering } from '../parts/serve-covering.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { lumiBasic, lumiListeningEndDevice } from './lumi-common.ts';

const travelMs = 12_000;
const motorStates = { closing: 0, opening: 1, stopped: 2 } as const;
const onChange = { minimumS: 0, maximumS: 0, change: null };

/** Aqara's curtain motor B1: position as an analog output, motor state as a multistate one. */
export const lumiCurtainHagl04: DeviceModel = {
  modelId: 'lumi.curtain.hagl04',
  product: 'Aqara ZNCLDJ12LM',
  summary: 'Curtain motor with a battery',
  ieeeAddressPrefix: '0x04cf8cdf',
  node: { ...lumiListeningEndDevice, powerSource: 'battery', macCapabilityFlags: 0x88 },
  layout: defineLayout(
    [
      {
        endpointId: 1,
        deviceId: 0x0202,
        servers: [
          lumiBasic('lumi.curtain.hagl04', {
            applicationVersion: 34,
            hardwareVersion: 1,
            dateCode: '20190701',
            powerSource: powerSources.battery,
          }),
          serve(identify, { identifyTime: 0 }),
          serve(analogOutput, { presentValue: 100, statusFlags: 0 }),
          serve(multistateOutput, { presentValue: motorStates.stopped }, { presentValue: onChange }),
          serve(windowCovering, {
            windowCoveringType: 4,
            configStatus: 0x1b,
            currentPositionLiftPercentage: 0,
            mode: 0,
          }),
        ],
        outputClusterIds: [0x000a, 0x0019],
      },
    ],
    { reportsToCoordinator: true },
  ),
  assemble(assembly) {
    const { context, server } = assembly;
    const curtain = assembly.add(new Travelling(context, travelMs));
    const battery = assembly.add(new Battery(context, batteryPacks.lithiumIon));
    const record = assembly.add(new PowerRecord());
    serveIdentify(assembly, 1);
    serveCovering(assembly, 1, curtain);
    const position = analogOutput.attributes.presentValue;
    server.provide(1, position, () => curtain.position.value);
    server.handle(1, analogOutput, {
      accepts: (_, value) =>
        typeof value === 'number' && value >= 0 && value <= 100 ? zclStatus.success : zclStatus.invalidValue,
      written: (_, value) => curtain.moveTo(Number(value)),
    });
    curtain.motorState.watch(() => {
      const { value } = curtain.motorState;
      server.set(1, multistateOutput.attributes.presentValue, motorStates[value]);
      if (value === 'stopped') server.report(1, [position]);
    });
    announceAsLumi(assembly, {
      attribute: basic.attributes.lumiHeartbeat,
      everyMs: mainsHeartbeatMs,
      tags: () => [
        [lumiTags.powerOutages, dataTypes.uint16, record.outages + 1],
        [lumiTags.value2, dataTypes.uint8, battery.percent],
      ],
    });
  },
};
