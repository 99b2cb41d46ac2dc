import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { ConnectRequest } from './gen/zigfleet/link/v1/link.ts';
import type { SourceBatch } from './uplink-source.ts';

/** A message for the wire; entries of the journal stay the bytes that they are. */
export type OutgoingRequest =
  | { type: 'request'; message: NonNullable<ConnectRequest['message']> }
  | { type: 'batch'; batch: SourceBatch };

/** Field numbers and wire types of `ConnectRequest.entry_batch` and of `EntryBatch`, see link.proto. */
const entryBatchTag = (4 << 3) | 2;
const firstSequenceTag = (1 << 3) | 0;
const entriesTag = (2 << 3) | 2;

export function encodeOutgoing(outgoing: OutgoingRequest): Buffer {
  if (outgoing.type === 'request') {
    return Buffer.from(ConnectRequest.encode({ message: outgoing.message }).finish());
  }
  const { firstSequence, entries } = outgoing.batch;
  const writer = new BinaryWriter();
  writer.uint32(entryBatchTag).fork().uint32(firstSequenceTag).uint64(firstSequence);
  for (const entry of entries) writer.uint32(entriesTag).bytes(entry);
  return Buffer.from(writer.join().finish());
}
