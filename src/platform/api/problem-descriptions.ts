import type { ErrorCode } from '../../common/error-codes.ts';

/** Codes that never reach an app: they belong to other edges. Should one escape, it is told as `internal`. */
export type HttpErrorCode = Exclude<
  ErrorCode,
  'fenced' | 'invalid-config' | 'port-taken' | 'decode-failed' | 'journal-full' | 'radio'
>;

/** What each problem means to who gets it, and what to do. The documentation is made from this. */
export const problemDescriptions: Record<HttpErrorCode, string> = {
  'invalid-request':
    'The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request.',
  unauthenticated:
    'No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one.',
  'permission-denied': 'The credential is valid, but its role in the home does not allow this operation.',
  'pin-required':
    'The home wants a PIN for commands to this device. Send yours as `Security-Pin`; set one with `PUT /v1/homes/{homeId}/pin` if you have none.',
  'pin-wrong':
    'The PIN is not yours in this home. After five wrong ones it is `rate-limited` for a quarter of an hour.',
  'invalid-grant':
    'The device login is not approved, or is over. `error` says which, in the words of RFC 8628: `authorization_pending`, `slow_down`, `access_denied`, `expired_token`.',
  'not-found':
    'There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way.',
  'method-not-allowed': 'The path exists, but not with this method. The `Allow` header lists those that do.',
  'request-timeout': 'The request was not received whole within ten seconds. Send it again, faster.',
  conflict:
    'The request contradicts the current state: an idempotency key was used for another request, or a command is past cancelling. Read the resource, then decide.',
  'quota-exceeded':
    'There are as many of these as there may be: `quota` names the limit, `max` its value. Remove some, or ask the operator for more.',
  'hub-offline':
    'The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`.',
  'precondition-failed': 'The resource has changed since the version that `If-Match` names. Read it again.',
  'payload-too-large': 'The body is longer than 64 KiB or nested deeper than 16 levels.',
  'headers-too-large': 'The request line and headers are longer than 16 KiB.',
  'unsupported-media-type': 'The body must be sent as `Content-Type: application/json`.',
  'upgrade-required': 'The path is a WebSocket: connect with a client that speaks RFC 6455.',
  'unknown-trait': 'The device has no trait of this name. `faults` lists those that may be set.',
  'trait-not-settable': 'The device reports this trait but it cannot be set. `faults` says so for each.',
  'trait-not-gettable':
    'The device cannot be asked for this trait: it tells it of itself. `faults` lists those that it can be asked for.',
  'invalid-value':
    'A value has the wrong type, is out of bounds or not one of the words. `faults` names each trait and what would be right.',
  'rate-limited':
    'Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says.',
  'queue-full': 'The hub has too many commands waiting. Wait as long as `Retry-After` says.',
  internal: 'A fault of the platform. Report it with the request id.',
  'store-unavailable':
    'The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.',
  unavailable: 'The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.',
  timeout: 'The platform did not finish in time. Whether the request took effect is not known.',
};

/** Whether apps may meet this code. */
export function isHttpErrorCode(code: ErrorCode): code is HttpErrorCode {
  return Object.hasOwn(problemDescriptions, code);
}
