import { expect, it } from 'vitest';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { seededRandom } from '../../src/common/random.ts';
import { RoomClimate, Weather } from './room-climate.ts';
import { ScaledClock } from './scaled-clock.ts';

function room(clock: ManualClock, seed: number) {
  const random = seededRandom(seed);
  const weather = new Weather(clock, random.fork('weather'));
  return new RoomClimate({ clock, random: random.fork('room'), weather, temperature: 21, humidity: 45 });
}

it('follows the day: warm in the afternoon, cool before dawn, never far from the mean', () => {
  const clock = new ManualClock(Date.UTC(2026, 0, 1));
  const air = room(clock, 1);
  const hours: { temperature: number; humidity: number; pressure: number }[] = [];
  for (let hour = 0; hour < 240; hour++) {
    hours.push({ temperature: air.temperature(), humidity: air.humidity(), pressure: air.pressure() });
    clock.advance(3_600_000);
  }
  const mean = (hourOfDay: number) => {
    const same = hours.filter((_, index) => index % 24 === hourOfDay);
    return same.reduce((sum, { temperature }) => sum + temperature, 0) / same.length;
  };
  expect(mean(15)).toBeGreaterThan(mean(4) + 1.5);
  for (const { temperature, humidity, pressure } of hours) {
    expect(Math.abs(temperature - 21)).toBeLessThan(2.5);
    expect(humidity).toBeGreaterThan(35);
    expect(humidity).toBeLessThan(55);
    expect(Math.abs(pressure - 1013)).toBeLessThan(12);
  }
});

it('moves slowly: no jump within a minute', () => {
  const clock = new ManualClock();
  const air = room(clock, 2);
  let last = air.temperature();
  for (let minute = 0; minute < 2_000; minute++) {
    clock.advance(60_000);
    expect(Math.abs(air.temperature() - last)).toBeLessThan(0.25);
    last = air.temperature();
  }
});

it('is the same for the same seed and time, however it was reached', () => {
  const direct = new ManualClock();
  const stepped = new ManualClock();
  const one = room(direct, 3);
  const other = room(stepped, 3);
  direct.advance(100_000);
  for (let step = 0; step < 100; step++) {
    stepped.advance(1_000);
    other.temperature();
  }
  expect(other.temperature()).toBe(one.temperature());
  expect(room(direct, 4).temperature()).not.toBe(one.temperature());
});

it('runs by a clock that is faster and begins when told', () => {
  const base = new ManualClock();
  const startMs = Date.UTC(2030, 5, 1);
  const clock = new ScaledClock(base, { speed: 60, startMs });
  let rung = 0;
  clock.setTimer(60_000, () => rung++);
  base.advance(999);
  expect(rung).toBe(0);
  base.advance(1);
  expect(rung).toBe(1);
  expect(clock.monotonic()).toBe(60_000);
  expect(clock.now()).toBe(startMs + 60_000);
});

it('waits for longer than the machine can', () => {
  const base = new ManualClock();
  const clock = new ScaledClock(base, { speed: 0.01 });
  let rung = 0;
  const day = 86_400_000;
  clock.setTimer(3 * day, () => rung++);
  const cancelled = clock.setTimer(3 * day, () => rung++);
  base.advance(299 * day);
  cancelled.cancel();
  expect(rung).toBe(0);
  base.advance(day);
  expect(rung).toBe(1);
  expect(base.pendingCount).toBe(0);
});
