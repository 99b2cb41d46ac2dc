/**
 * Both ends ask every 2 s whether the other is there, and give up 2 s later: a frozen peer is noticed within 4 s.
 * Without these grpc-js does not notice it at all.
 */
export const keepaliveOptions = {
  'grpc.keepalive_time_ms': 2000,
  'grpc.keepalive_timeout_ms': 2000,
  'grpc.keepalive_permit_without_calls': 1,
} as const;
