import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const schema = Type.Object(
  {
    radio: Type.String({ minLength: 1, env: 'TEST_RADIO' }),
    httpPort: Type.Integer({ minimum: 0, maximum: 65535, default: 8080, env: 'TEST_PORT' }),
    dataDir: Type.String({ default: '.data', option: '--data' }),
    verbose: Type.Boolean({ default: false }),
  },
  { additionalProperties: false },
);

describe('readConfig', () => {
  it('takes the option before the environment before the default, and converts', () => {
    const env = { TEST_RADIO: 'tcp://a:1', TEST_PORT: '81' };
    expect(readConfig(schema, { httpPort: '82' }, env)).toEqual({
      radio: 'tcp://a:1',
      httpPort: 82,
      dataDir: '.data',
      verbose: false,
    });
    expect(readConfig(schema, {}, env).httpPort).toBe(81);
  });

  it('freezes what it gives', () => {
    expect(Object.isFrozen(readConfig(schema, { radio: 'x' }, {}))).toBe(true);
  });

  it('says one line for each wrong field, by the name under which it was given', () => {
    expect(() => readConfig(schema, { dataDir: {} }, { TEST_PORT: 'many' })).toThrow(
      expect.objectContaining({
        code: 'invalid-config',
        message: expect.stringMatching(
          /^(?=.*--radio is missing)(?=.*TEST_PORT must be integer)(?=.*--data must be string)/s,
        ),
      }),
    );
    expect(() => readConfig(schema, { radio: 'x', httpPort: '70000' }, {})).toThrow(
      '--http-port must be <= 65535',
    );
  });

  it('takes an empty variable for an absent one', () => {
    expect(() => readConfig(schema, {}, { TEST_RADIO: '' })).toThrow('--radio is missing');
  });
});
