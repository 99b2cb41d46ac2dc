import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Battery, type BatteryTypeName, batteryTypes } from './battery.ts';

const yearMs = 365.25 * 86_400_000;
const typeNames = Object.keys(batteryTypes) as BatteryTypeName[];

describe('Battery', () => {
  it('only ever sags, by what is drawn and by time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...typeNames),
        fc.array(fc.tuple(fc.nat(300), fc.nat(100_000), fc.nat(86_400_000)), { maxLength: 40 }),
        (type, draws) => {
          const battery = new Battery({ type }, 0);
          let nowMs = 0;
          let percent = battery.percentAt(0);
          let mv = battery.voltageMvAt(0);
          for (const [milliamps, durationMs, waitMs] of draws) {
            nowMs += waitMs;
            battery.draw(milliamps, durationMs, nowMs);
            expect(battery.percentAt(nowMs)).toBeLessThanOrEqual(percent);
            expect(battery.voltageMvAt(nowMs)).toBeLessThanOrEqual(mv);
            percent = battery.percentAt(nowMs);
            mv = battery.voltageMvAt(nowMs);
            expect(percent).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });

  it('carries a sensor for years: fresh, then low, then dead', () => {
    const battery = new Battery({ type: 'cr2032', sleepMicroamps: 5 }, 0);
    expect(battery.voltageMvAt(0)).toBe(3250);
    expect(battery.isLowAt(yearMs)).toBe(false);
    expect(battery.voltageMvAt(yearMs)).toBeGreaterThan(2990);
    expect(battery.isLowAt(4.6 * yearMs)).toBe(true);
    expect(battery.isDeadAt(4 * yearMs)).toBe(false);
    expect(battery.isDeadAt(6 * yearMs)).toBe(true);
    expect(battery.percentAt(60 * yearMs)).toBe(0);
  });

  it('sags in the cold and under load for as long as that lasts', () => {
    const battery = new Battery({ type: 'cr2032', usedShare: 0.5 }, 0);
    const restingMv = battery.voltageMvAt(0);
    expect(battery.voltageMvAt(0, 20, 15)).toBeLessThan(restingMv - 300);
    expect(battery.voltageMvAt(0, -20)).toBeLessThan(restingMv);
    expect(battery.voltageMvAt(0, -20, 15)).toBeLessThan(battery.voltageMvAt(0, 20, 15) - 500);
    expect(battery.voltageMvAt(0)).toBe(restingMv);
  });

  it('is new after a change, or as full as a story says', () => {
    const battery = new Battery({ type: 'alkalineAa', cellCount: 4, usedShare: 1 }, 0);
    expect(battery.isDeadAt(0)).toBe(true);
    battery.replace(0);
    expect(battery.percentAt(0)).toBe(100);
    expect(battery.voltageMvAt(0)).toBe(6360);
    battery.replace(0, 8);
    expect(battery.isLowAt(0)).toBe(true);
    expect(battery.isDeadAt(0)).toBe(false);
  });

  it('refuses what no battery has', () => {
    expect(() => new Battery({ type: 'cr2032', usedShare: 2 }, 0)).toThrow('usedShare');
    expect(() => new Battery({ type: 'cr2032' }, 0).draw(-1, 1, 0)).toThrow('milliamps');
  });
});
