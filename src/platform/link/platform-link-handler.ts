import type { Clock, Timer } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { isZigfleetError } from '../../common/zigfleet-error.ts';
import type { EntryBatch, Hello, InventorySnapshot, Welcome } from '../../rpc/gen/zigfleet/link/v1/link.ts';
import { hubIdOf } from '../../rpc/hub-identity.ts';
import type { Authentication, HubConnection, HubLinkHandler, Refusal } from '../../rpc/hub-link-handler.ts';
import { wireLimits } from '../../rpc/wire/wire-limits.ts';
import { CommandQueue } from '../commands/command-queue.ts';
import type { CommandTracker } from '../commands/command-tracker.ts';
import { BoundedMap } from '../store/bounded-map.ts';
import { type CommandStore, toCommandEnd } from '../store/command-store.ts';
import type { DescriptorStore } from '../store/descriptor-store.ts';
import type { HubStore } from '../store/hub-store.ts';
import type { OpenedSession, SessionRef, SessionStore } from '../store/session-store.ts';
import type { StoreLimits } from '../store/store-limits.ts';
import { AttemptLimiter } from './attempt-limiter.ts';
import { HubCommandSender } from './hub-command-sender.ts';
import { descriptorDigestOf, HubInventory } from './hub-inventory.ts';
import { HubSession, InventoryDiffers } from './hub-session.ts';
import type { HubSessions } from './hub-sessions.ts';

export interface PlatformLinkParts {
  hubs: HubStore;
  sessions: SessionStore;
  descriptors: DescriptorStore;
  commands: CommandStore;
  tracker: CommandTracker;
  open: HubSessions;
}

/** What a hub may have under way; see `Limits` in link.proto. */
const linkLimits = {
  unacknowledgedEntriesMax: 1024,
  batchEntriesMax: 256,
  messageBytesMax: wireLimits.messageBytesMax,
  commandsOutstandingMax: 32,
} as const;

/** Failed claims of one hub in one minute. Nobody guesses a code of 80 bits: this is against noise. */
const claimLimits = { attemptsMax: 10, windowMs: 60_000, namesMax: 10_000 };
const closeRetryMs = 1_000;
const closeBatchMax = 100;
const forcedSnapshotsMax = 10_000;

/** What the platform does with the hubs' streams. */
export class PlatformLinkHandler implements HubLinkHandler {
  readonly #parts: PlatformLinkParts;
  readonly #limits: StoreLimits;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #claims: AttemptLimiter;
  /** By connection: what was opened in the store, even if the opening failed after that. */
  readonly #opened = new Map<number, { ref: SessionRef; session?: HubSession }>();
  readonly #forcedSnapshots = new BoundedMap<string, true>(forcedSnapshotsMax);
  /** Sessions whose end the store does not know yet. */
  readonly #unclosed = new Set<SessionRef>();
  #closing: Promise<void> = Promise.resolve();
  #closeTimer: Timer | undefined;
  #stopped = false;

  constructor(parts: PlatformLinkParts, options: { limits: StoreLimits; clock: Clock; logger: Logger }) {
    this.#parts = parts;
    this.#limits = options.limits;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#claims = new AttemptLimiter(options.clock, claimLimits);
  }

  /** After the streams are gone: writes that their hubs are offline, as far as the store answers. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#closeTimer?.cancel();
    await this.#closing;
    await this.#closeAll();
  }

  async authenticate(hello: Hello): Promise<Authentication> {
    const { hubId, publicKey, claimCode } = hello;
    const owner = await this.#parts.hubs.ownerOf(hubId);
    if (owner) return { publicKey: owner.publicKey };
    if (claimCode === '') {
      return refuse('not-claimed', 'no home has claimed this hub: give it a claim code');
    }
    const kept = await this.#parts.hubs.keptKey(hubId);
    if (kept ? !kept.equals(publicKey) : hubIdOf(publicKey) !== hubId) {
      return refuse('unauthenticated', 'the hub id is not that of its key');
    }
    if (!this.#claims.allow(hubId)) {
      return { ...refuse('overloaded', 'too many claims'), retryAfterMs: claimLimits.windowMs };
    }
    if (await this.#parts.hubs.isGoodClaimCode(claimCode, publicKey)) return { publicKey };
    return refuse('not-claimed', 'the claim code is not good: it is unknown, used, or has expired');
  }

  async open(hello: Hello, connection: HubConnection): Promise<Welcome | Refusal> {
    const homeId = await this.#homeOf(hello);
    if (typeof homeId !== 'string') return homeId;
    const { hubId, journalId, hubModel, softwareVersion } = hello;
    const opened = await this.#parts.sessions.open(homeId, {
      ...{ hubId, journalId, model: hubModel.slice(0, 64), softwareVersion: softwareVersion.slice(0, 64) },
    });
    if (!opened) {
      const hub = await this.#parts.hubs.get(homeId, hubId);
      return hub
        ? refuse('revoked', 'the home has revoked the key of this hub')
        : refuse('not-claimed', 'the home does not have this hub any more');
    }
    this.#opened.set(connection.connectionId, { ref: opened.ref });
    const session = await this.#createSession(hello, connection, opened);
    this.#opened.set(connection.connectionId, { ref: opened.ref, session });
    this.#parts.open.add(session);
    const { epoch } = opened.ref;
    this.#logger.info({ hubId, homeId, epoch, peer: connection.peer }, 'hub online');
    // Only once the hub was welcomed.
    if (session.isReady) setImmediate(() => session.queue.open());
    return {
      epoch,
      lastAppliedSequence: session.appliedSequence,
      inventoryWanted: session.inventoryWanted,
      limits: { ...linkLimits },
      config: undefined,
    };
  }

  async inventorySnapshot(connection: HubConnection, snapshot: InventorySnapshot): Promise<void> {
    await this.#inSession(connection, (session) => session.snapshot(snapshot));
  }

  async entryBatch(connection: HubConnection, batch: EntryBatch): Promise<number> {
    const acknowledged = await this.#inSession(connection, (session) => session.batch(batch));
    return acknowledged ?? this.#opened.get(connection.connectionId)?.session?.appliedSequence ?? 0;
  }

  async keyChanged(
    connection: HubConnection,
    keyPair: { old: Uint8Array; new: Uint8Array },
  ): Promise<boolean> {
    const opened = this.#opened.get(connection.connectionId);
    if (!opened) return false;
    return this.#parts.hubs.changeKey(opened.ref.hubId, keyPair);
  }

  commandDelivered(connection: HubConnection, commandId: string): void {
    this.#opened.get(connection.connectionId)?.session?.queue.delivered(commandId);
  }

  closed(connection: HubConnection, reason: string): void {
    const opened = this.#opened.get(connection.connectionId);
    if (!opened) return;
    this.#opened.delete(connection.connectionId);
    const { ref, session } = opened;
    if (session) {
      session.queue.close();
      this.#parts.open.remove(session);
    }
    this.#logger.info({ hubId: ref.hubId, epoch: ref.epoch, reason }, 'hub session closed');
    this.#unclosed.add(ref);
    this.#closing = this.#closing.then(() => this.#closeAll());
  }

  /** @returns the hub's home; claims the hub if it has none */
  async #homeOf(hello: Hello): Promise<string | Refusal> {
    const { hubId, publicKey, claimCode, hubModel, softwareVersion } = hello;
    const owner = await this.#parts.hubs.ownerOf(hubId);
    // A change of the key that was cut short is finished.
    if (owner && hubIdOf(owner.publicKey) !== hubId) await this.#parts.hubs.keepKey(hubId, owner.publicKey);
    // A claim that was cut short is finished, which needs the code again.
    if (owner && (claimCode === '' || (await this.#parts.hubs.get(owner.homeId, hubId)))) return owner.homeId;
    const description = {
      ...{ hubId, publicKey },
      ...{ model: hubModel.slice(0, 64), softwareVersion: softwareVersion.slice(0, 64) },
    };
    const { result, homeId } = await this.#parts.hubs.claim(description, claimCode);
    if (homeId !== undefined) {
      this.#logger.info({ hubId, homeId }, 'hub claimed');
      return homeId;
    }
    this.#logger.warn({ hubId, result }, 'a claim failed');
    return result === 'full'
      ? refuse('not-claimed', 'the home has as many hubs as it may have')
      : refuse('not-claimed', 'the claim code is not good: it is unknown, used, or has expired');
  }

  async #createSession(hello: Hello, connection: HubConnection, opened: OpenedSession): Promise<HubSession> {
    const { ref, hub } = opened;
    const { commands, sessions, descriptors, tracker } = this.#parts;
    const restored = await this.#restore(opened);
    const sender = new HubCommandSender(connection, restored.inventory, (commandId, failure) => {
      session.endCommands([toCommandEnd(commandId, { state: 'failed', failure })]).catch((error: unknown) => {
        this.#logger.warn({ err: error, commandId }, 'could not end a command that cannot be sent');
      });
    });
    const queue = new CommandQueue({
      ...{ session: ref, store: commands, sender, clock: this.#clock, logger: this.#logger },
      ...{ outstandingMax: linkLimits.commandsOutstandingMax, graceMs: this.#limits.commandGraceMs },
    });
    const session = new HubSession({
      ...{ ref, connection, hello, inventory: restored.inventory, sessions, descriptors, queue },
      appliedSequence: hub.lastSequence,
      inventoryDigest: hub.inventoryDigest,
      snapshotForced: !restored.complete || this.#forcedSnapshots.get(ref.hubId) !== undefined,
      ...{ clock: this.#clock, logger: this.#logger },
      onCommandEnding: (end, endedAtMs) => tracker.ending(end, endedAtMs),
      onCommandEnded: (commandId, standing) => tracker.ended(ref.homeId, commandId, standing),
    });
    this.#forcedSnapshots.delete(ref.hubId);
    return session;
  }

  /** The inventory as it is stored. What cannot be read is left out, and the hub has to send its own. */
  async #restore({
    ref,
    hub,
    states,
  }: OpenedSession): Promise<{ inventory: HubInventory; complete: boolean }> {
    const { descriptors } = this.#parts;
    const inventory = new HubInventory(hub.descriptors, (descriptor) => descriptors.digestOf(descriptor));
    const shared = await descriptors.getAll(hub.descriptors.values());
    let complete = true;
    for (const [ieeeAddress, bytes] of states) {
      try {
        const descriptor = shared.get(descriptorDigestOf(bytes, hub.descriptors) ?? '');
        if (descriptor) inventory.restore(ieeeAddress, bytes, descriptor);
        else complete = false;
      } catch (error) {
        if (!isZigfleetError(error, 'decode-failed')) throw error;
        this.#logger.error({ err: error, hubId: ref.hubId, ieeeAddress }, 'a stored state cannot be read');
        complete = false;
      }
    }
    return { inventory, complete };
  }

  /** @returns nothing if the session is over */
  async #inSession<T>(
    connection: HubConnection,
    run: (session: HubSession) => Promise<T>,
  ): Promise<T | undefined> {
    const session = this.#opened.get(connection.connectionId)?.session;
    if (!session) return undefined;
    try {
      return await run(session);
    } catch (error) {
      if (!(error instanceof InventoryDiffers)) throw error;
      this.#forcedSnapshots.set(session.ref.hubId, true);
      this.#logger.info({ hubId: session.ref.hubId }, 'the inventory of a hub differs: asking for all of it');
      connection.goodbye('draining', { detail: error.message });
      return undefined;
    }
  }

  /** Tells the store of ended sessions; what it cannot hear now it is told later. */
  async #closeAll(): Promise<void> {
    this.#closeTimer?.cancel();
    while (this.#unclosed.size > 0) {
      const some = [...this.#unclosed].slice(0, closeBatchMax);
      const results = await Promise.all(some.map((ref) => this.#close(ref)));
      if (!results.includes(false)) continue;
      if (this.#stopped) return;
      this.#closeTimer = this.#clock.setTimer(closeRetryMs, () => {
        this.#closing = this.#closing.then(() => this.#closeAll());
      });
      return;
    }
  }

  /** @returns false if the store could not be told */
  async #close(ref: SessionRef): Promise<boolean> {
    try {
      await this.#parts.sessions.close(ref);
      this.#unclosed.delete(ref);
      return true;
    } catch (error) {
      this.#logger.debug({ err: error, hubId: ref.hubId }, 'could not write that a hub is offline');
      return false;
    }
  }
}

function refuse(refusal: Refusal['refusal'], detail: string): Refusal {
  return { refusal, detail };
}
