import Type from 'typebox';
import { Value } from 'typebox/value';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { HistoryCursor } from '../history/history-reader.ts';

const cursorSchema = Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 0 })]);

export function encodeHistoryCursor({ timeMs, told }: HistoryCursor): string {
  return Buffer.from(JSON.stringify([timeMs, told])).toString('base64url');
}

/** @throws ZigfleetError `invalid-request` for anything that `encodeHistoryCursor` did not make */
export function decodeHistoryCursor(text: string): HistoryCursor {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Value.Check(cursorSchema, decoded)) return { timeMs: decoded[0], told: decoded[1] };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const expected = 'must be the nextCursor of a page before';
  throw new ZigfleetError('invalid-request', `query/cursor ${expected}.`, {
    context: { faults: [{ code: 'invalid-request', field: 'query/cursor', expected }] },
  });
}
