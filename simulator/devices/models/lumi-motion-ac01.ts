import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { lumiSpecific } from '../../zcl/clusters/lumi-specific.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { PowerRecord } from '../behaviours/power-record.ts';
import { PresenceSensing } from '../behaviours/presence-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { announceAsLumi, mainsHeartbeatMs } from '../parts/lumi-presence.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { lumiRouter } from './lumi-common.ts';

const events = { enter: 0, leave: 1 } as const;

/** Aqara's presence radar FP1: knows of sleepers too. */
export const lumiMotionAc01: DeviceModel = {
  modelId: 'lumi.motion.ac01',
  product: 'Aqara RTCZCGQ11LM',
  summary: 'Presence sensor (radar)',
  ieeeAddressPrefix: '0x54ef4410',
  node: lumiRouter,
  layout: defineLayout(
    [
      {
        endpointId: 1,
        deviceId: 0xffff,
        servers: [
          serve(basic, {
            zclVersion: 3,
            applicationVersion: 54,
            stackVersion: 0,
            hardwareVersion: 0,
            manufacturerName: 'aqara',
            modelId: 'lumi.motion.ac01',
            dateCode: 'May 26 2022',
            powerSource: powerSources.dc,
          }),
          serve(identify, { identifyTime: 0 }),
          serve(lumiSpecific, {
            heartbeat: Buffer.alloc(0),
            presence: 0,
            presenceEvent: events.leave,
            monitoringMode: 0,
            approachDistance: 0,
            motionSensitivity: 3,
          }),
        ],
        outputClusterIds: [0x0003, 0x0019],
      },
    ],
    { reportsToCoordinator: true },
  ),
  assemble(assembly) {
    const { context, server } = assembly;
    const sensing = assembly.add(new PresenceSensing(context));
    const record = assembly.add(new PowerRecord());
    serveIdentify(assembly, 1);
    const { presence, presenceEvent, heartbeat } = lumiSpecific.attributes;
    sensing.presence.watch(() => {
      const there = sensing.presence.value;
      server.set(1, presence, there ? 1 : 0);
      server.set(1, presenceEvent, there ? events.enter : events.leave);
      server.report(1, [presence]);
      server.report(1, [presenceEvent]);
    });
    announceAsLumi(assembly, {
      attribute: heartbeat,
      everyMs: mainsHeartbeatMs,
      tags: () => [
        [lumiTags.chipTemperature, dataTypes.int8, Math.round(context.surroundings.temperature()) + 5],
        [lumiTags.powerOutages, dataTypes.uint16, record.outages + 1],
      ],
    });
  },
};
