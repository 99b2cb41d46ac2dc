import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/common/manual-clock.ts';
import { seededRandom } from '../../../src/common/random.ts';
import { StillAir } from '../../../test/support/device-rig.ts';
import { Heating, type HeatingMode } from './heating.ts';
import { WindowGuard } from './window-guard.ts';

function newHeating(coolingMaxW = 3000) {
  const clock = new ManualClock();
  const air = new StillAir();
  const context = { clock, random: seededRandom(3), surroundings: air, settings: {} };
  const heating = new Heating(context, { heatingMaxW: 2000, coolingMaxW });
  heating.start();
  const feel = (celsius: number) => {
    air.temperatureC = celsius;
    clock.advance(10_000);
  };
  return { heating, feel };
}

describe('a thermostat', () => {
  it.each<[HeatingMode, number, number, number]>([
    ['off', 0, 0, 0],
    ['heat', 1, 0, 0],
    ['emergency_heating', 1, 0, 0],
    ['cool', 0, 0, -1],
    ['dry', 0, 0, -1],
    ['auto', 1, 0, -1],
    ['fan_only', 0, 0, 0],
  ])('in mode %s does %i in the cold, %i between its setpoints, %i in the heat', (mode, cold, mild, hot) => {
    const { heating, feel } = newHeating();
    heating.setTo(20);
    heating.coolTo(25);
    heating.switchTo(mode);
    const outputs = [15, 22, 30].map((celsius) => {
      feel(celsius);
      return heating.output;
    });
    expect(outputs).toEqual([cold, mild, hot]);
  });

  it('that only heats never cools', () => {
    const { heating, feel } = newHeating(0);
    heating.switchTo('auto');
    feel(35);
    expect(heating.output).toBe(0);
    expect(heating.variables.map(({ spec }) => spec.name)).not.toContain('occupied_cooling_setpoint');
  });

  it('goes by another sensor, by its calibration, and by what overrides its setpoint', () => {
    const { heating, feel } = newHeating();
    heating.setTo(21);
    feel(20);
    expect(heating.output).toBe(1);
    heating.measureBy(23);
    expect([heating.localTemperature.value, heating.output]).toEqual([23, 0]);
    heating.calibrate(-2.5);
    expect([heating.localTemperature.value, heating.output]).toEqual([20.5, 1]);
    heating.override(5);
    expect(heating.output).toBe(0);
    heating.override(undefined);
    heating.measureBy(undefined);
    heating.calibrate(0);
    expect(heating.localTemperature.value).toBeCloseTo(20, 0);
    expect(heating.output).toBe(1);
  });
});

describe('a guard of windows', () => {
  it('takes a sudden cold for an open window, and warmth for a shut one', () => {
    const guard = new WindowGuard();
    const feel = (...temperatures: number[]) => {
      for (const celsius of temperatures) guard.feel(celsius);
      return guard.windowOpen.value;
    };
    expect(feel(21, 15, 21)).toBe(false);
    guard.isWatching = true;
    expect(feel(...Array.from({ length: 100 }, (_, index) => 21 - index * 0.01))).toBe(false);
    expect(feel(19.9, 18.8)).toBe(true);
    expect(feel(18.6)).toBe(true);
    expect(feel(19.5)).toBe(false);
    feel(15);
    guard.isWatching = false;
    expect(feel(15)).toBe(false);
  });
});
