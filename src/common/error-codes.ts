/** What an error code means at each edge. The HTTP side is RFC 9457, the gRPC side the canonical status codes. */
export interface ErrorCodeMeaning {
  /** HTTP status of the problem document. */
  httpStatus: number;
  /** gRPC canonical status number (google.rpc.Code). */
  grpcStatus: number;
  /** Short, stable, human-readable summary: the `title` of the problem document. */
  title: string;
  /** Whether the same request may succeed later without being changed. */
  retryable: boolean;
}

/** The one table from a stable error code to its gRPC status and its HTTP problem. */
export const errorCodes = {
  'invalid-request': { httpStatus: 400, grpcStatus: 3, title: 'The request is malformed', retryable: false },
  unauthenticated: {
    httpStatus: 401,
    grpcStatus: 16,
    title: 'Credentials are missing or not valid',
    retryable: false,
  },
  'permission-denied': { httpStatus: 403, grpcStatus: 7, title: 'Not allowed', retryable: false },
  'pin-required': { httpStatus: 403, grpcStatus: 7, title: 'The command needs a PIN', retryable: false },
  'pin-wrong': { httpStatus: 403, grpcStatus: 7, title: 'The PIN is wrong', retryable: false },
  'invalid-grant': {
    httpStatus: 400,
    grpcStatus: 9,
    title: 'The grant is not good, or not yet',
    retryable: false,
  },
  'not-found': { httpStatus: 404, grpcStatus: 5, title: 'No such resource', retryable: false },
  'method-not-allowed': {
    httpStatus: 405,
    grpcStatus: 12,
    title: 'The resource has no such method',
    retryable: false,
  },
  'request-timeout': {
    httpStatus: 408,
    grpcStatus: 4,
    title: 'The request did not arrive in time',
    retryable: true,
  },
  conflict: {
    httpStatus: 409,
    grpcStatus: 10,
    title: 'The request conflicts with the current state',
    retryable: false,
  },
  'quota-exceeded': {
    httpStatus: 409,
    grpcStatus: 8,
    title: 'There are as many as there may be',
    retryable: false,
  },
  'hub-offline': { httpStatus: 409, grpcStatus: 9, title: 'The hub is offline', retryable: true },
  fenced: {
    httpStatus: 409,
    grpcStatus: 10,
    title: 'A newer session of the hub has taken over',
    retryable: false,
  },
  'precondition-failed': {
    httpStatus: 412,
    grpcStatus: 9,
    title: 'The resource has changed',
    retryable: false,
  },
  'payload-too-large': {
    httpStatus: 413,
    grpcStatus: 8,
    title: 'The request is too large',
    retryable: false,
  },
  'headers-too-large': {
    httpStatus: 431,
    grpcStatus: 8,
    title: 'The headers are too large',
    retryable: false,
  },
  'unsupported-media-type': {
    httpStatus: 415,
    grpcStatus: 3,
    title: 'The content type is not supported',
    retryable: false,
  },
  'upgrade-required': {
    httpStatus: 426,
    grpcStatus: 3,
    title: 'The connection must be upgraded',
    retryable: false,
  },
  'unknown-trait': {
    httpStatus: 422,
    grpcStatus: 3,
    title: 'The device has no such trait',
    retryable: false,
  },
  'trait-not-settable': {
    httpStatus: 422,
    grpcStatus: 3,
    title: 'The trait cannot be set',
    retryable: false,
  },
  'trait-not-gettable': {
    httpStatus: 422,
    grpcStatus: 3,
    title: 'The device cannot be asked for the trait',
    retryable: false,
  },
  'invalid-value': {
    httpStatus: 422,
    grpcStatus: 3,
    title: 'The value does not fit the trait',
    retryable: false,
  },
  'rate-limited': { httpStatus: 429, grpcStatus: 8, title: 'Too many requests', retryable: true },
  'queue-full': { httpStatus: 429, grpcStatus: 8, title: 'The queue is full', retryable: true },
  internal: { httpStatus: 500, grpcStatus: 13, title: 'Internal error', retryable: false },
  'store-unavailable': {
    httpStatus: 503,
    grpcStatus: 14,
    title: 'The store is not available',
    retryable: true,
  },
  unavailable: { httpStatus: 503, grpcStatus: 14, title: 'The service is not available', retryable: true },
  timeout: { httpStatus: 504, grpcStatus: 4, title: 'It took too long', retryable: true },
  'invalid-config': {
    httpStatus: 500,
    grpcStatus: 3,
    title: 'The configuration is not valid',
    retryable: false,
  },
  'port-taken': { httpStatus: 500, grpcStatus: 14, title: 'The port is taken', retryable: true },
  'decode-failed': { httpStatus: 400, grpcStatus: 3, title: 'The bytes cannot be decoded', retryable: false },
  'journal-full': { httpStatus: 503, grpcStatus: 8, title: 'The journal is full', retryable: true },
  radio: { httpStatus: 502, grpcStatus: 14, title: 'The radio failed', retryable: true },
} as const satisfies Record<string, ErrorCodeMeaning>;

/** A stable code by which programs tell errors apart. */
export type ErrorCode = keyof typeof errorCodes;
