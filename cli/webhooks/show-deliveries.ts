import type { AnswerOf } from '../../client/operation-types.ts';
import { formatTable } from '../../src/common/format-table.ts';
import { plainText } from '../format-values.ts';

type Delivery = AnswerOf<'get', '/v1/webhooks/{webhookId}/deliveries'>['deliveries'][number];
type DeadLetter = AnswerOf<'get', '/v1/webhooks/{webhookId}/dead-letters'>['deadLetters'][number];

/** What came of one request, in one sentence: on standard output if it is well. */
export function showDelivery({ outcome, httpStatus, tookMs, error }: Delivery): void {
  if (outcome === 'delivered') {
    process.stdout.write(`the server answered ${httpStatus} after ${tookMs} ms\n`);
  } else process.stderr.write(`zigfleet: not taken after ${tookMs} ms: ${plainText(error ?? '')}\n`);
}

export function showDeliveries(deliveries: readonly Delivery[]): void {
  const rows = deliveries.map(({ at, type, eventId, attempt, outcome, httpStatus, tookMs, error }) => [
    at,
    type,
    eventId ?? '',
    attempt,
    outcome,
    httpStatus ?? '',
    tookMs,
    plainText(error ?? ''),
  ]);
  const columns = ['time', 'type', 'event', 'attempt', 'outcome', 'status', 'ms', 'error'];
  process.stdout.write(`${formatTable(columns, rows)}\n`);
}

export function showDeadLetters(letters: readonly DeadLetter[]): void {
  const rows = letters.map(({ deadLetterId, type, eventId, attempts, givenUpAt, lastError }) => [
    deadLetterId,
    type,
    eventId ?? '',
    attempts,
    givenUpAt,
    plainText(lastError ?? ''),
  ]);
  const columns = ['id', 'type', 'event', 'attempts', 'given up', 'last error'];
  process.stdout.write(`${formatTable(columns, rows)}\n`);
}
