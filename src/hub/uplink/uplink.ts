import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Clock, Timer } from '../../common/clock.ts';
import { lockFolder } from '../../common/folder-lock.ts';
import { Lifecycle, type Service } from '../../common/lifecycle.ts';
import type { Logger } from '../../common/logger.ts';
import type { Random } from '../../common/random.ts';
import { isZigfleetError, ZigfleetError } from '../../common/zigfleet-error.ts';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValues } from '../../devices/trait.ts';
import { type CommandResult, Entry, type HubConfig } from '../../rpc/gen/zigfleet/link/v1/link.ts';
import { HubLinkClient, type HubLinkClientBounds } from '../../rpc/hub-link-client.ts';
import type { LinkStatus } from '../../rpc/link-status.ts';
import { encodeDevice } from '../../rpc/wire/descriptor.ts';
import { encodeTraitValues } from '../../rpc/wire/trait-values.ts';
import { CommandLog } from '../journal/command-log.ts';
import { Journal } from '../journal/journal.ts';
import { CommandDesk } from './command-desk.ts';
import type { CommandExecutor } from './command-executor.ts';
import { HubKeys } from './hub-keys.ts';
import type { HubUplink, InventoryDevice } from './hub-uplink.ts';
import { Inventory } from './inventory.ts';
import { KeyRotation } from './key-rotation.ts';

export interface UplinkOptions {
  /** Folder of the hub's identity, inventory and journal. Made if it is not there. */
  dataDir: string;
  /** `HOST:PORT` of the platform's link. */
  platformAddress: string;
  /** Absent: plaintext. `caPath`: PEM file of the authority to trust in place of the system's. */
  tls?: { caPath?: string };
  /** Plaintext to another machine. */
  allowInsecure?: boolean;
  claimCode?: string;
  hubModel: string;
  softwareVersion: string;
  executor: CommandExecutor;
  /** What the platform wants the hub to do differently. */
  onConfig?: (config: HubConfig) => void;
  /** How large the journal may become, bytes. Default 256 MiB. */
  journalBytesMax?: number;
  /** What a loss of power may take, milliseconds; null leaves it to the operating system. Default 200. */
  syncIntervalMs?: number | null;
  linkBounds?: Partial<HubLinkClientBounds>;
  clock: Clock;
  random: Pick<Random, 'next'>;
  logger: Logger;
}

/** What there is while the uplink runs. */
interface Parts {
  inventory: Inventory;
  journal: Journal;
  desk: CommandDesk;
  client: HubLinkClient;
  keys: HubKeys;
}

/** The file of the hub's keys in its data folder. */
export const hubKeysFile = 'hub-identity.json';

/** The lock by which one hub at a time has the folder. */
export const hubLockFile = 'hub.lock';

/** How long after a result could not be journaled it is tried again, milliseconds. */
const resultRetryMs = 1000;

/**
 * The hub's way to the platform: identity, inventory, journal, commands and the link, in one folder. Holds no state
 * outside itself, so that many hubs may live in one process.
 */
export class Uplink implements HubUplink, Service {
  readonly #options: UplinkOptions;
  readonly #logger: Logger;
  readonly #listeners = new Set<(status: LinkStatus) => void>();
  /** Results that the journal could not take; bounded by the commands that a hub has at a time. */
  readonly #unsentResults = new Map<string, CommandResult>();
  #lifecycle: Lifecycle | undefined;
  #parts: Parts | undefined;
  #hubId = '';
  #linkStatus: LinkStatus = { state: 'stopped' };
  #resultTimer: Timer | undefined;
  readonly #keyRotation: KeyRotation;
  #droppedValueCount = 0;

  constructor(options: UplinkOptions) {
    this.#options = options;
    this.#logger = options.logger;
    this.#keyRotation = new KeyRotation(options.clock);
  }

  /**
   * Reads what is on disk and begins to connect; does not wait for the platform.
   * @throws ZigfleetError `conflict` if another process has the folder, `invalid-config`, `journal-full`, `internal`
   */
  async start(): Promise<void> {
    const { dataDir, executor, clock, syncIntervalMs, journalBytesMax } = this.#options;
    const logger = this.#logger;
    const lifecycle = new Lifecycle(logger);
    this.#lifecycle = lifecycle;
    lifecycle.onStop('data folder', lockFolder(dataDir, hubLockFile));
    try {
      const keys = HubKeys.open(join(dataDir, hubKeysFile), logger);
      this.#hubId = keys.hubId;
      const durability = { clock, logger, ...(syncIntervalMs !== undefined && { syncIntervalMs }) };
      const inventory = Inventory.open({ path: join(dataDir, 'inventory.json'), clock, logger });
      lifecycle.onStop('inventory', () => inventory.close());
      const journal = Journal.open({
        ...durability,
        folder: join(dataDir, 'journal'),
        ...(journalBytesMax !== undefined && { bytesMax: journalBytesMax }),
      });
      lifecycle.onStop('journal', () => journal.close());
      const commandLog = CommandLog.open({ ...durability, path: join(dataDir, 'commands.log') });
      lifecycle.onStop('log of commands', () => commandLog.close());
      const client = this.#createClient(keys, journal, inventory);
      const desk = new CommandDesk({
        log: commandLog,
        executor,
        clock,
        logger,
        deviceOf: (index) => inventory.getByIndex(index),
        journalSequence: () => journal.lastSequence,
        journalResult: (result) => this.#journalResult(result),
        sayDelivered: (commandId) => client.commandDelivered(commandId),
      });
      this.#parts = { inventory, journal, desk, client, keys };
      lifecycle.onStop('unsent results', () => this.#close());
      lifecycle.onStop('commands', () => desk.stop());
      desk.resume();
      await lifecycle.start('link', client);
    } catch (error) {
      await lifecycle.stop();
      throw error;
    }
  }

  /** Ends the link, lets running commands end for a short while, then closes everything. Idempotent. */
  async stop(): Promise<void> {
    await this.#lifecycle?.stop();
  }

  get hubId(): string {
    return this.#hubId;
  }

  get linkStatus(): LinkStatus {
    return this.#linkStatus;
  }

  /** Values that were dropped because no trait fits them. */
  get droppedValueCount(): number {
    return this.#droppedValueCount;
  }

  /** Entries that the platform has not acknowledged. */
  get waitingCount(): number {
    return this.#parts?.journal.waitingCount ?? 0;
  }

  onLinkStatus(listener: (status: LinkStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  upsertDevice(descriptor: DeviceDescriptor, options: { networkAddress: number; joined: boolean }): void {
    const inventory = this.#parts?.inventory;
    if (!inventory) return;
    const { entry, isChanged } = inventory.upsert(descriptor, options.networkAddress);
    if (!isChanged && !options.joined) return;
    this.#append(this.#options.clock.now(), {
      $case: 'deviceUpserted',
      value: { device: encodeDevice(entry), inventoryDigest: inventory.digest, joined: options.joined },
    });
  }

  deviceLeft(ieeeAddress: IeeeAddress): void {
    const inventory = this.#parts?.inventory;
    const entry = inventory?.remove(ieeeAddress);
    if (!inventory || !entry) return;
    this.#append(this.#options.clock.now(), {
      $case: 'deviceLeft',
      value: { device: entry.index, inventoryDigest: inventory.digest },
    });
  }

  report(ieeeAddress: IeeeAddress, values: TraitValues, observedAtMs: number, linkQuality?: number): void {
    const entry = this.#parts?.inventory.get(ieeeAddress);
    if (!entry) {
      this.#drop(ieeeAddress, Object.keys(values));
      return;
    }
    entry.lastSeenMs = Math.max(0, this.#timeOf(observedAtMs));
    const encoded = encodeTraitValues(entry.descriptor.traits, entry.traitIndex, values);
    if (encoded.dropped.length > 0) this.#drop(ieeeAddress, encoded.dropped);
    if (encoded.values.length === 0) return;
    this.#append(observedAtMs, {
      $case: 'report',
      value: {
        device: entry.index,
        values: encoded.values,
        linkQuality: isLinkQuality(linkQuality) ? linkQuality : undefined,
      },
    });
  }

  availability(ieeeAddress: IeeeAddress, available: boolean): void {
    const inventory = this.#parts?.inventory;
    const entry = inventory?.get(ieeeAddress);
    if (!inventory || !entry || (entry.isAvailabilityTold && entry.available === available)) return;
    entry.isAvailabilityTold = true;
    inventory.setAvailable(entry, available);
    this.#append(this.#options.clock.now(), {
      $case: 'availabilityChanged',
      value: { device: entry.index, available },
    });
  }

  /**
   * Takes a new key pair in place of the present one. Resolves when the platform takes it and refuses the old one.
   * @throws ZigfleetError `timeout` if the platform cannot be reached for a minute: the hub goes on trying
   */
  async rotateKey(): Promise<void> {
    if (!this.#parts) throw new ZigfleetError('unavailable', 'the hub is not started');
    const { keys, client } = this.#parts;
    keys.prepare();
    await this.#keyRotation.begin(() => client.rotateKey());
  }

  device(ieeeAddress: IeeeAddress): InventoryDevice | undefined {
    return this.#parts?.inventory.get(ieeeAddress);
  }

  devices(): Iterable<InventoryDevice> {
    return this.#parts?.inventory.entries() ?? [];
  }

  #close(): void {
    this.#resultTimer?.cancel();
    this.#keyRotation.stop();
    this.#parts = undefined;
  }

  #createClient(keys: HubKeys, journal: Journal, inventory: Inventory): HubLinkClient {
    const { platformAddress, tls, allowInsecure, claimCode, hubModel, softwareVersion } = this.#options;
    const { clock, random, linkBounds, onConfig } = this.#options;
    return new HubLinkClient({
      address: platformAddress,
      keys,
      bootId: randomUUID(),
      hubModel,
      softwareVersion,
      ...(claimCode !== undefined && { claimCode }),
      ...(tls && { tls }),
      ...(allowInsecure !== undefined && { allowInsecure }),
      ...(linkBounds && { bounds: linkBounds }),
      source: journal,
      handler: {
        inventoryDigest: () => inventory.digest,
        inventorySnapshot: (bytesMax) => inventory.snapshot(bytesMax),
        command: (command) => this.#parts?.desk.receive(command),
        commandCancelled: (commandId) => this.#parts?.desk.cancel(commandId),
        status: (status) => this.#setStatus(status),
        keyRotated: () => this.#keyRotation.taken(),
        ...(onConfig && { config: onConfig }),
      },
      clock,
      random,
      logger: this.#logger.child({ hubId: keys.hubId }),
    });
  }

  /** @returns false if the journal could not take it */
  #append(observedAtMs: number, entry: NonNullable<Entry['entry']>): boolean {
    if (!this.#parts) return false;
    const { journal, client } = this.#parts;
    try {
      journal.append(Entry.encode({ observedAtMs: this.#timeOf(observedAtMs), entry }).finish());
    } catch (error) {
      if (!isZigfleetError(error)) throw error;
      // What a full disk refuses the journal has logged and counted, and will report.
      const level = error.code === 'invalid-value' ? 'warn' : 'debug';
      this.#logger[level]({ err: error, entry: entry.$case }, 'an entry did not get into the journal');
      return false;
    }
    client.notify();
    return true;
  }

  #journalResult(result: CommandResult): void {
    // After a stop it is in the log of commands, or the command counts as interrupted at the next start.
    if (!this.#parts) return;
    if (this.#append(this.#options.clock.now(), { $case: 'commandResult', value: result })) {
      this.#unsentResults.delete(result.commandId);
      return;
    }
    this.#unsentResults.set(result.commandId, result);
    this.#resultTimer ??= this.#options.clock.setTimer(resultRetryMs, () => {
      this.#resultTimer = undefined;
      for (const unsent of [...this.#unsentResults.values()]) this.#journalResult(unsent);
    });
  }

  /** The radio's word for when it was, unless it is no time at all. */
  #timeOf(observedAtMs: number): number {
    const timeMs = Math.trunc(observedAtMs);
    return Number.isSafeInteger(timeMs) ? timeMs : this.#options.clock.now();
  }

  #drop(ieeeAddress: IeeeAddress, names: string[]): void {
    this.#droppedValueCount += names.length;
    this.#logger.debug({ ieeeAddress, traits: names }, 'values without a fitting trait were dropped');
  }

  #setStatus(status: LinkStatus): void {
    this.#linkStatus = status;
    for (const listener of this.#listeners) listener(status);
  }
}

function isLinkQuality(value: number | undefined): boolean {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 255;
}
