import { status } from '@grpc/grpc-js';
import type { GoodbyeReason } from './goodbye-reason.ts';

/** The status with which gRPC ends a stream after a goodbye. */
export const goodbyeStatus: Record<GoodbyeReason, number> = {
  unauthenticated: status.UNAUTHENTICATED,
  'not-claimed': status.PERMISSION_DENIED,
  revoked: status.PERMISSION_DENIED,
  fenced: status.ABORTED,
  draining: status.UNAVAILABLE,
  'protocol-error': status.INVALID_ARGUMENT,
  overloaded: status.RESOURCE_EXHAUSTED,
};
