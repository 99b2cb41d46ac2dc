const dayMs = 86_400_000;
const radians = Math.PI / 180;
/** J2000.0: 2000-01-01 12:00 UTC. */
const j2000Ms = Date.UTC(2000, 0, 1, 12);

/** Where the sun stands for an observer. */
export interface SunPosition {
  /** Degrees above the horizon, without refraction; below 0 it has set. */
  elevationDegrees: number;
  /** Local solar time in hours, 0..24; the sun is highest at 12. */
  solarHour: number;
}

/**
 * The sun's position to about 0.05 degrees (low-precision formulas of the Astronomical Almanac, valid 1950..2050).
 * @param timeMs - milliseconds since the Unix epoch
 * @param latitude - degrees north, -90..90
 * @param longitude - degrees east, -180..180
 */
export function sunPosition(timeMs: number, latitude: number, longitude: number): SunPosition {
  const days = (timeMs - j2000Ms) / dayMs;
  const meanLongitude = 280.46 + 0.9856474 * days;
  const meanAnomaly = (357.528 + 0.9856003 * days) * radians;
  const eclipticLongitude =
    (meanLongitude + 1.915 * Math.sin(meanAnomaly) + 0.02 * Math.sin(2 * meanAnomaly)) * radians;
  const obliquity = (23.439 - 0.0000004 * days) * radians;
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(eclipticLongitude));
  const rightAscension = Math.atan2(
    Math.cos(obliquity) * Math.sin(eclipticLongitude),
    Math.cos(eclipticLongitude),
  );
  const siderealDegrees = 280.46062 + 360.98564737 * days + longitude;
  const hourAngle = siderealDegrees * radians - rightAscension;
  const elevation = Math.asin(
    Math.sin(latitude * radians) * Math.sin(declination) +
      Math.cos(latitude * radians) * Math.cos(declination) * Math.cos(hourAngle),
  );
  const turns = hourAngle / (2 * Math.PI) + 0.5;
  return { elevationDegrees: elevation / radians, solarHour: 24 * (turns - Math.floor(turns)) };
}

/**
 * Lux on open ground. By day the IES model (direct beam through the air mass plus the sky's own light, blended
 * between clear and overcast); in twilight a tenfold fall each 2.6 degrees; by night starlight.
 * @param cloudCover - 0 clear .. 1 overcast
 */
export function daylightLx(elevationDegrees: number, cloudCover: number): number {
  const sine = Math.sin(Math.max(0, elevationDegrees) * radians);
  const beam = sine > 0 ? 127_500 * Math.exp(-0.21 / sine) * sine : 0;
  const clear = beam + 800 + 15_500 * Math.sqrt(sine);
  const overcast = 300 + 21_000 * sine;
  const day = clear + (overcast - clear) * cloudCover;
  const twilight = elevationDegrees < 0 ? Math.exp(0.886 * elevationDegrees) : 1;
  return Math.max(0.001, day * twilight);
}
