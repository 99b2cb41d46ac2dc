import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CurtainMotor } from './curtain-motor.ts';

describe('CurtainMotor', () => {
  it('takes its time, and moves only towards where it was sent', () => {
    const motor = new CurtainMotor({ travelMs: 10_000 }, 0);
    motor.moveTo(80, 1000);
    expect(motor.arrivesAtMs).toBe(9000);
    let last = 0;
    for (let nowMs = 1000; nowMs < 9000; nowMs += 100) {
      expect(motor.motionAt(nowMs)).toBe('opening');
      expect(motor.positionAt(nowMs)).toBeGreaterThanOrEqual(last);
      last = motor.positionAt(nowMs);
    }
    expect(motor.positionAt(5000)).toBeCloseTo(40, 9);
    expect(motor.motionAt(9000)).toBe('stopped');
    expect(motor.positionAt(1e9)).toBe(80);
    expect(motor.isBlockedAt(1e9)).toBe(false);
  });

  it('stops on the way, and can be sent back', () => {
    const motor = new CurtainMotor({ travelMs: 10_000, positionPercent: 100 }, 0);
    motor.moveTo(0, 0);
    motor.stop(2500);
    expect(motor.positionAt(60_000)).toBeCloseTo(75, 9);
    expect(motor.motionAt(2500)).toBe('stopped');
    motor.moveTo(0, 10_000);
    motor.moveTo(100, 12_000);
    expect(motor.motionAt(12_000)).toBe('opening');
    expect(motor.arrivesAtMs).toBeCloseTo(12_000 + 4500, 6);
  });

  it('stays within 0..100 and never jumps, whatever it is told', () => {
    const command = fc.record({
      waitMs: fc.integer({ min: 0, max: 9000 }),
      percent: fc.integer({ min: 0, max: 100 }),
      what: fc.constantFrom('move', 'stop', 'block', 'free'),
    });
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        const motor = new CurtainMotor({ travelMs: 8000 }, 0);
        let nowMs = 0;
        for (const { waitMs, percent, what } of commands) {
          const before = motor.positionAt(nowMs);
          nowMs += waitMs;
          const position = motor.positionAt(nowMs);
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThanOrEqual(100);
          expect(Math.abs(position - before)).toBeLessThanOrEqual(waitMs / 80 + 1e-6);
          if (what === 'move') motor.moveTo(percent, nowMs);
          else if (what === 'stop') motor.stop(nowMs);
          else motor.setObstacle(what === 'block' ? percent : undefined, nowMs);
          expect(motor.positionAt(nowMs)).toBeCloseTo(position, 9);
        }
      }),
    );
  });

  it('stands before an obstacle from either side, until it is freed and sent again', () => {
    const motor = new CurtainMotor({ travelMs: 10_000, positionPercent: 100 }, 0);
    motor.setObstacle(40, 0);
    motor.moveTo(0, 0);
    expect(motor.positionAt(10_000)).toBe(40);
    expect(motor.isBlockedAt(10_000)).toBe(true);
    motor.moveTo(0, 11_000);
    expect(motor.positionAt(60_000)).toBe(40);
    motor.setObstacle(undefined, 60_000);
    expect(motor.positionAt(90_000)).toBe(40);
    motor.moveTo(0, 90_000);
    expect(motor.positionAt(100_000)).toBe(0);
    motor.setObstacle(30, 100_000);
    motor.moveTo(100, 100_000);
    expect(motor.positionAt(200_000)).toBe(30);
  });

  it('can be pulled by hand', () => {
    const motor = new CurtainMotor({}, 0);
    motor.moveTo(100, 0);
    motor.pull(20, 3000);
    expect(motor.positionAt(3000)).toBe(20);
    expect(motor.motionAt(3000)).toBe('stopped');
  });

  it('refuses positions and times of travel that are none', () => {
    expect(() => new CurtainMotor({ travelMs: 0 }, 0)).toThrow('travelMs must be between 500 and 600000');
    const motor = new CurtainMotor({}, 0);
    expect(() => motor.moveTo(101, 0)).toThrow(expect.objectContaining({ code: 'invalid-value' }));
    expect(() => motor.moveTo(Number.NaN, 0)).toThrow('A curtain position');
  });
});
