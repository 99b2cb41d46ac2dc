import { iasZone } from '../../zcl/clusters/ias-zone.ts';
import { hasAttribute } from '../../zcl/layout.ts';
import type { Battery } from '../behaviours/battery.ts';
import type { HazardSensing, Sensitivity } from '../behaviours/hazard-sensing.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import { IasZonePart } from './ias-zone-part.ts';

/** Bits of the zone status (ZCL 8.2.2.2.1.3). */
export const zoneBits = { alarm1: 0x01, alarm2: 0x02, tamper: 0x04, batteryLow: 0x08, test: 0x100 } as const;

const selfTestOrder = 0x03;
const sensitivityOrder = 0x04;
const sensitivities: readonly (Sensitivity | undefined)[] = [undefined, 'low', 'medium', 'high'];

export interface HazardZoneOptions {
  manufacturerCode: number;
  battery?: Battery | undefined;
  /** Which bit tells a self test. Lumi's alarms take the second alarm for it. */
  testBit?: number;
}

/** A hazard sensor as an IAS zone; Lumi's alarms take their sensitivity and a self test there too. */
export function serveHazardZone(
  assembly: DeviceAssembly,
  endpointId: number,
  hazard: HazardSensing,
  options: HazardZoneOptions,
): void {
  const { battery, manufacturerCode, testBit = zoneBits.alarm2 } = options;
  const isLumi = hasAttribute(assembly.server.layout, endpointId, iasZone.attributes.lumiSetup);
  const setup = isLumi ? (order: number) => setUp(hazard, order) : undefined;
  const zone = new IasZonePart(assembly, endpointId, manufacturerCode, setup);
  const show = () =>
    zone.setStatus(
      (hazard.alarm.value ? zoneBits.alarm1 : 0) |
        (hazard.test.value ? testBit : 0) |
        (hazard.tamper.value ? zoneBits.tamper : 0) |
        (battery?.isLow ? zoneBits.batteryLow : 0),
    );
  hazard.onChange = show;
  battery?.voltage.watch(show);
  assembly.whileInNetwork({ start: show });
}

/** What is written to the setup attribute of Lumi's alarms. */
function setUp(hazard: HazardSensing, order: number): void {
  const kind = order >>> 24;
  if (kind === selfTestOrder) hazard.selfTest();
  const sensitivity = sensitivities[(order >>> 16) & 0xff];
  if (kind === sensitivityOrder && sensitivity !== undefined) hazard.sensitivity = sensitivity;
}
