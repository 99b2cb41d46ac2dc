import type { DeviceModel } from '../device-model.ts';
import { ikeaLamp } from './ikea-lamps.ts';

/** IKEA's bulb of adjustable white. */
export const ikeaLed1545g12: DeviceModel = ikeaLamp({
  modelId: 'TRADFRI bulb E27 WS opal 980lm',
  product: 'IKEA LED1545G12',
  summary: 'Bulb of adjustable white, by the standard',
  lumens: 980,
  whites: { minimum: 250, maximum: 454 },
});
