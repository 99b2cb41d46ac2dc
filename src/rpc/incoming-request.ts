import { messageOf } from '../common/zigfleet-error.ts';
import { ConnectRequest } from './gen/zigfleet/link/v1/link.ts';

/** A message as it came in: malformed ones are told apart, so that the hub is told why its stream ends. */
export type IncomingRequest =
  | { type: 'request'; request: ConnectRequest; bytes: number }
  | { type: 'malformed'; detail: string };

/** Never throws. */
export function decodeIncoming(bytes: Buffer): IncomingRequest {
  try {
    return { type: 'request', request: ConnectRequest.decode(bytes), bytes: bytes.length };
  } catch (error) {
    return { type: 'malformed', detail: messageOf(error) };
  }
}
