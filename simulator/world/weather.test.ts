import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/common/random.ts';
import { smoothNoise } from './smooth-noise.ts';
import { daylightLx, sunPosition } from './sun.ts';
import { relativeHumidityPercent, saturationGPerM3 } from './vapour.ts';
import { ClimateWeather } from './weather.ts';

const timeOfTenYears = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) });

describe('sunPosition', () => {
  it.each([
    ['London, midsummer noon', Date.UTC(2026, 5, 21, 12, 2), 51.5, 0, 61.94],
    ['London, midwinter noon', Date.UTC(2026, 11, 21, 11, 58), 51.5, 0, 15.06],
    ['equator, equinox noon', Date.UTC(2026, 2, 20, 12, 7), 0, 0, 90],
    ['Sydney, midsummer noon', Date.UTC(2026, 11, 21, 1, 54), -33.87, 151.2, 79.57],
    ['North Cape, midsummer midnight', Date.UTC(2026, 5, 21, 22, 18), 71.17, 25.78, 4.61],
  ])('%s', (_, timeMs, latitude, longitude, elevationDegrees) => {
    expect(
      Math.abs(sunPosition(timeMs, latitude, longitude).elevationDegrees - elevationDegrees),
    ).toBeLessThan(0.2);
  });

  it('gives an elevation and a solar hour within bounds anywhere, at any time', () => {
    fc.assert(
      fc.property(
        timeOfTenYears,
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (timeMs, latitude, longitude) => {
          const { elevationDegrees, solarHour } = sunPosition(timeMs, latitude, longitude);
          expect(Math.abs(elevationDegrees)).toBeLessThanOrEqual(90);
          expect(solarHour).toBeGreaterThanOrEqual(0);
          expect(solarHour).toBeLessThan(24);
        },
      ),
    );
  });
});

describe('daylightLx', () => {
  it('grows with the sun and shrinks with clouds, from starlight to full sun', () => {
    for (let elevation = -18; elevation < 89; elevation++) {
      expect(daylightLx(elevation + 1, 0.3)).toBeGreaterThanOrEqual(daylightLx(elevation, 0.3));
    }
    expect(daylightLx(60, 1)).toBeLessThan(daylightLx(60, 0) / 3);
    expect(daylightLx(-6, 0)).toBeGreaterThan(1);
    expect(daylightLx(-6, 0)).toBeLessThan(6);
    expect(daylightLx(-40, 0)).toBe(0.001);
    expect(daylightLx(90, 0)).toBeGreaterThan(100_000);
  });
});

describe('vapour', () => {
  it('agrees with the tables of saturated air', () => {
    expect(saturationGPerM3(0)).toBeCloseTo(4.85, 1);
    expect(saturationGPerM3(20)).toBeCloseTo(17.3, 0);
    expect(saturationGPerM3(30)).toBeCloseTo(30.4, 0);
    expect(relativeHumidityPercent(8.65, 20)).toBeCloseTo(50, 0);
    expect(relativeHumidityPercent(50, 0)).toBe(100);
  });
});

describe('smoothNoise', () => {
  it('stays within bounds, is smooth, and gives the same at the same time in any order', () => {
    const noise = smoothNoise(seededRandom(3), 'x', 1000);
    const inOrder = Array.from({ length: 500 }, (_, index) => noise(index * 37));
    const other = smoothNoise(seededRandom(3), 'x', 1000);
    const backwards = Array.from({ length: 500 }, (_, index) => other((499 - index) * 37)).reverse();
    expect(backwards).toEqual(inOrder);
    for (const [index, value] of inOrder.entries()) {
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
      expect(Math.abs(value - (inOrder[index - 1] ?? value))).toBeLessThan(0.2);
    }
    expect(Math.max(...inOrder) - Math.min(...inOrder)).toBeGreaterThan(0.8);
  });
});

describe('ClimateWeather', () => {
  it('stays within what such a climate can have, and changes slowly', () => {
    fc.assert(
      fc.property(timeOfTenYears, fc.integer({ min: 0, max: 1_000_000 }), (timeMs, seed) => {
        const weather = new ClimateWeather({ latitude: 50 }, seededRandom(seed));
        const sky = weather.at(timeMs);
        const later = weather.at(timeMs + 60_000);
        expect(sky.temperatureC).toBeGreaterThan(-20);
        expect(sky.temperatureC).toBeLessThan(38);
        expect(sky.humidityPercent).toBeGreaterThan(10);
        expect(sky.humidityPercent).toBeLessThanOrEqual(100);
        expect(sky.pressureHpa).toBeGreaterThan(970);
        expect(sky.pressureHpa).toBeLessThan(1040);
        expect(Math.abs(later.temperatureC - sky.temperatureC)).toBeLessThan(0.3);
        expect(Math.abs(later.pressureHpa - sky.pressureHpa)).toBeLessThan(0.1);
      }),
    );
  });

  it('has warm afternoons, cold nights, warm summers in its own half of the Earth', () => {
    const meanC = (latitude: number, month: number, hour: number) => {
      const weather = new ClimateWeather({ latitude, longitude: 0 }, seededRandom(5));
      let sum = 0;
      for (let day = 1; day <= 28; day++) sum += weather.at(Date.UTC(2026, month, day, hour)).temperatureC;
      return sum / 28;
    };
    expect(meanC(50, 6, 15)).toBeGreaterThan(meanC(50, 6, 3) + 4);
    expect(meanC(50, 6, 12)).toBeGreaterThan(meanC(50, 0, 12) + 10);
    expect(meanC(-35, 0, 12)).toBeGreaterThan(meanC(-35, 6, 12) + 6);
  });

  it('refuses a place that is not on Earth', () => {
    expect(() => new ClimateWeather({ latitude: 91 }, seededRandom(1))).toThrow(
      expect.objectContaining({
        code: 'invalid-value',
        message: 'latitude must be between -90 and 90, not 91',
      }),
    );
    expect(() => new ClimateWeather({ longitude: Number.NaN }, seededRandom(1))).toThrow('longitude');
  });
});
