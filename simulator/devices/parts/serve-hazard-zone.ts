import type { Timer } from '../../../src/common/clock.ts';
import type { Battery } from '../behaviours/battery.ts';
import type { HazardSensing } from '../behaviours/hazard-sensing.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import { IasZonePart } from './ias-zone-part.ts';

/** Bits of the zone status (ZCL 8.2.2.2.1.3). */
export const zoneBits = { alarm1: 0x01, alarm2: 0x02, tamper: 0x04, batteryLow: 0x08 } as const;

const selfTestOrder = 0x03;
const sensitivityOrder = 0x04;
/** Of the threshold, for low, medium and high sensitivity. */
const thresholdFactors = [1.5, 1, 0.6];
const selfTestMs = 5_000;

/** A hazard sensor as an IAS zone; Lumi's alarms take their sensitivity and a self test there too. */
export function serveHazardZone(
  assembly: DeviceAssembly,
  endpointId: number,
  hazard: HazardSensing,
  options: { manufacturerCode: number; battery?: Battery | undefined },
): void {
  const { clock } = assembly.context;
  const { battery, manufacturerCode } = options;
  let testing: Timer | undefined;
  const endTest = () => {
    testing?.cancel();
    testing = undefined;
  };
  const zone = new IasZonePart(assembly, endpointId, manufacturerCode, (order) => {
    const kind = order >>> 24;
    if (kind === selfTestOrder && testing === undefined) {
      testing = clock.setTimer(selfTestMs, () => {
        testing = undefined;
        show();
      });
      show();
    }
    const factor = thresholdFactors[((order >>> 16) & 0xff) - 1];
    if (kind === sensitivityOrder && factor !== undefined) hazard.thresholdFactor = factor;
  });
  const show = () =>
    zone.setStatus(
      (hazard.alarm.value ? zoneBits.alarm1 : 0) |
        (testing !== undefined ? zoneBits.alarm2 : 0) |
        (hazard.tamper.value ? zoneBits.tamper : 0) |
        (battery?.isLow ? zoneBits.batteryLow : 0),
    );
  hazard.alarm.watch(show);
  hazard.tamper.watch(show);
  battery?.voltage.watch(show);
  assembly.whileInNetwork({ start: show, stop: endTest });
}
