import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/common/manual-clock.ts';
import { seededRandom } from '../../../src/common/random.ts';
import { StillAir } from '../../../test/support/device-rig.ts';
import { Battery, batteryPacks } from './battery.ts';

const dayMs = 86_400_000;

function newBattery() {
  const clock = new ManualClock();
  const air = new StillAir();
  const context = { clock, random: seededRandom(3), surroundings: air, settings: {} };
  const battery = new Battery(context, batteryPacks.lumiCoinCell);
  battery.start();
  return { battery, clock, air };
}

describe('a battery', () => {
  it('sags over the years, is low before it is empty, and in the end does not carry its device', () => {
    const { battery, clock } = newBattery();
    let exhaustedDay: number | undefined;
    let lowDay: number | undefined;
    battery.onExhausted = () => {
      exhaustedDay ??= clock.monotonic() / dayMs;
      battery.stop();
    };
    let last = battery.voltage.value;
    for (let day = 0; day < 12 * 365 && exhaustedDay === undefined; day++) {
      clock.advance(dayMs);
      expect(battery.voltage.value).toBeLessThanOrEqual(last);
      last = battery.voltage.value;
      if (battery.isLow) lowDay ??= day;
    }
    expect(lowDay).toBeGreaterThan(365);
    expect(exhaustedDay).toBeGreaterThan(Number(lowDay));
    expect(battery.facts()).toEqual({ battery: 0, battery_low: true });
  });

  it('is weaker in the cold, and as strong as before in the warm', () => {
    const { battery, clock, air } = newBattery();
    clock.advance(dayMs);
    const warm = battery.voltage.value;
    air.temperatureC = -10;
    clock.advance(dayMs);
    expect(battery.voltage.value).toBeLessThan(warm - 15);
    air.temperatureC = 20;
    clock.advance(dayMs);
    expect(Math.abs(battery.voltage.value - warm)).toBeLessThanOrEqual(2);
  });

  it('is replaced when power comes back, if it was empty', () => {
    const { battery, clock } = newBattery();
    const before = battery.voltage.value;
    battery.powerRestored();
    expect(battery.voltage.value).toBe(before);
    let exhausted = 0;
    battery.onExhausted = () => exhausted++;
    battery.voltage.setFromOutside(1500);
    clock.advance(3_600_000);
    expect(exhausted).toBe(1);
    battery.powerRestored();
    clock.advance(dayMs);
    expect(battery.percent).toBe(100);
    expect(battery.voltage.pinned).toBe(false);
  });

  it('runs down to what the device calls so many per cent', () => {
    const { battery } = newBattery();
    battery.runDown(10);
    expect(battery.facts()).toEqual({ battery: 10, battery_low: true });
  });

  it('remembers how much is left, and ignores what cannot be', () => {
    const { battery, clock } = newBattery();
    clock.advance(400 * dayMs);
    const again = newBattery().battery;
    again.restore(battery.state());
    expect(again.voltage.value).toBe(battery.voltage.value);
    for (const chargePercent of [-1, 101, Number.NaN, 'full', undefined]) again.restore({ chargePercent });
    expect(again.voltage.value).toBe(battery.voltage.value);
  });
});
