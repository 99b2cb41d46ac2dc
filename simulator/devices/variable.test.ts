import { describe, expect, it } from 'vitest';
import { Variable, type VariableChange, type VariableSpec } from './variable.ts';

const spec: VariableSpec<number> = {
  name: 'temperature',
  description: 'x',
  type: 'number',
  unit: '°C',
  minimum: -40,
  maximum: 60,
  settable: true,
};

describe('a physical variable', () => {
  it('tells its changes with their cause, and only changes', () => {
    const variable = new Variable<number>(spec, 20);
    const changes: VariableChange[] = [];
    const unwatch = variable.watch((change) => changes.push(change));
    variable.set(20, 'physics');
    variable.set(21, 'command');
    variable.setFromOutside(22);
    unwatch();
    variable.release();
    variable.set(23, 'physics');
    expect(changes).toEqual([
      { variable, previous: 20, cause: 'command' },
      { variable, previous: 21, cause: 'outside' },
    ]);
    expect(variable.value).toBe(23);
  });

  it('stays where someone set it, until released', () => {
    const variable = new Variable<number>(spec, 20);
    variable.setFromOutside(30);
    variable.set(20, 'physics');
    expect(variable).toMatchObject({ value: 30, pinned: true });
    variable.set(10, 'command');
    expect(variable.value).toBe(10);
    variable.release();
    variable.set(20, 'physics');
    expect(variable.value).toBe(20);
  });

  it('keeps nature within bounds', () => {
    const variable = new Variable<number>(spec, 20);
    variable.set(100, 'physics');
    expect(variable.value).toBe(60);
  });

  it.each([61, -41, Number.NaN, Number.POSITIVE_INFINITY, '20', true, null, undefined, {}])(
    'refuses %s and says what would be right',
    (value) => {
      const variable = new Variable<number>(spec, 20);
      expect(() => variable.setFromOutside(value)).toThrow(
        expect.objectContaining({
          code: 'invalid-value',
          message: 'temperature must be a number from -40 to 60 °C',
        }),
      );
      expect(variable).toMatchObject({ value: 20, pinned: false });
    },
  );

  it('refuses a word that is none of its own, and what cannot be set at all', () => {
    const state = new Variable<'ON' | 'OFF'>(
      { name: 'state', description: 'x', type: 'enum', values: ['ON', 'OFF'], settable: true },
      'OFF',
    );
    expect(() => state.setFromOutside('on')).toThrow('state must be one of ON, OFF');
    const power = new Variable<number>({ ...spec, name: 'power', settable: false }, 0);
    expect(() => power.setFromOutside(1)).toThrow(expect.objectContaining({ code: 'trait-not-settable' }));
  });
});
