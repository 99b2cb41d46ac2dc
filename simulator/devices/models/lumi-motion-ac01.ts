import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { lumiSpecific } from '../../zcl/clusters/lumi-specific.ts';
import { dataTypes, type ZclValue } from '../../zcl/data-types.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { zclStatus } from '../../zcl/status.ts';
import { ChipTemperature } from '../behaviours/chip-temperature.ts';
import { PowerRecord } from '../behaviours/power-record.ts';
import { PresenceSensing } from '../behaviours/presence-sensing.ts';
import { RegionMemory } from '../behaviours/region-memory.ts';
import type { DeviceModel } from '../device-model.ts';
import { announceAsLumi, mainsHeartbeatMs } from '../parts/lumi-presence.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { wordSetting } from '../setting.ts';
import { lumiRouter } from './lumi-common.ts';

const { regionOrder, resetPresence } = lumiSpecific.attributes;
const events = { enter: 0, leave: 1 } as const;
const regionEvents = { enter: 1, leave: 2, occupied: 4, unoccupied: 8 } as const;
const regionOrders = { create: 1, delete: 3 } as const;
const regionOrderBytes = 7;
const regionsMax = 10;

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
            regionOrder: Buffer.alloc(0),
            regionEvent: Buffer.alloc(0),
            resetPresence: 0,
          }),
        ],
        outputClusterIds: [0x0003, 0x0019],
      },
    ],
    { reportsToCoordinator: true },
  ),
  settings: {
    monitoring_mode: wordSetting(1, lumiSpecific.attributes.monitoringMode, {
      0: 'undirected',
      1: 'left_right',
    }),
    approach_distance: wordSetting(1, lumiSpecific.attributes.approachDistance, {
      0: 'far',
      1: 'medium',
      2: 'near',
    }),
    motion_sensitivity: wordSetting(1, lumiSpecific.attributes.motionSensitivity, {
      1: 'low',
      2: 'medium',
      3: 'high',
    }),
  },
  assemble(assembly) {
    const { context, server } = assembly;
    const sensing = assembly.add(new PresenceSensing(context));
    const record = assembly.add(new PowerRecord());
    const chip = assembly.add(new ChipTemperature(context, 5));
    serveIdentify(assembly, 1);
    const { presence, presenceEvent, heartbeat, regionEvent } = lumiSpecific.attributes;
    const regions = assembly.add(new RegionMemory());
    const tellRegions = (event: keyof typeof regionEvents) => {
      // The world knows in which room somebody is, not where in it: whoever is there is in every region.
      for (const region of regions.ids) {
        server.set(1, regionEvent, Buffer.of(region, regionEvents[event]));
        server.report(1, [regionEvent]);
      }
    };
    sensing.presence.watch(() => {
      const there = sensing.presence.value;
      server.set(1, presence, there ? 1 : 0);
      server.set(1, presenceEvent, there ? events.enter : events.leave);
      server.report(1, [presence]);
      server.report(1, [presenceEvent]);
      tellRegions(there ? 'enter' : 'leave');
      tellRegions(there ? 'occupied' : 'unoccupied');
    });
    server.handle(1, lumiSpecific, {
      accepts: (attribute, value) =>
        attribute === regionOrder && !isRegionOrder(value) ? zclStatus.invalidValue : zclStatus.success,
      written: (attribute, value) => {
        if (attribute === resetPresence) sensing.forget();
        if (attribute !== regionOrder || !Buffer.isBuffer(value)) return;
        const [order, region = 0] = value;
        if (order === regionOrders.delete) regions.forget(region);
        else regions.keep(region);
      },
    });
    announceAsLumi(assembly, {
      attribute: heartbeat,
      everyMs: mainsHeartbeatMs,
      tags: () => [
        [lumiTags.chipTemperature, dataTypes.int8, chip.celsius],
        [lumiTags.powerOutages, dataTypes.uint16, record.outages + 1],
      ],
    });
  },
};

function isRegionOrder(value: ZclValue): boolean {
  if (!Buffer.isBuffer(value) || value.length !== regionOrderBytes) return false;
  const [order, region = 0] = value;
  return (
    (order === regionOrders.create || order === regionOrders.delete) && region >= 1 && region <= regionsMax
  );
}
