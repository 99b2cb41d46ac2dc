import { describe, expect, it } from 'vitest';
import { Rhythm } from './rhythm.ts';

const hourMs = 3_600_000;

describe('Rhythm', () => {
  it('expects what it was told before it knows better', () => {
    expect(new Rhythm(hourMs).silenceMs).toBe(hourMs);
  });

  it('learns a steady rhythm within hours, in either direction', () => {
    const quick = new Rhythm(1.5 * hourMs);
    for (let passed = 0; passed < 24 * hourMs; passed += 5_000) quick.learn(5_000);
    expect(quick.silenceMs).toBeLessThan(120_000);
    const slow = new Rhythm(1.5 * hourMs);
    for (let day = 0; day < 6; day++) slow.learn(12 * hourMs);
    expect(slow.silenceMs).toBeGreaterThan(10 * hourMs);
  });

  it('is not deceived by bursts between long silences', () => {
    const rhythm = new Rhythm(1.5 * hourMs);
    for (let hour = 0; hour < 48; hour++) {
      rhythm.learn(hourMs - 20_000);
      for (let report = 0; report < 20; report++) rhythm.learn(1_000);
    }
    expect(rhythm.silenceMs).toBeGreaterThan(0.9 * hourMs);
    expect(rhythm.silenceMs).toBeLessThan(1.1 * hourMs);
  });
});
