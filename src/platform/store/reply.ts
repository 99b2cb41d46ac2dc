import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { RedisReply } from './redis-connection.ts';

/** A list in a reply. @throws ZigfleetError `internal` if it is none: then the functions and this code have drifted apart */
export function listOf(reply: RedisReply | undefined): RedisReply[] {
  if (Array.isArray(reply)) return reply;
  throw new ZigfleetError('internal', 'The store answered something that is not understood.');
}

/** Bytes in a reply. @throws ZigfleetError `internal` */
export function bytesOf(reply: RedisReply | undefined): Buffer {
  if (Buffer.isBuffer(reply)) return reply;
  throw new ZigfleetError('internal', 'The store answered something that is not understood.');
}

/** A text in a reply. @throws ZigfleetError `internal` */
export function textOf(reply: RedisReply | undefined): string {
  return bytesOf(reply).toString();
}

/** The fields of a hash, from the flat list that Redis answers. Names are read as bytes, one character each. */
export function fieldsOf(reply: RedisReply | undefined): Map<string, Buffer> {
  const flat = listOf(reply);
  const fields = new Map<string, Buffer>();
  for (let index = 0; index + 1 < flat.length; index += 2) {
    fields.set(bytesOf(flat[index]).toString('latin1'), bytesOf(flat[index + 1]));
  }
  return fields;
}
