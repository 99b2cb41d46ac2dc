import type { DeviceModel } from '../device-model.ts';
import { heimanAlarm } from './heiman-alarms.ts';

/** Heiman's water leak sensor. */
export const heimanWaterSensorEm: DeviceModel = heimanAlarm({
  modelId: 'WaterSensor-EM',
  product: 'Heiman HS1WL/HS3WL',
  summary: 'Water leak sensor, by the standard',
  hazard: 'water',
  zoneType: 0x002a,
});
