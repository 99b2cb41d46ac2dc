import type { DeviceModel } from '../device-model.ts';
import { ikeaLamp } from './ikea-lamps.ts';

/** IKEA's dimmable bulb. */
export const ikeaLed1623g12: DeviceModel = ikeaLamp({
  modelId: 'TRADFRI bulb E27 W opal 1000lm',
  product: 'IKEA LED1623G12',
  summary: 'Dimmable bulb, by the standard',
  lumens: 1000,
});
