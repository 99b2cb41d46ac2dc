import type { Clock } from '../../src/common/clock.ts';
import type { Random } from '../../src/common/random.ts';
import type { Surroundings } from '../devices/behaviour.ts';
import type { Environment } from '../world/environment.ts';

const minuteMs = 60_000;
/** Relative humidity falls as the same air gets warmer: % per °C around 20 °C. */
const humidityPerDegree = -2.8;

/** Air is never still: draughts of these periods and heights (°C) pass a sensor. */
const draughts = [
  { periodMs: 23 * minuteMs, heightC: 0.15 },
  { periodMs: 4 * minuteMs, heightC: 0.06 },
  { periodMs: 0.7 * minuteMs, heightC: 0.03 },
] as const;

/** The air at one spot of a room: the room's, and the draughts that pass there. The same seed and time give the same. */
export class RoomAir implements Surroundings {
  readonly #environment: Environment;
  readonly #clock: Clock;
  /** In thousandths of a turn: small integers need no memory of their own. */
  readonly #phase: number;

  /** @param random - of this spot */
  constructor(environment: Environment, clock: Clock, random: Random) {
    this.#environment = environment;
    this.#clock = clock;
    this.#phase = random.integer(0, 999);
  }

  temperature(): number {
    return this.#environment.temperatureC + this.#draughtC();
  }

  humidity(): number {
    const humidity = this.#environment.humidityPercent + humidityPerDegree * this.#draughtC();
    return Math.min(100, Math.max(0, humidity));
  }

  pressure(): number {
    return this.#environment.pressureHpa;
  }

  #draughtC(): number {
    const nowMs = this.#clock.now();
    let sumC = 0;
    for (const { periodMs, heightC } of draughts) {
      sumC += heightC * Math.sin(2 * Math.PI * (nowMs / periodMs + this.#phase / 1000));
    }
    return sumC;
  }
}
