import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnergyMeter } from './energy-meter.ts';

describe('EnergyMeter', () => {
  it('never falls, whatever powers and times it is given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -1000, max: 10_000 }), fc.integer({ min: -500, max: 3000 }))),
        (steps) => {
          const meter = new EnergyMeter(1_000_000);
          let lastWh = 0;
          for (const [atMs, powerW] of steps) {
            for (const nowMs of [1_000_000 + atMs, 1_000_000 + atMs - 700]) {
              meter.setPower(nowMs, powerW);
              const energyWh = meter.energyWhAt(nowMs);
              expect(energyWh).toBeGreaterThanOrEqual(lastWh);
              lastWh = energyWh;
            }
          }
        },
      ),
    );
  });

  it('adds up watts and hours, from where its counter stood', () => {
    const meter = new EnergyMeter(0, 1234.5);
    meter.setPower(0, 2000);
    meter.setPower(1_800_000, 0);
    expect(meter.energyWhAt(9e9)).toBeCloseTo(2234.5, 9);
    meter.reset(9e9);
    expect(meter.energyWhAt(9e9)).toBe(0);
  });

  it('counts the same however often it is read', () => {
    const meter = new EnergyMeter(0);
    meter.setPower(0, 123.4);
    for (let nowMs = 0; nowMs < 10_000; nowMs += 7) meter.energyWhAt(nowMs);
    expect(meter.energyWhAt(3_600_000)).toBe(123.4);
  });

  it('refuses what is no power', () => {
    const meter = new EnergyMeter(0);
    expect(() => meter.setPower(0, Number.NaN)).toThrow('Power in watts');
    expect(() => meter.setPower(0, Number.POSITIVE_INFINITY)).toThrow('Power in watts');
    expect(() => new EnergyMeter(0, -1)).toThrow('A meter reading');
  });
});
