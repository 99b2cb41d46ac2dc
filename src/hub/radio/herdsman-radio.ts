import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Controller, Models } from 'zigbee-herdsman';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { Random } from '../../common/random.ts';
import type {
  BindingFindings,
  GroupFindings,
  NetworkMap,
  ReportingFindings,
} from '../../devices/command-findings.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { Binding, ReportingRule } from '../../devices/radio-operation.ts';
import type { TraitValues } from '../../devices/trait.ts';
import { readBindings, writeBinding } from './bindings.ts';
import { ControllerLink, type ControllerOptions } from './controller-link.ts';
import { isSleepy } from './device-model.ts';
import { DeviceRegistry } from './device-registry.ts';
import { DeviceStates } from './device-state.ts';
import { guardNetwork } from './network-guard.ts';
import { readNetworkMap } from './network-map.ts';
import { loadNetworkParameters, type NetworkParameters } from './network-parameters.ts';
import { type Radio, type RadioDevice, RadioError, type RadioListener, type RadioReport } from './radio.ts';
import type { RadioAdapter } from './radio-adapters.ts';
import { radioFailure } from './radio-failure.ts';
import { configureReporting, type ReportingQuery, readReporting } from './reporting.ts';
import { getTraits, setTraits, type TraitAccessContext } from './trait-access.ts';
import { Turns } from './turns.ts';
import { type GroupOrder, ZigbeeGroups } from './zigbee-groups.ts';

export interface HerdsmanRadioOptions {
  /** `tcp://host:port` or the path of a serial device. */
  path: string;
  adapter: RadioAdapter;
  /** Serial only; undefined: what the adapter's kind has by default. */
  baudRate?: number | undefined;
  /** Holds `network.json`, `database.db`, `coordinator_backup.json` and `state.json`. Must exist. */
  dataDir: string;
  /** Give up another network that the coordinator may hold. */
  overwriteNetwork: boolean;
  listener: RadioListener;
  logger: Logger;
  clock: Clock;
  random: Pick<Random, 'next'>;
}

/** Longest that a device may be asked to leave before it is forgotten by force. */
const forcedLeaveMs = 4_000;

/** The radio as zigbee-herdsman and its converters drive it. At most one in a process: the library's state is static. */
export class HerdsmanRadio implements Radio {
  readonly #options: HerdsmanRadioOptions;
  readonly #states: DeviceStates;
  readonly #link: ControllerLink;
  readonly #registry: DeviceRegistry;
  readonly #turns = new Turns();
  readonly #watchers = new Set<(report: RadioReport) => void>();
  #network: NetworkParameters | undefined;

  constructor(options: HerdsmanRadioOptions) {
    this.#options = options;
    const { logger, clock, random, dataDir } = options;
    const listener = this.#watched(options.listener);
    this.#states = new DeviceStates(join(dataDir, 'state.json'), clock, logger);
    this.#link = new ControllerLink({
      controllerOptions: () => this.#controllerOptions(),
      logger,
      clock,
      random,
      attach: (controller) => this.#registry.attach(controller),
      onUp: (controller) => {
        this.#registry.onUp(controller);
        listener.linkChanged(true);
      },
      onDown: () => {
        this.#registry.onDown();
        listener.linkChanged(false);
      },
    });
    this.#registry = new DeviceRegistry({ link: this.#link, states: this.#states, listener, clock, logger });
  }

  get isUp(): boolean {
    return this.#link.controller !== undefined;
  }

  devices(): RadioDevice[] {
    return [...this.#registry.entries()];
  }

  async start(signal?: AbortSignal): Promise<void> {
    const { dataDir, overwriteNetwork } = this.#options;
    this.#network = loadNetworkParameters(join(dataDir, 'network.json'));
    this.#states.load();
    guardNetwork({
      overwriteNetwork,
      knownDevices: () => countDevices(join(dataDir, 'database.db')),
    });
    await this.#link.start(signal);
  }

  async stop(): Promise<void> {
    await this.#link.stop();
    await this.#states.close();
  }

  async permitJoin(durationS: number, via?: IeeeAddress): Promise<void> {
    if (!Number.isInteger(durationS) || durationS < 0 || durationS > 254) {
      throw new RadioError({
        reason: 'invalid-value',
        detail: 'The duration must be a whole number from 0 to 254 s.',
      });
    }
    await this.#run(async (controller) => {
      const router = via === undefined ? undefined : this.#device(via);
      if (router && router.type !== 'Router') {
        throw new RadioError({ reason: 'invalid-value', detail: `${via} is not a router.` });
      }
      await controller.permitJoin(durationS, router);
    });
  }

  async interview(ieeeAddress: IeeeAddress): Promise<void> {
    await this.#run(async () => {
      const device = this.#device(ieeeAddress);
      // The library asks one that is silent for more than a minute.
      await this.#requireSign(device);
      await device.interview(true);
      const entry = await this.#registry.interviewed(device);
      if (!entry) return;
      this.#registry.setup.forget(entry, device);
      await this.#registry.setup.run(entry, device);
    });
  }

  async remove(ieeeAddress: IeeeAddress, force: boolean): Promise<void> {
    await this.#run(async () => {
      const device = this.#device(ieeeAddress);
      // The answer to a leave request has no acknowledgement that could be missed.
      if (!force) await this.#requireSign(device);
      try {
        await (force ? this.#within(forcedLeaveMs, device.removeFromNetwork()) : device.removeFromNetwork());
      } catch (error) {
        if (!force) throw error;
        this.#options.logger.info(
          { ieeeAddress, err: error },
          'the device did not answer; it is forgotten all the same',
        );
        if (!device.isDeleted) device.removeFromDatabase();
      }
    });
    this.#registry.left(ieeeAddress);
  }

  set(ieeeAddress: IeeeAddress, values: TraitValues, patienceMs: number): Promise<TraitValues> {
    return this.#access(ieeeAddress, patienceMs, (context) => setTraits(context, values));
  }

  get(ieeeAddress: IeeeAddress, traits: readonly string[], patienceMs: number): Promise<TraitValues> {
    return this.#access(ieeeAddress, patienceMs, (context) => getTraits(context, traits));
  }

  async ping(ieeeAddress: IeeeAddress): Promise<void> {
    await this.#run(() => this.#device(ieeeAddress).ping(true));
  }

  async networkMap(): Promise<NetworkMap> {
    return await this.#run((controller) => readNetworkMap(controller, radioFailure));
  }

  async bindings(ieeeAddress: IeeeAddress): Promise<BindingFindings> {
    return await this.#run((controller) => readBindings(controller, this.#device(ieeeAddress)));
  }

  async writeBinding(
    ieeeAddress: IeeeAddress,
    binding: Binding,
    how: 'bind' | 'unbind',
  ): Promise<BindingFindings> {
    return await this.#run((controller) => writeBinding(controller, this.#device(ieeeAddress), binding, how));
  }

  async reporting(ieeeAddress: IeeeAddress, query: ReportingQuery): Promise<ReportingFindings> {
    return await this.#run(() => readReporting(this.#device(ieeeAddress), query));
  }

  async configureReporting(
    ieeeAddress: IeeeAddress,
    order: { endpointId: number; cluster: string; rules: ReportingRule[] },
  ): Promise<ReportingFindings> {
    return await this.#run(() => configureReporting(this.#device(ieeeAddress), order));
  }

  async setGroupMembers(groupId: number, members: readonly IeeeAddress[]): Promise<GroupFindings> {
    return await this.#run((controller) => this.#groups(0).setMembers(controller, groupId, members));
  }

  async setGroup(
    groupId: number,
    members: readonly GroupOrder[],
    patienceMs: number,
  ): Promise<GroupFindings> {
    return await this.#run((controller) => this.#groups(patienceMs).setTraits(controller, groupId, members));
  }

  #groups(patienceMs: number): ZigbeeGroups {
    return new ZigbeeGroups({
      device: (ieeeAddress) => this.#device(ieeeAddress),
      entry: (ieeeAddress) => this.#registry.entry(ieeeAddress),
      contextOf: (entry, model, device) => this.#registry.contextOf(entry, model, device),
      inTurn: (ieeeAddress, operation) => this.#turns.take(ieeeAddress, operation),
      set: async (ieeeAddress, values) => {
        const confirmed = await this.set(ieeeAddress, values, patienceMs);
        // The result of a command to a group names no device whose values it has: they are told as a report.
        const observedAtMs = this.#options.clock.now();
        this.#options.listener.reported({
          ...{ ieeeAddress, values: confirmed, observedAtMs, linkQuality: undefined },
        });
        return confirmed;
      },
      get: (ieeeAddress, traits) => this.get(ieeeAddress, traits, patienceMs),
      onReport: (watcher) => {
        this.#watchers.add(watcher);
        return () => this.#watchers.delete(watcher);
      },
      clock: this.#options.clock,
    });
  }

  /** The listener, with whoever waits for reports beside it. */
  #watched(listener: RadioListener): RadioListener {
    return {
      linkChanged: (up) => listener.linkChanged(up),
      deviceChanged: (device, joined) => listener.deviceChanged(device, joined),
      deviceLeft: (ieeeAddress) => listener.deviceLeft(ieeeAddress),
      deviceHeard: (ieeeAddress) => listener.deviceHeard(ieeeAddress),
      reported: (report) => {
        listener.reported(report);
        for (const watcher of this.#watchers) watcher(report);
      },
    };
  }

  async #access<T>(
    ieeeAddress: IeeeAddress,
    patienceMs: number,
    operation: (context: TraitAccessContext) => Promise<T>,
  ): Promise<T> {
    return await this.#inTurn(ieeeAddress, async () => {
      const device = this.#device(ieeeAddress);
      const entry = this.#registry.entry(ieeeAddress);
      if (!entry?.model) {
        throw new RadioError({ reason: 'unsupported', detail: 'The device was not interviewed yet.' });
      }
      const context = this.#registry.contextOf(entry, entry.model, device);
      // A device that checks in now and then: the library would keep the frame for it for up to a day.
      const usualMs = device.pendingRequestTimeout;
      if (usualMs === 0) return await operation(context);
      device.pendingRequestTimeout = Math.min(usualMs, patienceMs);
      try {
        return await this.#within(patienceMs, operation(context));
      } finally {
        device.pendingRequestTimeout = usualMs;
      }
    });
  }

  /** Asks whether the device is there at all, where it can be asked: silence is then told at once. */
  async #requireSign(device: Models.Device): Promise<void> {
    if (!isSleepy(device) && device.endpoints.length > 0) await device.ping(true);
  }

  /** What is gathered of a device's answers is gathered for one operation at a time. */
  #inTurn<T>(ieeeAddress: IeeeAddress, operation: () => Promise<T>): Promise<T> {
    return this.#run(() => this.#turns.take(ieeeAddress, operation));
  }

  /** Runs an operation, with any failure turned into a `RadioError`. */
  async #run<T>(operation: (controller: Controller) => Promise<T>): Promise<T> {
    try {
      return await this.#link.run(operation);
    } catch (error) {
      if (error instanceof RadioError) throw error;
      const failure = radioFailure(error);
      // A coordinator that left a request unanswered may hang: find out now, not at the next interval.
      if (failure.reason === 'radio-down') void this.#link.probe();
      throw new RadioError(failure, error);
    }
  }

  #within<T>(timeoutMs: number, promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = this.#options.clock.setTimer(timeoutMs, () => {
        reject(
          new RadioError({ reason: 'timeout', detail: `The device did not answer within ${timeoutMs} ms.` }),
        );
      });
      promise.then(resolve, reject).finally(() => timer.cancel());
    });
  }

  #device(ieeeAddress: IeeeAddress): Models.Device {
    const device = this.#link.controller?.getDeviceByIeeeAddr(ieeeAddress);
    if (device && device.type !== 'Coordinator') return device;
    throw new RadioError({ reason: 'unknown-device', detail: `${ieeeAddress} is not joined to this hub.` });
  }

  #controllerOptions(): ControllerOptions {
    const { dataDir, path, adapter, baudRate } = this.#options;
    const network = this.#network;
    if (!network) throw new Error('the network parameters are not loaded');
    return {
      network: {
        panID: network.panId,
        extendedPanID: [...Buffer.from(network.extendedPanId, 'hex')],
        channelList: [network.channel],
        networkKey: [...Buffer.from(network.networkKey, 'hex')],
      },
      transport: { path, adapter, ...(baudRate === undefined ? {} : { baudRate }) },
      databasePath: join(dataDir, 'database.db'),
      databaseBackupPath: join(dataDir, 'database.db.backup'),
      backupPath: join(dataDir, 'coordinator_backup.json'),
      adapter: { disableLED: false },
      acceptJoiningDeviceHandler: () => Promise.resolve(true),
    };
  }
}

/** How many devices the library's database holds without the coordinator; one JSON object per line. */
function countDevices(path: string): number {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
  return text.split('\n').filter((line) => /"type":"(EndDevice|Router|GreenPower|Unknown)"/.test(line))
    .length;
}
