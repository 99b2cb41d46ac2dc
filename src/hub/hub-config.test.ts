import { describe, expect, it } from 'vitest';
import { readConfig } from '../common/config.ts';
import { isZigfleetError } from '../common/zigfleet-error.ts';
import { hubConfigSchema } from './hub-config.ts';

const needed = { radio: 'tcp://127.0.0.1:6638', platform: 'localhost:50051', dataDir: '/tmp/hub' };

function faultOf(options: Record<string, unknown>): string {
  try {
    readConfig(hubConfigSchema, options, {});
  } catch (error) {
    if (isZigfleetError(error, 'invalid-config')) return error.message;
    throw error;
  }
  return '';
}

describe('the configuration of a hub', () => {
  it('needs a radio, a platform and a folder', () => {
    expect(faultOf({}).split('\n')).toEqual([
      '--radio is missing',
      '--platform is missing',
      '--data is missing',
    ]);
    expect(readConfig(hubConfigSchema, needed, {})).toMatchObject({
      adapter: 'zstack',
      hubModel: 'smart-gateway',
      overwriteNetwork: false,
      tls: false,
      insecure: false,
      logLevel: 'info',
    });
  });

  it.each([
    'tcp://stick.local:6638',
    'tcp://192.168.1.5:8888',
    '/dev/ttyUSB0',
    '/dev/serial/by-id/usb-TI_CC2652-if00',
  ])('takes %s for a radio', (radio) => {
    expect(faultOf({ ...needed, radio })).toBe('');
  });

  it.each([
    ['--radio', { radio: 'ttyUSB0' }],
    ['--radio', { radio: 'http://127.0.0.1:6638' }],
    ['--platform', { platform: 'localhost' }],
    ['--platform', { platform: 'http://localhost:50051' }],
    ['--adapter', { adapter: 'zigbee' }],
    ['--baud-rate', { baudRate: '10' }],
    ['--hub-model', { hubModel: 'toaster' }],
    ['--log-level', { logLevel: 'loud' }],
  ])('says what is wrong with %s', (option, wrong) => {
    expect(faultOf({ ...needed, ...wrong })).toMatch(new RegExp(`^${option} `));
  });

  it('takes what the command line takes as text', () => {
    const config = readConfig(hubConfigSchema, { ...needed, baudRate: '460800', insecure: true }, {});
    expect([config.baudRate, config.insecure]).toEqual([460_800, true]);
  });
});
