import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type {
  Entry,
  EntryBatch,
  Hello,
  InventorySnapshot,
  Welcome,
} from '../../src/rpc/gen/zigfleet/link/v1/link.ts';
import type {
  Authentication,
  HubConnection,
  HubLinkHandler,
  Refusal,
} from '../../src/rpc/hub-link-handler.ts';

/** A platform's link handler that keeps everything in memory, does what it is told, and tells what it saw. */
export class MemoryLinkHandler implements HubLinkHandler {
  /** Keys of the hubs that may come in; any key is taken for a hub that is not here while `isOpen`. */
  readonly keys = new Map<string, Uint8Array>();
  isOpen = true;
  readonly hellos: Hello[] = [];
  readonly connections: HubConnection[] = [];
  readonly entries: { sequence: number; entry: Entry }[] = [];
  /** Sizes of the batches as they were handed over. */
  readonly batches: EntryBatch[] = [];
  readonly snapshots: InventorySnapshot[] = [];
  readonly delivered: string[] = [];
  readonly ends: string[] = [];
  /** What happened, in order. */
  readonly calls: string[] = [];
  limits = {
    unacknowledgedEntriesMax: 256,
    batchEntriesMax: 64,
    messageBytesMax: 1024 * 1024,
    commandsOutstandingMax: 64,
  };
  inventoryWanted = false;
  lastApplied = 0;
  epoch = 0;
  /** Runs before a batch is applied; may throw or wait. */
  beforeBatch: (batch: EntryBatch) => void | Promise<void> = () => undefined;
  /** Whether changes of keys are taken. */
  acceptsKeys = true;
  refusal: Refusal | undefined;
  openRefusal: Refusal | undefined;

  get connection(): HubConnection {
    const connection = this.connections.at(-1);
    if (!connection) throw new ZigfleetError('hub-offline', 'no hub has connected');
    return connection;
  }

  get openConnections(): HubConnection[] {
    return this.connections.filter((connection) => connection.isOpen);
  }

  async authenticate(hello: Hello): Promise<Authentication> {
    this.hellos.push(hello);
    this.calls.push('authenticate');
    if (this.refusal) return this.refusal;
    const publicKey = this.keys.get(hello.hubId) ?? (this.isOpen ? hello.publicKey : undefined);
    return publicKey ? { publicKey } : { refusal: 'not-claimed', detail: 'no home has claimed this hub' };
  }

  async open(_hello: Hello, connection: HubConnection): Promise<Welcome | Refusal> {
    this.calls.push('open');
    this.connections.push(connection);
    if (this.openRefusal) return this.openRefusal;
    return {
      epoch: ++this.epoch,
      lastAppliedSequence: this.lastApplied,
      inventoryWanted: this.inventoryWanted,
      limits: this.limits,
      config: undefined,
    };
  }

  async inventorySnapshot(_connection: HubConnection, snapshot: InventorySnapshot): Promise<void> {
    this.calls.push('snapshot');
    this.snapshots.push(snapshot);
  }

  async entryBatch(_connection: HubConnection, batch: EntryBatch): Promise<number> {
    this.calls.push('batch');
    await this.beforeBatch(batch);
    this.batches.push(batch);
    for (const [index, entry] of batch.entries.entries()) {
      const sequence = batch.firstSequence + index;
      if (sequence <= this.lastApplied) continue;
      this.entries.push({ sequence, entry });
      this.lastApplied = sequence;
    }
    return this.lastApplied;
  }

  commandDelivered(_connection: HubConnection, commandId: string): void {
    this.calls.push('delivered');
    this.delivered.push(commandId);
  }

  async keyChanged(connection: HubConnection, keys: { old: Uint8Array; new: Uint8Array }): Promise<boolean> {
    this.calls.push('keyChanged');
    this.keys.set(connection.hubId, keys.new);
    return this.acceptsKeys;
  }

  closed(_connection: HubConnection, reason: string): void {
    this.calls.push('closed');
    this.ends.push(reason);
  }
}
