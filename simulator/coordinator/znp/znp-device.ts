import type { Clock } from '../../../src/common/clock.ts';
import type { Logger } from '../../../src/common/logger.ts';
import type { Random } from '../../../src/common/random.ts';
import type { VirtualCoordinator } from '../../network/coordinator.ts';
import type { NetworkParameters } from '../../network/coordinator-host.ts';
import { ieeeAddressBytes, readIeeeAddress } from '../../network/ieee-address.ts';
import { indications } from './mt-commands.ts';
import { decodeNib, encodeNib } from './nib.ts';
import { nvItems, nvSystem, nvTables, startupOptions } from './nv-items.ts';
import { type NvMemory, plainKey } from './nv-memory.ts';
import type { ZnpLine } from './znp-line.ts';
import { deviceStates } from './znp-status.ts';

/** As which firmware the coordinator presents itself. */
export const firmware = {
  transportRevision: 2,
  /** Z-Stack 3.x.0 */
  product: 1,
  major: 2,
  minor: 7,
  maintenance: 1,
  /** A build date from which clients conclude what it can do. */
  revision: 20_240_710,
} as const;

/** Why a stick was reset (Z-Stack Monitor and Test API, 3.8.2). */
export const resetReasons = { powerUp: 0, external: 1, watchdog: 2 } as const;

export interface ZnpDeviceOptions {
  coordinator: VirtualCoordinator;
  nv: NvMemory;
  line: ZnpLine;
  clock: Clock;
  random: Random;
  logger: Logger;
}

const noKey = Buffer.alloc(16);
const unsetPanIds = [Buffer.alloc(8), Buffer.alloc(8, 0xff)];

/** The stick: its memory, its network state, and what it does at reset, start-up and commissioning. */
export class ZnpDevice {
  readonly coordinator: VirtualCoordinator;
  readonly nv: NvMemory;
  readonly line: ZnpLine;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Clusters of ZDO frames that the host wants raw; 0xFFFF is all. */
  readonly rawCallbacks = new Set<number>();
  /** Channels that commissioning may use, a bit mask; undefined: those of the memory. */
  channelMask: number | undefined;
  #bootedMs: number;
  #afterResponse: (() => void)[] = [];

  constructor(options: ZnpDeviceOptions) {
    this.coordinator = options.coordinator;
    this.nv = options.nv;
    this.line = options.line;
    this.clock = options.clock;
    this.random = options.random;
    this.logger = options.logger;
    this.#bootedMs = options.clock.monotonic();
  }

  get state(): number {
    return this.coordinator.running ? deviceStates.coordinator : deviceStates.hold;
  }

  get uptimeS(): number {
    return Math.floor((this.clock.monotonic() - this.#bootedMs) / 1000);
  }

  /** Does something once the response to the current request is written. */
  afterResponse(task: () => void): void {
    this.#afterResponse.push(task);
  }

  /** Called when the response to a request is written. */
  runAfterResponse(): void {
    const tasks = this.#afterResponse;
    if (tasks.length === 0) return;
    this.#afterResponse = [];
    for (const task of tasks) task();
  }

  /** Power comes on: the address is the memory's, the network stays down until the host starts it. */
  boot(): void {
    this.#bootedMs = this.clock.monotonic();
    const key = plainKey(nvItems.extendedAddress);
    const address = this.nv.read(key);
    if (address?.length === 8) this.coordinator.ieeeAddress = readIeeeAddress(address, 0);
    else this.nv.set(key, ieeeAddressBytes(this.coordinator.ieeeAddress));
  }

  /** Restarts, obeying the start-up option, and says so. */
  reset(reason: number): void {
    this.coordinator.stop();
    this.coordinator.clearRegistrations();
    this.rawCallbacks.clear();
    this.channelMask = undefined;
    this.#afterResponse = [];
    this.#applyStartupOption();
    this.boot();
    const { transportRevision, product, major, minor } = firmware;
    this.line.indicate(indications.reset, {
      reason,
      transportRevision,
      product,
      major,
      minor,
      hardwareRevision: 1,
    });
  }

  /** Goes on with the network of the memory. False if there is none. */
  resume(): boolean {
    const parameters = this.storedNetwork();
    if (!parameters) return false;
    this.coordinator.start(parameters);
    return true;
  }

  /** The network of the memory. */
  storedNetwork(): NetworkParameters | undefined {
    const record = this.nv.read(plainKey(nvItems.networkInformationBase));
    const keyInfo = this.nv.read(plainKey(nvItems.activeKeyInfo));
    const network = record && decodeNib(record);
    if (!network || !keyInfo || keyInfo.length < 17) return undefined;
    return {
      panId: network.panId,
      extendedPanId: network.extendedPanId,
      channel: network.channel,
      networkKeySequence: keyInfo[0] ?? 0,
      networkKey: keyInfo.toString('hex', 1, 17),
    };
  }

  /** Forms a new network from the memory's settings (base device behaviour, network formation). */
  form(): void {
    const parameters: NetworkParameters = {
      panId: this.#configuredPanId(),
      extendedPanId: this.#configuredExtendedPanId(),
      channel: this.#configuredChannel(),
      networkKey: this.#configuredKey().toString('hex'),
      networkKeySequence: 0,
    };
    this.nv.clearTable(nvTables.addressManager);
    this.nv.clearTable(nvTables.trustCentreLinkKeys);
    this.#storeNetwork(parameters);
    this.#storeFrameCounters(parameters.extendedPanId);
    this.coordinator.start(parameters);
  }

  /** Writes what the running network is, after a change of channel. */
  storeRunningNetwork(): void {
    const { parameters } = this.coordinator;
    if (parameters) this.#storeNetwork(parameters);
  }

  #applyStartupOption(): void {
    const key = plainKey(nvItems.startupOption);
    const option = this.nv.read(key)?.[0] ?? 0;
    if (option & startupOptions.clearNetwork) {
      this.nv.delete(plainKey(nvItems.networkInformationBase));
      for (const id of [nvItems.activeKeyInfo, nvItems.alternateKeyInfo, nvItems.nodeIsOnNetwork]) {
        this.nv.restoreFactory(id);
      }
      for (const table of Object.values(nvTables)) this.nv.clearTable(table);
    }
    if (option & startupOptions.clearConfiguration) {
      const { panId, channels, preconfiguredKey, extendedPanId, useExtendedPanId, logicalType } = nvItems;
      for (const id of [panId, channels, preconfiguredKey, extendedPanId, useExtendedPanId, logicalType]) {
        this.nv.restoreFactory(id);
      }
    }
    if (option !== 0) this.nv.set(key, Buffer.of(0));
  }

  #configuredPanId(): number {
    const panId = this.nv.readNumber(nvItems.panId, 2) ?? 0xffff;
    return panId === 0xffff || panId === 0 ? this.random.integer(1, 0xfffe) : panId;
  }

  #configuredExtendedPanId(): string {
    for (const id of [nvItems.useExtendedPanId, nvItems.extendedPanId]) {
      const item = this.nv.read(plainKey(id));
      if (item?.length === 8 && !unsetPanIds.some((unset) => unset.equals(item))) {
        return readIeeeAddress(item, 0);
      }
    }
    return this.coordinator.ieeeAddress;
  }

  #configuredChannels(): number {
    return this.channelMask ?? this.nv.readNumber(nvItems.channels, 4) ?? 0;
  }

  /** The air is equally quiet on all channels, so the lowest is as good as any. */
  #configuredChannel(): number {
    const mask = this.#configuredChannels();
    for (let channel = 11; channel <= 26; channel++) if (mask & (1 << channel)) return channel;
    return 11;
  }

  #configuredKey(): Buffer {
    const key = this.nv.read(plainKey(nvItems.preconfiguredKey));
    if (key?.length === 16 && !key.equals(noKey)) return key;
    return Buffer.from(Array.from({ length: 16 }, () => this.random.integer(0, 255)));
  }

  #storeNetwork(parameters: NetworkParameters): void {
    const { ieeeAddress } = this.coordinator;
    const channels = this.#configuredChannels() | (1 << parameters.channel);
    this.nv.set(plainKey(nvItems.networkInformationBase), encodeNib(parameters, ieeeAddress, channels));
    const keyInfo = Buffer.from(`00${parameters.networkKey}`, 'hex');
    keyInfo[0] = parameters.networkKeySequence;
    this.nv.set(plainKey(nvItems.activeKeyInfo), keyInfo);
    this.nv.set(plainKey(nvItems.alternateKeyInfo), keyInfo);
    this.nv.set(plainKey(nvItems.nodeIsOnNetwork), Buffer.of(1));
  }

  #storeFrameCounters(extendedPanId: string): void {
    const entry = Buffer.alloc(12);
    entry.writeUInt32LE(1000, 0);
    ieeeAddressBytes(extendedPanId).copy(entry, 4);
    this.nv.clearTable(nvTables.securityMaterial);
    this.nv.set({ systemId: nvSystem.zstack, itemId: nvTables.securityMaterial, subId: 0 }, entry);
  }
}
