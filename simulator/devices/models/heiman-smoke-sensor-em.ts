import type { DeviceModel } from '../device-model.ts';
import { heimanAlarm } from './heiman-alarms.ts';

/** Heiman's smoke alarm. */
export const heimanSmokeSensorEm: DeviceModel = heimanAlarm({
  modelId: 'SmokeSensor-EM',
  product: 'Heiman HS3SA/HS1SA',
  summary: 'Smoke alarm, by the standard',
  hazard: 'smoke',
  zoneType: 0x0028,
});
