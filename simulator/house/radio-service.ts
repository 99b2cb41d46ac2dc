import { join } from 'node:path';
import type { Clock, Timer } from '../../src/common/clock.ts';
import type { Service } from '../../src/common/lifecycle.ts';
import type { Logger } from '../../src/common/logger.ts';
import type { Random } from '../../src/common/random.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { ZnpServer } from '../coordinator/znp/znp-server.ts';
import type { BehaviourContext } from '../devices/behaviour.ts';
import type { Battery } from '../devices/behaviours/battery.ts';
import type { DeviceState } from '../devices/device-state.ts';
import { RepeatingTimer } from '../devices/repeating-timer.ts';
import type { VariableChange } from '../devices/variable.ts';
import { VirtualDevice } from '../devices/virtual-device.ts';
import { VirtualNetwork } from '../network/network.ts';
import type { VirtualNode } from '../network/node.ts';
import { bindingsOf, type DeviceMemory, deviceStateOf } from './device-memory.ts';
import { DeviceStore, type StoredDevice } from './device-store.ts';
import type { HouseDevice, HouseHub } from './house.ts';

/** Between the joins of two devices when the network opens, milliseconds: nobody pairs all of them at once. */
const joinGapMs = 120;
/** But all of them try well before the network closes again. */
const joinAllWithinMs = 40_000;
/**
 * Joins, bindings, reporting and written attributes are saved at once. A switch that was switched waits a moment, as
 * many of them may be; what only drifts, such as energy, waits longer.
 */
const saveAfterCommandMs = 1_000;
const saveEveryMs = 60_000;
/** What a stick's memory holds at least and at most. */
const deviceCapacityMin = 100;
const deviceCapacityMax = 1000;

export interface RadioServiceOptions {
  hub: HouseHub;
  devices: readonly HouseDevice[];
  /** The machine's time, by which radio and serial line run. */
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Where this hub's part of the house is kept; absent: nowhere. */
  dataDir: string | undefined;
  contextOf: (device: HouseDevice) => BehaviourContext;
  /** Called when a battery no longer carries its device. */
  onBatteryEmpty: (device: PlacedDevice) => void;
}

/** A device of the house with the node that it runs on. */
export interface PlacedDevice {
  entry: HouseDevice;
  device: VirtualDevice;
  node: VirtualNode;
}

/** One radio of a house: its coordinator's port, its network, its devices, and what they remember. */
export class RadioService implements Service {
  readonly hub: HouseHub;
  readonly network: VirtualNetwork;
  readonly coordinator: ZnpServer;
  readonly placed = new Map<string, PlacedDevice>();
  readonly #idsByAddress = new Map<string, string>();
  /** Of devices that have joined no network yet, by IEEE address. */
  readonly #memories = new Map<string, DeviceMemory>();
  readonly #options: RadioServiceOptions;
  readonly #store: DeviceStore | undefined;
  readonly #saveTimer: RepeatingTimer;
  // One for all devices, of which there may be thousands.
  readonly #flashChanged = () => this.#save();
  readonly #variableChanged = ({ cause }: VariableChange) => {
    if (cause !== 'physics') this.#saveAfterCommand();
  };
  readonly #batteryExhausted = (battery: Battery) => {
    const placed = [...this.placed.values()].find(({ device }) => device.battery === battery);
    if (placed !== undefined) this.#options.onBatteryEmpty(placed);
  };
  #joinTimers: Timer[] = [];
  #commandTimer: Timer | undefined;
  /** From when the port is ours: until then the files may be another process's, or damaged, and are left alone. */
  #live = false;
  #stopped = false;

  constructor(options: RadioServiceOptions) {
    const { hub, clock, random, dataDir } = options;
    const logger = options.logger.child({ hub: hub.id });
    this.#options = { ...options, logger };
    this.hub = hub;
    this.network = new VirtualNetwork({
      clock,
      logger,
      random: random.fork('network'),
      conditions: hub.radio.conditions,
      ...(hub.position !== undefined && { coordinatorPosition: hub.position }),
    });
    const nvPath =
      hub.radio.nvPath ?? (dataDir === undefined ? undefined : join(dataDir, 'coordinator-nv.json'));
    this.coordinator = new ZnpServer({
      network: this.network,
      host: hub.radio.host,
      port: hub.radio.port,
      baud: hub.radio.baud,
      ...(nvPath === undefined ? {} : { nvPath }),
      deviceCapacity: Math.min(deviceCapacityMax, Math.max(deviceCapacityMin, options.devices.length)),
      clock,
      random: random.fork('coordinator'),
      logger,
    });
    this.#store = dataDir === undefined ? undefined : new DeviceStore(join(dataDir, 'devices.json'), logger);
    this.#saveTimer = new RepeatingTimer(clock, {
      repeatAfterMs: () => saveEveryMs,
      repeat: () => this.#save(),
    });
  }

  /**
   * Puts the devices where they were, then opens the port.
   * @throws ZigfleetError `port-taken`, or `decode-failed` if a file of the data directory is damaged
   */
  async start(): Promise<void> {
    const stored = (await this.#store?.load()) ?? new Map<string, StoredDevice>();
    for (const entry of this.#options.devices) this.#place(entry, stored.get(entry.ieeeAddress));
    this.network.observe({
      stateChanged: () => this.#save(),
      permitJoinChanged: (durationS) => this.#permitJoinChanged(durationS),
      nodeJoined: (ieeeAddress) => this.#joined(ieeeAddress),
      coordinatorStarted: () => this.#findOldNetwork(),
    });
    await this.coordinator.start();
    this.#live = true;
    for (const { device } of this.placed.values()) device.start();
    this.#saveTimer.start();
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#cancelJoins();
    this.#saveTimer.stop();
    this.#commandTimer?.cancel();
    for (const { device } of this.placed.values()) device.stop();
    this.network.stop();
    await this.coordinator.stop();
    this.#save();
    await this.#store?.flush();
  }

  /** What the house calls the device with an IEEE address; undefined for nobody of it. */
  deviceIdOf(ieeeAddress: string): string | undefined {
    return this.#idsByAddress.get(ieeeAddress);
  }

  #place(entry: HouseDevice, stored: StoredDevice | undefined): void {
    const { logger, contextOf } = this.#options;
    const known = stored?.modelId === entry.model.modelId ? stored : undefined;
    const device = new VirtualDevice({
      model: entry.model,
      ieeeAddress: entry.ieeeAddress,
      context: contextOf(entry),
      logger,
      state: known?.device ?? rememberedState(entry),
    });
    if (known === undefined && entry.memory !== undefined) this.#recall(device, entry.memory);
    device.onFlashChange = this.#flashChanged;
    for (const variable of device.variables) variable.keeper = this.#variableChanged;
    const node = this.network.addNode(device, { state: known?.node, position: entry.position });
    this.placed.set(entry.id, { entry, device, node });
    this.#idsByAddress.set(entry.ieeeAddress, entry.id);
    const { battery } = device;
    // What has both goes on with the mains alone.
    if (battery !== undefined && device.description.powerSource === 'battery') {
      battery.onExhausted = this.#batteryExhausted;
    }
    if (known?.node === undefined && entry.memory !== undefined) {
      this.#memories.set(entry.ieeeAddress, entry.memory);
    }
  }

  /** Lets a device begin with the physical values that the house file gives it; nature goes on from there. */
  #recall(device: VirtualDevice, { values = {} }: DeviceMemory): void {
    for (const [name, value] of Object.entries(values)) {
      try {
        const variable = device.variable(name);
        variable.setFromOutside(value);
        variable.release();
      } catch (error) {
        if (!(error instanceof ZigfleetError)) throw error;
        this.#options.logger.info(
          { name, reason: error.message },
          'a remembered value does not fit the device',
        );
      }
    }
  }

  /** Devices that are remembered as members of this coordinator's network are in it, as they were. */
  #findOldNetwork(): void {
    const { coordinator } = this.network;
    for (const [ieeeAddress, { network }] of this.#memories) {
      const node = this.network.node(ieeeAddress);
      if (network?.coordinator !== coordinator.ieeeAddress || node === undefined || node.joined) continue;
      this.network.adopt(node, network.address);
      this.#joined(ieeeAddress);
    }
  }

  /** Bindings and groups belong to a network: they come with the first one that a device joins. */
  #joined(ieeeAddress: string): void {
    const memory = this.#memories.get(ieeeAddress);
    const node = this.network.node(ieeeAddress);
    if (memory === undefined || node === undefined) return;
    this.#memories.delete(ieeeAddress);
    for (const binding of bindingsOf(memory, this.network.coordinator.ieeeAddress)) node.addBinding(binding);
    for (const [endpointId, groupIds] of Object.entries(memory.groups ?? {})) {
      for (const groupId of groupIds) node.addGroup(Number(endpointId), groupId);
    }
  }

  #permitJoinChanged(durationS: number): void {
    this.#cancelJoins();
    if (durationS === 0) return;
    const waiting = [...this.placed.values()].filter(
      ({ entry, node }) => entry.join === 'whenOpen' && !node.linked && node.powered,
    );
    const gapMs = Math.min(joinGapMs, joinAllWithinMs / Math.max(1, waiting.length));
    this.#joinTimers = waiting.map(({ node }, index) =>
      this.#options.clock.setTimer(index * gapMs, () => node.join()),
    );
  }

  #cancelJoins(): void {
    for (const timer of this.#joinTimers) timer.cancel();
    this.#joinTimers = [];
  }

  #saveAfterCommand(): void {
    if (this.#store === undefined) return;
    this.#commandTimer ??= this.#options.clock.setTimer(saveAfterCommandMs, () => {
      this.#commandTimer = undefined;
      this.#save();
    });
  }

  #save(): void {
    if (!this.#live) return;
    this.#store?.save(() =>
      [...this.placed.values()].map(({ entry, device, node }) => ({
        ieeeAddress: entry.ieeeAddress,
        modelId: entry.model.modelId,
        node: node.state(),
        device: device.state(),
      })),
    );
  }
}

/** What the house file says that a device remembers; whatever does not fit was refused when the file was read. */
function rememberedState({ memory, model }: HouseDevice): DeviceState | undefined {
  return memory && deviceStateOf(memory, model.layout, () => undefined);
}
