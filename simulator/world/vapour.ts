/** Grams of water vapour in a cubic metre of saturated air (Magnus formula, good to 0.5 % in -40..60 °C). */
export function saturationGPerM3(temperatureC: number): number {
  const pressurePa = 610.94 * Math.exp((17.625 * temperatureC) / (temperatureC + 243.04));
  return (2.16679 * pressurePa) / (temperatureC + 273.15);
}

/** Relative humidity in percent, 0..100. */
export function relativeHumidityPercent(vapourGPerM3: number, temperatureC: number): number {
  return Math.min(100, Math.max(0, (100 * vapourGPerM3) / saturationGPerM3(temperatureC)));
}
