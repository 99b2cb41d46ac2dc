import type { Clock } from '../../src/common/clock.ts';
import type { Random } from '../../src/common/random.ts';
import type { Surroundings } from '../devices/behaviour.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Rooms are warmest in the afternoon. */
const warmestAtMs = 15.5 * 60 * minuteMs;
/** Half of the distance between a day's lowest and highest, °C. */
const daySwing = 1.2;
/** Relative humidity falls as the same air gets warmer: % per °C around 20 °C. */
const humidityPerDegree = -2.8;
const seaLevelPressure = 1013.2;

/** Air is never still: waves of these periods and heights (°C) upon the day's curve. */
const airWaves = [
  { periodMs: 97 * minuteMs, height: 0.35 },
  { periodMs: 23 * minuteMs, height: 0.15 },
  { periodMs: 4 * minuteMs, height: 0.06 },
] as const;
/** Lows and highs pass within days (hPa). */
const weatherWaves = [
  { periodMs: 4.3 * dayMs, height: 9 },
  { periodMs: 1.1 * dayMs, height: 2.5 },
] as const;

interface Wave {
  periodMs: number;
  height: number;
  /** 0..1 */
  phase: number;
}

function at(waves: readonly Wave[], nowMs: number): number {
  let sum = 0;
  for (const { periodMs, height, phase } of waves) {
    sum += height * Math.sin(2 * Math.PI * (nowMs / periodMs + phase));
  }
  return sum;
}

function drawWaves(waves: readonly Omit<Wave, 'phase'>[], random: Random): Wave[] {
  return waves.map((wave) => ({ ...wave, phase: random.next() }));
}

/** The weather outside: one for the whole house. */
export class Weather {
  readonly #clock: Clock;
  readonly #waves: readonly Wave[];

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#waves = drawWaves(weatherWaves, random);
  }

  /** hPa */
  pressure(): number {
    return seaLevelPressure + at(this.#waves, this.#clock.now());
  }
}

export interface RoomClimateOptions {
  clock: Clock;
  /** The room's own. */
  random: Random;
  weather: Weather;
  /** Mean over the day, °C. */
  temperature: number;
  /** Relative, at the mean temperature, %. */
  humidity: number;
}

/** The air in one room, as a function of the house's time alone: the same seed and time give the same air. */
export class RoomClimate implements Surroundings {
  readonly #options: RoomClimateOptions;
  readonly #waves: readonly Wave[];

  constructor(options: RoomClimateOptions) {
    this.#options = options;
    this.#waves = drawWaves(airWaves, options.random);
  }

  temperature(): number {
    return this.#options.temperature + this.#deviation();
  }

  humidity(): number {
    return Math.min(100, Math.max(0, this.#options.humidity + humidityPerDegree * this.#deviation()));
  }

  pressure(): number {
    return this.#options.weather.pressure();
  }

  /** From the mean, °C. */
  #deviation(): number {
    const nowMs = this.#options.clock.now();
    const day = daySwing * Math.cos((2 * Math.PI * (nowMs - warmestAtMs)) / dayMs);
    return day + at(this.#waves, nowMs);
  }
}
