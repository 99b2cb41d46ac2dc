import { describe, expect, it } from 'vitest';
import type { BoltResult } from '../environment.ts';
import { LockMechanism, type LockMechanismOptions } from './lock-mechanism.ts';

function lockOf(options: LockMechanismOptions = {}) {
  const door = {
    isBolted: true,
    isJammed: false,
    ways: [] as string[],
    turnBolt(extended: boolean, way: string): BoltResult {
      if (door.isJammed) return 'obstructed';
      if (door.isBolted === extended) return 'unchanged';
      door.isBolted = extended;
      door.ways.push(way);
      return 'turned';
    },
  };
  return { door, lock: new LockMechanism({ motorMs: 1000, ...options }, door) };
}

describe('LockMechanism', () => {
  it('opens for a known PIN, finger or card after the motor has run, and says whose', () => {
    const { lock, door } = lockOf();
    lock.addCredential({ userId: 3, kind: 'pin', secret: '246810' });
    lock.addCredential({ userId: 4, kind: 'fingerprint', secret: 'left thumb' });
    expect(lock.state).toBe('locked');
    expect(lock.tryCredential('pin', '246810', 0)).toEqual({
      result: 'accepted',
      userId: 3,
      finishAtMs: 1000,
    });
    expect(lock.state).toBe('unlocking');
    expect(lock.finish(999)).toBe('unlocking');
    expect(lock.finish(1000)).toBe('unlocked');
    lock.finish(lock.run(true, 'remote', 2000));
    lock.finish(3000 + 1000);
    expect(lock.tryCredential('fingerprint', 'left thumb', 5000)).toMatchObject({ userId: 4 });
    lock.finish(6000);
    expect(door.ways).toEqual(['pin', 'remote', 'fingerprint']);
    expect(lock.userIds).toEqual([3, 4]);
  });

  it('goes deaf after wrong tries in a row, even to the right PIN, and hears again after a while', () => {
    const { lock } = lockOf({ wrongTriesMax: 3, lockoutMs: 60_000 });
    lock.addCredential({ userId: 1, kind: 'pin', secret: '1234' });
    expect(lock.tryCredential('pin', '0000', 0)).toEqual({ result: 'wrong', triesLeft: 2 });
    expect(lock.tryCredential('pin', '9'.repeat(1_000_000), 1)).toEqual({ result: 'wrong', triesLeft: 1 });
    expect(lock.tryCredential('card', '1234', 2)).toEqual({ result: 'lockedOut', untilMs: 60_002 });
    expect(lock.tryCredential('pin', '1234', 60_001)).toEqual({ result: 'lockedOut', untilMs: 60_002 });
    expect(lock.state).toBe('locked');
    expect(lock.tryCredential('pin', '1234', 60_002)).toMatchObject({ result: 'accepted' });
  });

  it('keeps times and one-time codes', () => {
    const { lock } = lockOf();
    lock.addCredential({ userId: 7, kind: 'pin', secret: '5555', validFromMs: 100, validUntilMs: 200 });
    lock.addCredential({ userId: 8, kind: 'pin', secret: '6666', isOneTime: true });
    expect(lock.tryCredential('pin', '5555', 99).result).toBe('wrong');
    expect(lock.tryCredential('pin', '5555', 100).result).toBe('accepted');
    expect(lock.tryCredential('pin', '5555', 200).result).toBe('wrong');
    expect(lock.tryCredential('pin', '6666', 300).result).toBe('accepted');
    expect(lock.tryCredential('pin', '6666', 301).result).toBe('wrong');
  });

  it('jams, says so, and works again when it is freed', () => {
    const { lock, door } = lockOf();
    door.isJammed = true;
    lock.run(false, 'remote', 0);
    expect(lock.finish(1000)).toBe('jammed');
    door.isJammed = false;
    lock.run(false, 'remote', 2000);
    expect(lock.finish(3000)).toBe('unlocked');
    expect(lock.finish(4000)).toBe('unlocked');
  });

  it('wants to lock by itself a while after it was opened, however that was done', () => {
    const { lock } = lockOf({ autoLockMs: 30_000 });
    expect(lock.autoLockAtMs).toBe(Number.POSITIVE_INFINITY);
    lock.run(false, 'remote', 0);
    lock.finish(1000);
    expect(lock.autoLockAtMs).toBe(31_000);
    lock.run(true, 'automatic', 31_000);
    expect(lock.finish(32_000)).toBe('locked');
    expect(lock.autoLockAtMs).toBe(Number.POSITIVE_INFINITY);
    lock.boltTurned(false, 40_000);
    expect(lock.autoLockAtMs).toBe(70_000);
    lock.boltTurned(true, 50_000);
    expect(lock.autoLockAtMs).toBe(Number.POSITIVE_INFINITY);
  });

  it('forgets users, and refuses credentials that make no sense', () => {
    const { lock } = lockOf();
    lock.addCredential({ userId: 1, kind: 'pin', secret: '1234' });
    lock.addCredential({ userId: 1, kind: 'card', secret: 'c-1' });
    expect(() => lock.addCredential({ userId: 2, kind: 'pin', secret: '1234' })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    expect(() => lock.addCredential({ userId: 2, kind: 'pin', secret: 'abcd' })).toThrow('4 to 12 digits');
    expect(() => lock.addCredential({ userId: 1.5, kind: 'pin', secret: '4321' })).toThrow('whole number');
    expect(() => lock.addCredential({ userId: -1, kind: 'pin', secret: '4321' })).toThrow('userId');
    expect(lock.removeUser(1, 'card')).toBe(1);
    expect(lock.removeUser(1)).toBe(1);
    expect(lock.removeUser(1)).toBe(0);
    expect(lock.tryCredential('pin', '1234', 0).result).toBe('wrong');
  });

  it('remembers that its cover is off', () => {
    const { lock } = lockOf();
    lock.setTampered(true);
    expect(lock.isTampered).toBe(true);
  });
});
