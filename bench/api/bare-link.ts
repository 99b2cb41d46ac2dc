import type { MethodDefinition } from '@grpc/grpc-js';

const same = (bytes: Buffer) => bytes;

/** A bidirectional stream of bytes: the least that gRPC can be. */
export const bareLink = {
  connect: {
    ...{ path: '/bench.Bare/Connect', requestStream: true, responseStream: true },
    ...{
      requestSerialize: same,
      requestDeserialize: same,
      responseSerialize: same,
      responseDeserialize: same,
    },
  } satisfies MethodDefinition<Buffer, Buffer>,
};
