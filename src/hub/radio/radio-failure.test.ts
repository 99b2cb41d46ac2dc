import { describe, expect, it } from 'vitest';
import { Zcl, Zdo } from 'zigbee-herdsman';
import { RadioError } from './radio.ts';
import { radioFailure } from './radio-failure.ts';

/** As the library raises it for a data confirm of Z-Stack. */
class DataConfirmError extends Error {
  readonly code: number;
  constructor(name: string, code: number) {
    super(`Data request failed with error: '${name}' (0x${code.toString(16)})`);
    this.code = code;
  }
}

/** The words that the library puts around the cause of a failed ZCL command. */
function wrapped<E extends Error>(error: E): E {
  error.message = `ZCL command 0x00158d0001020304/1 genOnOff.on({}, {"timeout":10000,"disableResponse":false}) failed (${error.message})`;
  return error;
}

describe('radioFailure', () => {
  it.each([
    ['no-ack', new DataConfirmError('MAC_NO_ACK', 0xe9)],
    ['no-ack', new DataConfirmError('MAC_TRANSACTION_EXPIRED', 0xf0)],
    ['no-ack', new DataConfirmError('MAC_CHANNEL_ACCESS_FAILURE', 0xe1)],
    ['no-ack', new DataConfirmError('APS_NO_ACK', 0xb7)],
    ['no-route', new DataConfirmError('NWK_NO_ROUTE', 0xcd)],
    ['timeout', new DataConfirmError('TIMEOUT', 9999)],
    ['rejected', new DataConfirmError('APS_TABLE_FULL', 0xb2)],
    ['unsupported', new Zcl.StatusError(Zcl.Status.UNSUP_COMMAND)],
    ['unsupported', new Zcl.StatusError(Zcl.Status.UNSUPPORTED_ATTRIBUTE)],
    ['unsupported', new Zcl.StatusError(Zcl.Status.UNSUPPORTED_CLUSTER)],
    ['unsupported', new Zcl.StatusError(Zcl.Status.READ_ONLY)],
    ['invalid-value', new Zcl.StatusError(Zcl.Status.INVALID_VALUE)],
    ['invalid-value', new Zcl.StatusError(Zcl.Status.INVALID_FIELD)],
    ['timeout', new Zcl.StatusError(Zcl.Status.TIMEOUT)],
    ['rejected', new Zcl.StatusError(Zcl.Status.FAILURE)],
    ['rejected', new Zcl.StatusError(Zcl.Status.NOT_AUTHORIZED)],
    ['unsupported', new Zdo.StatusError(Zdo.Status.NOT_SUPPORTED)],
    ['unknown-device', new Zdo.StatusError(Zdo.Status.DEVICE_NOT_FOUND)],
    ['rejected', new Zdo.StatusError(Zdo.Status.NOT_PERMITTED)],
    ['timeout', new Error('Timeout after 10000ms [address=38154 endpoint=1 clusterId=6 cmdId=11 tsn=252]')],
    ['radio-down', new Error('SRSP - AF - dataRequest after 6000ms')],
    ['radio-down', new Error('Cannot request when znp has not been initialized yet')],
    [
      'internal',
      new Error(
        `--> 'SREQ: AF - dataRequest - {"status":"invalid"}' failed with status '(0x11: BUFFER_FULL)' (expected '(0x00: SUCCESS)')`,
      ),
    ],
    [
      'no-route',
      new Error(
        `--> 'SREQ: AF - dataRequest - {}' failed with status '(0xcd: NWK_NO_ROUTE)' (expected '(0x00: SUCCESS)')`,
      ),
    ],
    [
      'invalid-value',
      new Error(
        'Brightness value of message: \'{"brightness":300}\' invalid, must be a number >= 0 and =< 254',
      ),
    ],
    ['internal', new TypeError("Cannot read properties of undefined (reading 'x')")],
  ])('says %s to %s', (reason, error) => {
    expect(radioFailure(error).reason).toBe(reason);
    expect(radioFailure(wrapped(error)).reason).toBe(reason);
  });

  it('says it in words for people', () => {
    const detail = (error: Error) => radioFailure(wrapped(error)).detail;
    expect(detail(new Zcl.StatusError(Zcl.Status.INVALID_VALUE))).toBe('The device answered INVALID_VALUE.');
    expect(detail(new DataConfirmError('MAC_NO_ACK', 0xe9))).toBe(
      'The frame could not be delivered: MAC_NO_ACK (0xe9).',
    );
    expect(detail(new Error('Timeout after 10000ms [address=1]'))).toBe(
      'The device did not answer within 10000 ms.',
    );
    expect(detail(new Error('SRSP - AF - dataRequest after 6000ms'))).toBe('The coordinator did not answer.');
  });

  it('lets our own errors pass, and takes anything', () => {
    const failure = { reason: 'unknown-device', detail: 'who?' } as const;
    expect(radioFailure(new RadioError(failure))).toBe(failure);
    expect(radioFailure('nonsense').reason).toBe('internal');
    expect(radioFailure(new Error('x'.repeat(5000))).detail.length).toBeLessThanOrEqual(300);
  });
});
