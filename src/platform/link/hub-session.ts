import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { Device, EntryBatch, Hello, InventorySnapshot } from '../../rpc/gen/zigfleet/link/v1/link.ts';
import type { HubConnection } from '../../rpc/hub-link-handler.ts';
import { wireLimits } from '../../rpc/wire/wire-limits.ts';
import type { CommandQueue } from '../commands/command-queue.ts';
import type { DescriptorStore } from '../store/descriptor-store.ts';
import type {
  CommandEnd,
  CommandStanding,
  HubChange,
  SessionRef,
  SessionStore,
} from '../store/session-store.ts';
import { type BuiltChange, HubChangeBuilder } from './hub-change-builder.ts';
import type { HubInventory } from './hub-inventory.ts';

export interface HubSessionOptions {
  ref: SessionRef;
  connection: HubConnection;
  hello: Hello;
  /** What the store had applied when the session was opened. */
  appliedSequence: number;
  /** Hexadecimal digits; empty if the store has no inventory of the hub. */
  inventoryDigest: string;
  inventory: HubInventory;
  /** The hub must send its inventory although it may say that it is the same. */
  snapshotForced: boolean;
  sessions: SessionStore;
  descriptors: DescriptorStore;
  queue: CommandQueue;
  clock: Clock;
  logger: Logger;
  /** Its hub has told how it ended, which is on its way into the store. */
  onCommandEnding: (end: CommandEnd, endedAtMs: number) => void;
  onCommandEnded: (commandId: string, standing: CommandStanding) => void;
}

/**
 * One hub's session on this node, the only writer of the hub's state. It keeps that state in memory, so that Redis only has to
 * store bytes. What Redis has not answered for is kept and applied again, the very same, before anything else.
 */
export class HubSession {
  readonly ref: SessionRef;
  readonly connection: HubConnection;
  readonly queue: CommandQueue;
  readonly #options: HubSessionOptions;
  readonly #inventory: HubInventory;
  readonly #snapshotParts = new Map<number, Device>();
  readonly #inventoryWanted: boolean;
  #appliedSequence: number;
  #inventoryDigest: string;
  #snapshotTaken = false;
  #pending: BuiltChange | undefined;

  constructor(options: HubSessionOptions) {
    this.#options = options;
    this.ref = options.ref;
    this.connection = options.connection;
    this.queue = options.queue;
    this.#inventory = options.inventory;
    this.#appliedSequence = options.appliedSequence;
    this.#inventoryDigest = options.inventoryDigest;
    // What is still in the hub's journal may explain a difference, exactly; otherwise the whole inventory must come.
    this.#inventoryWanted =
      options.snapshotForced ||
      this.#inventoryDigest === '' ||
      (this.#differs && options.hello.lastSequence <= this.#appliedSequence);
  }

  /** Whether the hub is to send its inventory first. */
  get inventoryWanted(): boolean {
    return this.#inventoryWanted;
  }

  /** Everything up to this journal entry is in the store. */
  get appliedSequence(): number {
    return this.#appliedSequence;
  }

  /** What a device is; nothing if the hub does not have it, or has yet to say what it has. */
  descriptorOf(ieeeAddress: IeeeAddress): DeviceDescriptor | undefined {
    return this.isReady ? this.#inventory.byAddress(ieeeAddress)?.descriptor : undefined;
  }

  /** Whether devices can be named on the link, so that commands may be sent. */
  get isReady(): boolean {
    return !this.#inventoryWanted || this.#snapshotTaken;
  }

  get #differs(): boolean {
    return this.#inventoryDigest !== Buffer.from(this.#options.hello.inventoryDigest).toString('hex');
  }

  /** @throws ZigfleetError `store-unavailable`, `fenced`, `decode-failed` */
  async snapshot(snapshot: InventorySnapshot): Promise<void> {
    for (const device of snapshot.devices) this.#snapshotParts.set(device.index, device);
    if (this.#snapshotParts.size > wireLimits.devicesMax) {
      throw new ZigfleetError('decode-failed', `more than ${wireLimits.devicesMax} devices`);
    }
    if (snapshot.moreFollows) return;
    await this.#commitPending();
    if (
      this.#snapshotTaken &&
      this.#inventoryDigest === Buffer.from(snapshot.inventoryDigest).toString('hex')
    ) {
      // The last message again, after the store was away: what was pending was this snapshot.
      this.#snapshotParts.clear();
      this.queue.open();
      return;
    }
    const nowMs = this.#options.clock.now();
    const builder = this.#builder();
    builder.snapshot(this.#snapshotParts.values(), snapshot.inventoryDigest, nowMs);
    this.#pending = builder.build(undefined, nowMs);
    this.#snapshotTaken = true;
    this.#snapshotParts.clear();
    await this.#commitPending();
    this.queue.open();
  }

  /**
   * Applies entries of the journal.
   * @returns up to which entry everything is in the store
   * @throws ZigfleetError `store-unavailable`: the same entries must come again; `fenced`
   */
  async batch({ firstSequence, entries }: EntryBatch): Promise<number> {
    await this.#commitPending();
    const lastSequence = firstSequence + entries.length - 1;
    const skipped = Math.max(0, this.#appliedSequence + 1 - firstSequence);
    if (skipped >= entries.length) return this.#appliedSequence;
    const builder = this.#builder();
    const snapshotSequence = this.#snapshotTaken ? this.#options.hello.lastSequence : 0;
    const wasOld = this.#appliedSequence < snapshotSequence;
    for (const [index, entry] of entries.entries()) {
      if (index < skipped) continue;
      const isOld = firstSequence + index <= snapshotSequence;
      if (wasOld && !isOld) this.#inventory.forgetOldTraits();
      builder.entry(entry, isOld);
    }
    if (builder.namesUnknownDevice && !this.#snapshotTaken && this.#differs) this.#demandSnapshot();
    const first = firstSequence + skipped;
    this.#pending = builder.build({ first, last: lastSequence }, this.#options.clock.now());
    await this.#commitPending();
    if (!this.#snapshotTaken && this.#isReplayed(first, lastSequence) && this.#differs) {
      this.#demandSnapshot();
    }
    return this.#appliedSequence;
  }

  /** Ends commands that cannot be sent to the hub. */
  async endCommands(ends: BuiltChange['change']['commandEnds']): Promise<void> {
    const change = {
      ...{ descriptors: new Map(), states: new Map(), forgotten: new Set<never>(), events: '' },
      commandEnds: ends,
    };
    this.#ended(ends, await this.#options.sessions.apply(this.ref, change));
  }

  /** Whether these entries are the last ones that the hub had when it said hello. */
  #isReplayed(first: number, last: number): boolean {
    const { lastSequence } = this.#options.hello;
    return first <= lastSequence && lastSequence <= last;
  }

  /** The journal did not explain the difference. Only a new session can ask for the inventory. */
  #demandSnapshot(): never {
    throw new InventoryDiffers(this.ref.hubId);
  }

  #builder(): HubChangeBuilder {
    return new HubChangeBuilder(this.ref.homeId, this.ref.hubId, this.#inventory);
  }

  async #commitPending(): Promise<void> {
    const pending = this.#pending;
    if (!pending) return;
    const { sessions, descriptors, logger } = this.#options;
    const { change } = pending;
    await Promise.all(pending.newDescriptors.map((descriptor) => descriptors.put(descriptor)));
    if (pending.networkMap) await sessions.putNetworkMap(this.ref, pending.networkMap);
    const applying = sessions.apply(this.ref, change);
    this.#tellEnding(change, applying);
    const standings = await applying;
    this.#pending = undefined;
    if (change.sequences) this.#appliedSequence = change.sequences.last;
    if (change.inventoryDigest !== undefined) this.#inventoryDigest = change.inventoryDigest;
    if (pending.lostCount > 0) {
      const { lostCount, lostReason } = pending;
      logger.warn({ hubId: this.ref.hubId, lostCount, lostReason }, 'entries of a hub were not understood');
    }
    this.#ended(change.commandEnds, standings);
  }

  /**
   * What a hub has told is in its journal until the store has it, so that whoever waits may hear it now. Whoever then reads
   * through this node reads what is being written: Redis does one after the other. Nobody hears of it if Redis is away.
   */
  #tellEnding({ commandEnds, endedAtMs }: HubChange, applying: Promise<unknown>): void {
    if (commandEnds.length === 0 || endedAtMs === undefined) return;
    let isRefused = false;
    applying.catch(() => {
      isRefused = true;
    });
    setImmediate(() => {
      if (isRefused) return;
      for (const end of commandEnds) this.#options.onCommandEnding(end, endedAtMs);
    });
  }

  #ended(ends: readonly { commandId: string }[], standings: readonly CommandStanding[]): void {
    for (const [index, { commandId }] of ends.entries()) {
      this.queue.ended(commandId);
      this.#options.onCommandEnded(commandId, standings[index]);
    }
  }
}

/** The hub's inventory is another one than the platform's, and its journal does not say why: it must connect again. */
export class InventoryDiffers extends ZigfleetError {
  constructor(hubId: string) {
    super('conflict', `the inventory of ${hubId} differs: it has to send it in a new session`);
  }
}
