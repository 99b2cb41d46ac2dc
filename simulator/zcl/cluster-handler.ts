import type { ByteReader } from './byte-reader.ts';
import type { Attribute } from './cluster.ts';
import type { ZclValue } from './data-types.ts';
import type { ZclStatus } from './status.ts';

/** A cluster-specific command that arrived at the server of a cluster. */
export interface ClusterCommand {
  endpointId: number;
  commandId: number;
  /** Reading past its end is answered `malformedCommand`; nothing must have been done by then. */
  payload: ByteReader;
  /** Whether it came to this device alone, rather than to a group or to everyone. */
  unicast: boolean;
}

/** What came of it: a status for the default response, a command that answers, or `silent`. */
export type CommandOutcome = ZclStatus | { commandId: number; payload: Buffer } | 'silent';

/** What a cluster does beyond keeping attributes. */
export interface ClusterHandler {
  /** Carries out a command. */
  command?(command: ClusterCommand): CommandOutcome;
  /** Whether a value may be written; asked before anything is changed. Absent: every value of the right type. */
  accepts?(attribute: Attribute, value: ZclValue): ZclStatus;
  /** A value was written over the air. */
  written?(attribute: Attribute, value: ZclValue): void;
}
