import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { RedisReply } from './redis-connection.ts';
import { textOf } from './reply.ts';

/** The word that a function which changes something answers. @throws ZigfleetError `precondition-failed` */
export function changeOutcome<T extends string>(reply: RedisReply): T {
  const outcome = textOf(reply);
  if (outcome === 'other-tag') throw preconditionFailed();
  return outcome as T;
}

export function preconditionFailed(): ZigfleetError {
  return new ZigfleetError('precondition-failed', 'The resource is not as If-Match says: read it again.');
}
