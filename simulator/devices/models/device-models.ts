import type { DeviceModel } from '../device-model.ts';
import { lumiLightCwac02 } from './lumi-light-cwac02.ts';
import { lumiPlug } from './lumi-plug.ts';
import { lumiSensorMagnetAq2 } from './lumi-sensor-magnet-aq2.ts';
import { lumiWeather } from './lumi-weather.ts';

/** Every model that there is, by its model id. */
export const deviceModels: ReadonlyMap<string, DeviceModel> = new Map(
  [lumiWeather, lumiSensorMagnetAq2, lumiPlug, lumiLightCwac02].map((model) => [model.modelId, model]),
);
