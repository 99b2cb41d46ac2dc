import Type from 'typebox';
import { Value } from 'typebox/value';
import { ZigfleetError } from '../../common/zigfleet-error.ts';

/** Where a list that spans homes goes on: in which home, and from where in it. */
export interface DeviceCursor {
  homeId: string;
  cursor?: string;
}

const cursorSchema = Type.Object(
  {
    homeId: Type.String({ minLength: 1, maxLength: 64 }),
    cursor: Type.Optional(Type.String({ maxLength: 512 })),
  },
  { additionalProperties: false },
);

export function encodeCursor(cursor: DeviceCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws ZigfleetError `invalid-request` for anything that `encodeCursor` did not make */
export function decodeCursor(text: string): DeviceCursor {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Value.Check(cursorSchema, decoded)) return decoded;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const expected = 'must be the nextCursor of a page before';
  throw new ZigfleetError('invalid-request', `query/cursor ${expected}.`, {
    context: { faults: [{ code: 'invalid-request', field: 'query/cursor', expected }] },
  });
}
