import type { Random } from '../../src/common/random.ts';
import { type SmoothNoise, smoothNoise } from './smooth-noise.ts';
import { daylightLx, sunPosition } from './sun.ts';
import { requireInRange } from './validation.ts';
import { relativeHumidityPercent, saturationGPerM3 } from './vapour.ts';

/** The open air at one moment. */
export interface Sky {
  temperatureC: number;
  humidityPercent: number;
  /** Station pressure in hectopascals. */
  pressureHpa: number;
  /** Lux on open ground. */
  illuminanceLx: number;
  /** 0 clear .. 1 overcast. */
  cloudCover: number;
  sunElevationDegrees: number;
}

/** The open air as a function of time: the same time always gives the same sky. */
export interface Weather {
  at(timeMs: number): Sky;
}

/** Where the house stands and what the climate is there. */
export interface Climate {
  /** Degrees north, -90..90. Default 50. */
  latitude?: number;
  /** Degrees east, -180..180. Default 10. */
  longitude?: number;
  /** Metres above the sea, -430..5,500. Default 100. */
  elevationM?: number;
  /** Mean temperature of a year, -30..35 °C. Default: typical for the latitude. */
  annualMeanC?: number;
  /** How far the mean of a summer's day is above that of a year, 0..30 K. Default: typical for the latitude. */
  seasonalSwingC?: number;
  /** From the night's minimum to the afternoon's maximum under a clear sky, 0..25 K. Default 11. */
  dailySwingC?: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const yearMs = 365.2422 * dayMs;
/** Mid-winter of the northern half of the Earth, which lags the solstice by about a month. */
const coldestMs = Date.UTC(2000, 0, 20);

/** Weather of a climate: seasons, days, fronts that pass, clouds. A closed formula of time and the seed. */
export class ClimateWeather implements Weather {
  readonly #climate: Required<Climate>;
  readonly #front: SmoothNoise;
  readonly #pressure: SmoothNoise;
  readonly #pressureRipple: SmoothNoise;
  readonly #cloud: SmoothNoise;
  readonly #cloudRipple: SmoothNoise;
  readonly #dewPoint: SmoothNoise;
  #last: { timeMs: number; sky: Sky } | undefined;

  /** @throws ZigfleetError `invalid-value` for a climate outside the bounds */
  constructor(climate: Climate, random: Random) {
    const latitude = requireInRange('latitude', climate.latitude ?? 50, -90, 90);
    const distance = Math.abs(latitude);
    this.#climate = {
      latitude,
      longitude: requireInRange('longitude', climate.longitude ?? 10, -180, 180),
      elevationM: requireInRange('elevationM', climate.elevationM ?? 100, -430, 5500),
      annualMeanC: requireInRange(
        'annualMeanC',
        climate.annualMeanC ?? Math.max(-20, 28 - 0.45 * Math.max(0, distance - 10)),
        -30,
        35,
      ),
      seasonalSwingC: requireInRange(
        'seasonalSwingC',
        climate.seasonalSwingC ?? Math.min(16, 0.2 * distance),
        0,
        30,
      ),
      dailySwingC: requireInRange('dailySwingC', climate.dailySwingC ?? 11, 0, 25),
    };
    this.#front = smoothNoise(random, 'front', 2.5 * dayMs);
    this.#pressure = smoothNoise(random, 'pressure', 2 * dayMs);
    this.#pressureRipple = smoothNoise(random, 'pressureRipple', 7 * hourMs);
    this.#cloud = smoothNoise(random, 'cloud', 9 * hourMs);
    this.#cloudRipple = smoothNoise(random, 'cloudRipple', 0.7 * hourMs);
    this.#dewPoint = smoothNoise(random, 'dewPoint', 5 * hourMs);
  }

  at(timeMs: number): Sky {
    if (this.#last?.timeMs === timeMs) return this.#last.sky;
    const sky = this.#compute(timeMs);
    this.#last = { timeMs, sky };
    return sky;
  }

  #compute(timeMs: number): Sky {
    const { latitude, longitude, elevationM, annualMeanC, seasonalSwingC, dailySwingC } = this.#climate;
    const sun = sunPosition(timeMs, latitude, longitude);
    const cloudCover = Math.min(
      1,
      Math.max(0, 0.5 + 0.8 * this.#cloud(timeMs) + 0.25 * this.#cloudRipple(timeMs)),
    );
    const season = -Math.cos((2 * Math.PI * (timeMs - coldestMs)) / yearMs) * Math.sign(latitude);
    const dayMeanC = annualMeanC + seasonalSwingC * season + 5 * this.#front(timeMs);
    const swingC = (dailySwingC / 2) * (1 - 0.6 * cloudCover);
    // Coldest about 3 and warmest about 15 o'clock, solar time.
    const temperatureC = dayMeanC + swingC * Math.cos((2 * Math.PI * (sun.solarHour - 15)) / 24);
    // The air dries down to the night's minimum: dew falls when it gets colder than that.
    const dewPointC = dayMeanC - dailySwingC / 2 + 3 * this.#dewPoint(timeMs);
    const seaLevelHpa =
      1014 +
      11 * this.#pressure(timeMs) +
      1.5 * this.#pressureRipple(timeMs) +
      0.7 * Math.cos((2 * Math.PI * (sun.solarHour - 10)) / 12);
    return {
      temperatureC,
      humidityPercent: relativeHumidityPercent(
        saturationGPerM3(Math.min(dewPointC, temperatureC)),
        temperatureC,
      ),
      pressureHpa: seaLevelHpa * (1 - 2.25577e-5 * elevationM) ** 5.25588,
      illuminanceLx: daylightLx(sun.elevationDegrees, cloudCover),
      cloudCover,
      sunElevationDegrees: sun.elevationDegrees,
    };
  }
}

/** Weather that never changes: for a house inside a hall, and for tests. */
export function steadyWeather(sky: Partial<Sky> = {}): Weather {
  const steady: Sky = {
    temperatureC: 15,
    humidityPercent: 60,
    pressureHpa: 1013.25,
    illuminanceLx: 10_000,
    cloudCover: 0.5,
    sunElevationDegrees: 30,
    ...sky,
  };
  return { at: () => steady };
}
