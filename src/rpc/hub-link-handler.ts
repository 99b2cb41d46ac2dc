import type { Command, EntryBatch, Hello, InventorySnapshot, Welcome } from './gen/zigfleet/link/v1/link.ts';
import type { GoodbyeReason } from './goodbye-reason.ts';

/** A hub is not let in. */
export interface Refusal {
  refusal: GoodbyeReason;
  /** For the hub's log; one sentence, no secrets. */
  detail: string;
  /** Come back no sooner than this, milliseconds; absent: as the hub's own backoff says. */
  retryAfterMs?: number;
}

/** Which key (32 bytes, Ed25519) the hub has to prove, or why it is not let in. */
export type Authentication = { publicKey: Uint8Array } | Refusal;

/** One authenticated stream, as its handler sees it. */
export interface HubConnection {
  /** Unique within the process. */
  readonly connectionId: number;
  readonly hubId: string;
  readonly bootId: string;
  readonly journalId: string;
  /** `address:port` of the peer. */
  readonly peer: string;
  /** Whether the stream is still there. False for good as soon as `closed` is about to be called. */
  readonly isOpen: boolean;
  /**
   * Hands a command to the stream.
   * @returns false if the stream is gone or the hub does not read what it is sent: the command was not handed over
   */
  sendCommand(command: Command): boolean;
  cancelCommand(commandId: string): boolean;
  /** Says why, then closes. Idempotent. Nothing more is handed to the handler but `closed`. */
  goodbye(reason: GoodbyeReason, options?: { detail?: string; retryAfterMs?: number }): void;
}

/**
 * What the platform does with the hubs' streams; the link itself knows nothing of any store.
 *
 * Order: for one connection `open`, `inventorySnapshot` and `entryBatch` are called one at a time, in the order of the
 * messages, the next one only after the promise of the one before has settled. Batches that arrive meanwhile and follow
 * each other without a gap are handed over as one. `commandDelivered` and `closed` are called as they happen.
 *
 * Errors: `store-unavailable` (or any other retryable error) from `open` refuses the hub for the moment. From
 * `inventorySnapshot` and `entryBatch` it leaves the stream open and unacknowledged, and the same call is made again
 * after a pause, with nothing overtaking it. `fenced` says goodbye with that reason. `decode-failed` says goodbye with
 * `protocol-error`. Anything else says goodbye with `overloaded`, and the hub comes back later.
 */
export interface HubLinkHandler {
  /**
   * For a hub that is known: its stored key. For a fresh one with a good claim code: the key in its hello. The code must
   * not be used up yet: whoever presents it has not proved the key so far; `open` does that.
   */
  authenticate(hello: Hello): Promise<Authentication>;
  /** The hub has proved its key. May send nothing on the connection before the promise resolves. */
  open(hello: Hello, connection: HubConnection): Promise<Welcome | Refusal>;
  inventorySnapshot(connection: HubConnection, snapshot: InventorySnapshot): Promise<void>;
  /**
   * @returns the sequence number up to which everything is in the store, on disk
   */
  entryBatch(connection: HubConnection, batch: EntryBatch): Promise<number>;
  commandDelivered(connection: HubConnection, commandId: string): void;
  /**
   * The holder of the key that the connection was proved with, and of a new one, want the new one in its place. Resolves
   * when the store has that on disk; a repeat is answered like the first.
   * @returns false if the hub has yet another key: then it is told goodbye
   */
  keyChanged(connection: HubConnection, keys: { old: Uint8Array; new: Uint8Array }): Promise<boolean>;
  /** The stream is gone. Called exactly once for each connection whose `open` was called, after the last other call. */
  closed(connection: HubConnection, reason: string): void;
}
