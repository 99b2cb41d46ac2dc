import { messageOf } from '../../common/zigfleet-error.ts';
import type { CommandFailure, CommandFailureReason } from '../../devices/command-failure.ts';
import { RadioError } from './radio.ts';

/** Longest detail that goes to whoever asked. */
const detailLengthMax = 300;

/**
 * What a Z-Stack data confirm says went wrong (Z-Stack Monitor and Test API, ZStatus values; IEEE 802.15.4 status
 * values 0xE1 to 0xF1).
 */
const dataConfirmReasons: Record<number, CommandFailureReason> = {
  183: 'no-ack', // 0xB7 APS no acknowledgement
  205: 'no-route', // 0xCD no route
  209: 'no-route', // 0xD1 route discovery failed
  225: 'no-ack', // 0xE1 channel access failure
  233: 'no-ack', // 0xE9 MAC no acknowledgement
  240: 'no-ack', // 0xF0 transaction expired: the device did not fetch it
  9999: 'timeout', // the library's own: no confirm came
};

/** ZDP status values (Zigbee specification r22, 2.4.5). Every other error status is a rejection. */
const zdpReasons: Record<number, CommandFailureReason> = {
  129: 'unknown-device', // 0x81 device not found
  132: 'unsupported', // 0x84 not supported
  133: 'timeout', // 0x85 timeout
};

/** ZCL status values (ZCL revision 8, 2.6.3). Every other error status is a rejection. */
const zclReasons: Record<number, CommandFailureReason> = {
  128: 'invalid-value', // 0x80 malformed command
  129: 'unsupported', // 0x81 unsupported cluster command
  130: 'unsupported', // 0x82 unsupported general command
  131: 'unsupported', // 0x83 unsupported manufacturer cluster command
  132: 'unsupported', // 0x84 unsupported manufacturer general command
  133: 'invalid-value', // 0x85 invalid field
  134: 'unsupported', // 0x86 unsupported attribute
  135: 'invalid-value', // 0x87 invalid value
  136: 'unsupported', // 0x88 read only
  140: 'unsupported', // 0x8C unreportable attribute
  141: 'invalid-value', // 0x8D invalid data type
  143: 'unsupported', // 0x8F write only
  148: 'timeout', // 0x94 timeout
  195: 'unsupported', // 0xC3 unsupported cluster
};

/**
 * What the texts of errors say, the first that fits. The libraries raise plain errors with only a text when the
 * coordinator or a device does not answer, in the adapters other than Z-Stack, and for values that a converter will
 * not take.
 */
const textReasons: readonly [RegExp, CommandFailureReason][] = [
  [/NWK_NO_ROUTE|no route/i, 'no-route'],
  [/no ?ack|NO_ACK|delivery failed/i, 'no-ack'],
  // The coordinator did not answer a request of the serial protocol, or there is no line to it.
  [
    /^SRSP - |not been initialized yet|(transport|port|socket|connection) is closed|not (open|connected)/i,
    'radio-down',
  ],
  [/unsupported|not supported|does not support|no converter/i, 'unsupported'],
  [/invalid|must be|expected|out of range|should be|is not a|not allowed|has no value/i, 'invalid-value'],
  [/timeout|timed out|after \d+ ?ms/i, 'timeout'],
];

/**
 * What an error of the radio means to whoever asked for a command; the one table for it.
 * @param thrown - anything that zigbee-herdsman, its converters or this radio raised
 */
export function radioFailure(thrown: unknown): CommandFailure {
  if (thrown instanceof RadioError) return thrown.failure;
  const message = messageOf(thrown);
  // The library puts its own words around the cause: `ZCL command 0x…/1 genOnOff.on({}, {…}) failed (<cause>)`.
  const cause = /failed \((.*)\)$/s.exec(message)?.[1] ?? message;
  const reason = reasonOf(thrown, cause);
  return { reason, detail: shorten(describe(cause)) };
}

/** The library's words for people who do not know it. */
function describe(cause: string): string {
  const status = /^Status '(\w+)'/.exec(cause)?.[1];
  if (status) return `The device answered ${status}.`;
  const confirm = /^Data request failed with error: (.*)$/s.exec(cause)?.[1];
  if (confirm) return `The frame could not be delivered: ${confirm.replaceAll("'", '')}.`;
  const timeoutMs = /^Timeout after (\d+) ?ms/.exec(cause)?.[1];
  if (timeoutMs) return `The device did not answer within ${timeoutMs} ms.`;
  if (cause.startsWith('SRSP - ')) return 'The coordinator did not answer.';
  const refusal = refusalIn(cause);
  return refusal === undefined ? cause : `The coordinator refused: ${refusal}.`;
}

/** `--> 'SREQ: AF - dataRequest - {…}' failed with status '(0x11: BUFFER_FULL)' (expected …)`: the coordinator's no. */
function refusalIn(cause: string): string | undefined {
  return /^--> .* failed with status '\(?([^')]*)/s.exec(cause)?.[1];
}

function reasonOf(thrown: unknown, cause: string): CommandFailureReason {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (typeof code === 'number') {
    if (cause.startsWith('Data request failed')) return dataConfirmReasons[code] ?? 'rejected';
    if (cause.startsWith("Status '")) {
      const isZdp = thrown instanceof Error && thrown.constructor.name === 'ZdoStatusError';
      return (isZdp ? zdpReasons[code] : zclReasons[code]) ?? 'rejected';
    }
  }
  const refusal = refusalIn(cause);
  if (refusal !== undefined) {
    return (
      textReasons.find(([pattern, reason]) => reason !== 'invalid-value' && pattern.test(refusal))?.[1] ??
      'internal'
    );
  }
  return textReasons.find(([pattern]) => pattern.test(cause))?.[1] ?? 'internal';
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > detailLengthMax ? `${line.slice(0, detailLengthMax - 1)}…` : line;
}
