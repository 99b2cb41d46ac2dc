import { groups } from '../../zcl/clusters/groups.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { onOff } from '../../zcl/clusters/on-off.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { PowerMetering } from '../behaviours/power-metering.ts';
import { Switching } from '../behaviours/switching.ts';
import type { DeviceModel } from '../device-model.ts';
import { electricityClusters, serveElectricity } from '../parts/serve-electricity.ts';
import { serveGroups } from '../parts/serve-groups.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { serveOnOff } from '../parts/serve-on-off.ts';
import { standardBasic, standardRouter } from './standard-common.ts';

/** Innr's plug: switches and meters as it is told to report. */
export const innrSp240: DeviceModel = {
  modelId: 'SP 240',
  product: 'Innr SP 240',
  summary: 'Plug with metering, by the standard',
  ieeeAddressPrefix: '0x00158d00',
  node: standardRouter(0x1166),
  layout: defineLayout([
    {
      endpointId: 1,
      deviceId: 0x0051,
      servers: [
        standardBasic('innr', 'SP 240', 'mains'),
        serve(identify, { identifyTime: 0 }),
        serve(groups, { nameSupport: 0 }),
        serve(onOff, { onOff: false, globalSceneControl: true, startUpOnOff: 0xff }),
        ...electricityClusters,
      ],
      outputClusterIds: [0x000a, 0x0019],
    },
  ]),
  assemble(assembly) {
    const switching = assembly.add(new Switching('previous'));
    serveGroups(assembly, 1, serveIdentify(assembly, 1));
    serveOnOff(assembly, 1, switching);
    serveElectricity(assembly, 1, assembly.add(new PowerMetering(assembly.context, switching)));
  },
};
