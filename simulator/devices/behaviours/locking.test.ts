import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/common/manual-clock.ts';
import { seededRandom } from '../../../src/common/random.ts';
import { StillAir } from '../../../test/support/device-rig.ts';
import { type LockEvent, Locking } from './locking.ts';

function newLock() {
  const clock = new ManualClock();
  const context = { clock, random: seededRandom(3), surroundings: new StillAir(), settings: {} };
  const lock = new Locking(context, ['finger', 'keypad']);
  const events: LockEvent[] = [];
  lock.onEvent = (event) => events.push(event);
  lock.start();
  const does = (name: string, value: string | boolean) => {
    const variable = lock.variables.find(({ spec }) => spec.name === name);
    if (variable === undefined) throw new Error(`no ${name}`);
    variable.setFromOutside(value);
    clock.advance(2_000);
    return events.splice(0).map(({ kind, way, userId, state }) => [kind, way, userId, state]);
  };
  return { lock, clock, does, events };
}

describe('a lock', () => {
  it('tells who opened it, and how', () => {
    const { does } = newLock();
    expect(does('knob', 'lock')).toEqual([['moved', 'knob', undefined, 'locked']]);
    expect(does('finger', 'user-4')).toEqual([
      ['opened', 'fingerprint', 4, 'unlocked'],
      ['moved', 'fingerprint', 4, 'unlocked'],
    ]);
    does('knob', 'lock');
    expect(does('keypad', 'user-2')).toEqual([
      ['opened', 'pin', 2, 'unlocked'],
      ['moved', 'pin', 2, 'unlocked'],
    ]);
  });

  it('listens to nobody for a while after five wrong tries in a row', () => {
    const { does, clock } = newLock();
    does('knob', 'lock');
    for (let count = 0; count < 4; count++) {
      expect(does('keypad', 'stranger')).toEqual([['refused', 'pin', undefined, 'locked']]);
    }
    expect(does('keypad', 'stranger').map(([kind]) => kind)).toEqual(['refused', 'deaf']);
    expect(does('finger', 'user-1').map(([kind]) => kind)).not.toContain('opened');
    clock.advance(180_000);
    expect(does('finger', 'user-1').map(([kind]) => kind)).toContain('opened');
  });

  it('jams, and is free again', () => {
    const { lock, does, clock, events } = newLock();
    does('jammed', true);
    lock.run(true, 'remote');
    expect(lock.position.value).toBe('not_fully_locked');
    clock.advance(2_000);
    expect(events.splice(0).map(({ state }) => state)).toEqual(['jammed']);
    expect(lock.position.value).toBe('not_fully_locked');
    does('jammed', false);
    lock.run(true, 'remote');
    clock.advance(2_000);
    expect(lock.position.value).toBe('locked');
  });

  it('tells that its cover is off', () => {
    const { lock, does } = newLock();
    expect(does('tamper', true).map(([kind]) => kind)).toEqual(['tampered']);
    expect(lock.mechanism.isTampered).toBe(true);
    expect(does('tamper', false)).toEqual([]);
  });

  it('takes codes, refuses those that cannot be or are taken, and forgets them', () => {
    const { lock, does } = newLock();
    does('knob', 'lock');
    expect(lock.users.keep(5, { pin: '4711', isEnabled: true })).toBe('kept');
    expect(lock.users.keep(6, { pin: '4711', isEnabled: true })).toBe('duplicate');
    for (const pin of ['', '12', 'abcd', '1234567890123']) {
      expect(lock.users.keep(6, { pin, isEnabled: true })).toBe('invalid');
    }
    expect(lock.users.keep(250, { pin: '9999', isEnabled: true })).toBe('invalid');
    expect(does('keypad', 'user-5').map(([kind]) => kind)).toContain('opened');
    does('knob', 'lock');
    lock.users.keep(5, { pin: '4712', isEnabled: false });
    expect(does('keypad', 'user-5').map(([kind]) => kind)).toEqual(['refused']);
    lock.users.forgetAll();
    expect(does('keypad', 'user-1').map(([kind]) => kind)).toEqual(['refused']);
  });

  it('locks by itself when it is told to', () => {
    const { lock, does, clock, events } = newLock();
    lock.mechanism.setAutoLock(30_000);
    does('knob', 'lock');
    does('knob', 'unlock');
    clock.advance(31_000);
    expect(lock.position.value).toBe('locked');
    expect(events.at(-1)).toMatchObject({ kind: 'moved', way: 'automatic' });
  });

  it('remembers its bolt and its codes, and ignores what is none of its own', () => {
    const { lock, does } = newLock();
    does('knob', 'lock');
    lock.users.keep(7, { pin: '70707', isEnabled: true });
    const again = newLock();
    again.lock.restore(lock.state());
    expect(again.lock.position.value).toBe('locked');
    expect(again.lock.users.code(7)).toEqual({ pin: '70707', isEnabled: true });
    for (const codes of ['{', '[[1]]', '[7]', 'null', '[["1",{"pin":"1234"}]]', 5])
      again.lock.restore({ codes });
    expect(again.lock.facts()).toMatchObject({ state: 'LOCK' });
  });
});
