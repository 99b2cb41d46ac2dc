import { describe, expect, it } from 'vitest';
import { LoadMonitor } from './load-monitor.ts';

describe('LoadMonitor', () => {
  it('sheds more and more while the event loop is late, always lets something pass, and recovers', () => {
    let next = 0.5;
    const monitor = new LoadMonitor(200, { next: () => next });
    expect(monitor.shouldShed()).toBe(false);
    monitor.look(201);
    expect(monitor.share).toBe(0.25);
    // One stall sheds a quarter of what comes in the next moment, no more.
    expect(monitor.shouldShed()).toBe(false);
    for (let look = 0; look < 10; look++) monitor.look(900);
    expect(monitor.share).toBe(0.95);
    expect(monitor.shouldShed()).toBe(true);
    next = 0.96;
    expect(monitor.shouldShed()).toBe(false);
    for (let look = 0; look < 19; look++) monitor.look(3);
    expect(monitor.share).toBeCloseTo(0);
  });
});
