import { onOff } from '../../zcl/clusters/on-off.ts';
import type { ContactSensing } from '../behaviours/contact-sensing.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

/** A contact as Lumi sensors tell it: the On/Off attribute, on while it stands open. */
export function serveContactAsOnOff(
  assembly: DeviceAssembly,
  endpointId: number,
  sensing: ContactSensing,
): void {
  const { server } = assembly;
  const { onOff: attribute } = onOff.attributes;
  const show = () => server.set(endpointId, attribute, !sensing.contact.value);
  show();
  sensing.contact.watch(show);
}
