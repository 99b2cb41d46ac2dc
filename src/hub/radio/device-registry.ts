import type { Controller, Events, Models } from 'zigbee-herdsman';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { isIeeeAddress } from '../../devices/ieee-address.ts';
import type { ControllerLink } from './controller-link.ts';
import { createEntry, type DeviceEntry } from './device-entry.ts';
import { type DeviceHappening, tellConverters, tellStop } from './device-events.ts';
import { bareDescriptor, type DeviceModel, findModel, isInterviewed, modelFrom } from './device-model.ts';
import { DeviceSetup } from './device-setup.ts';
import type { DeviceStates } from './device-state.ts';
import { MessageIntake } from './message-intake.ts';
import type { RadioListener } from './radio.ts';
import { readTrait, type TraitAccessContext } from './trait-access.ts';

type Device = Models.Device;

export interface DeviceRegistryOptions {
  link: ControllerLink;
  states: DeviceStates;
  listener: RadioListener;
  clock: Clock;
  logger: Logger;
}

/** The devices of the network: turns the library's events into the radio's, and its messages into values. */
export class DeviceRegistry {
  readonly #options: DeviceRegistryOptions;
  readonly #logger: Logger;
  readonly #entries = new Map<string, DeviceEntry>();
  readonly setup: DeviceSetup;
  readonly intake: MessageIntake;
  /** Counts connections: what was begun in one must not go on in the next. */
  #session = 0;

  constructor(options: DeviceRegistryOptions) {
    this.#options = options;
    this.#logger = options.logger;
    this.setup = new DeviceSetup({
      ...options,
      interviewed: (entry, device) => this.#finishInterview(entry, device, 'successful'),
      configured: (entry, device) => this.#refresh(entry, device),
    });
    this.intake = new MessageIntake({
      ...options,
      isKnown: (entry) => this.#entries.get(entry.ieeeAddress) === entry,
      exposesChanged: this.exposesChanged,
    });
  }

  entry(ieeeAddress: string): DeviceEntry | undefined {
    return this.#entries.get(ieeeAddress);
  }

  entries(): Iterable<DeviceEntry> {
    return this.#entries.values();
  }

  /** Listens to a controller that is about to be started. */
  attach(controller: Controller): void {
    const on = <P>(handle: (payload: P) => void) => {
      return (payload: P) => {
        // An error here would end up in the library, which does not expect any.
        try {
          handle(payload);
        } catch (error) {
          this.#logger.error({ err: error }, 'an event of the radio was not handled');
        }
      };
    };
    controller.on('message', on(this.#onMessage));
    controller.on('lastSeenChanged', on(this.#onHeard));
    controller.on(
      'deviceJoined',
      on(({ device }: Events.DeviceJoinedPayload) => this.#onJoined(device)),
    );
    controller.on('deviceInterview', on(this.#onInterview));
    controller.on(
      'deviceLeave',
      on(({ ieeeAddr }: Events.DeviceLeavePayload) => this.left(ieeeAddr)),
    );
    controller.on(
      'deviceAnnounce',
      on(({ device }: Events.DeviceAnnouncePayload) => this.#tell({ type: 'deviceAnnounce' }, device)),
    );
    controller.on(
      'deviceNetworkAddressChanged',
      on(({ device }: Events.DeviceNetworkAddressChangedPayload) => {
        this.#tell({ type: 'deviceNetworkAddressChanged' }, device);
        const entry = this.#entries.get(device.ieeeAddr);
        if (entry) this.#changed(entry, device);
      }),
    );
  }

  /** The link is up: the library has read its database. */
  onUp(controller: Controller): void {
    const present = new Set<string>();
    for (const device of controller.getDevicesIterator((each) => each.type !== 'Coordinator')) {
      present.add(device.ieeeAddr);
      const entry = this.#ensure(device);
      if (!entry) continue;
      if (isInterviewed(device)) this.#inBackground(this.#resolve(entry, device));
      // The link was cut during its interview, or the hub was stopped.
      else this.#inBackground(this.setup.tryRun(entry, device));
    }
    for (const ieeeAddress of this.#entries.keys()) {
      if (!present.has(ieeeAddress)) this.#entries.delete(ieeeAddress);
    }
  }

  onDown(): void {
    this.#session++;
    this.intake.reset();
    for (const entry of this.#entries.values()) {
      entry.early = [];
      entry.isResolving = false;
      if (entry.model) void tellStop(entry.ieeeAddress, entry.model, this.#logger);
    }
  }

  /** The device left or was removed. */
  left(ieeeAddress: string): void {
    const entry = this.#entries.get(ieeeAddress);
    if (!entry) return;
    this.#entries.delete(ieeeAddress);
    this.#options.states.forget(ieeeAddress);
    if (entry.model) void tellStop(ieeeAddress, entry.model, this.#logger);
    this.#logger.info({ ieeeAddress }, 'device left');
    this.#options.listener.deviceLeft(entry.ieeeAddress);
  }

  /** The definition's exposes may be others now. */
  readonly exposesChanged = (ieeeAddress: string): void => {
    const entry = this.#entries.get(ieeeAddress);
    const device = this.#options.link.controller?.getDeviceByIeeeAddr(ieeeAddress);
    if (entry && device) this.#refresh(entry, device);
  };

  /** Finds the device's definition again after an interview. */
  async interviewed(device: Device): Promise<DeviceEntry | undefined> {
    const entry = this.#ensure(device);
    if (entry) await this.#resolve(entry, device);
    return entry;
  }

  readonly #onMessage = (message: Events.MessagePayload): void => {
    const { device } = message;
    if (device.type === 'Coordinator') return;
    const entry = this.#ensure(device);
    if (!entry) return;
    const isReady = entry.model !== undefined && !entry.isResolving && entry.model.modelId === device.modelID;
    this.intake.receive(entry, message, isReady);
    if (isReady || !isInterviewed(device) || entry.unusableModelId === device.modelID) return;
    this.#inBackground(this.#resolve(entry, device));
  };

  /** What nobody waits for: an error is told to the log. */
  #inBackground(promise: Promise<void>): void {
    promise.catch((error: unknown) => {
      this.#logger.error({ err: error }, 'an event of the radio was not handled');
    });
  }

  readonly #onHeard = ({ device, reason }: Events.LastSeenChangedPayload): void => {
    const { link } = this.#options;
    link.heard();
    const entry = this.#entries.get(device.ieeeAddr);
    if (!entry) return;
    // Joining while the network is open, it was paired again: it may have forgotten its bindings and reporting.
    if (reason === 'deviceJoined' && link.controller?.getPermitJoin()) this.setup.forget(entry, device);
    entry.lastSeenMs = device.lastSeen;
    this.#options.listener.deviceHeard(entry.ieeeAddress);
    // The library interviews a device that joins by itself, right after this.
    if (reason !== 'deviceJoined' && this.setup.isDue(entry, device)) void this.setup.tryRun(entry, device);
  };

  #onJoined(device: Device): void {
    const entry = this.#ensure(device);
    if (!entry) return;
    entry.isJoining = true;
    this.#logger.info(
      { ieeeAddress: entry.ieeeAddress, networkAddress: device.networkAddress },
      'device joined',
    );
    this.setup.forget(entry, device);
    this.#tell({ type: 'deviceJoined' }, device);
  }

  readonly #onInterview = ({ device, status }: Events.DeviceInterviewPayload): void => {
    const entry = this.#ensure(device);
    if (!entry) return;
    const log = { ieeeAddress: entry.ieeeAddress, modelId: device.modelID };
    if (status === 'started') {
      this.#logger.info(log, 'interview started');
      this.#tell({ type: 'deviceInterview', status }, device);
      return;
    }
    // Somebody else's interview of it is still under way.
    if (device.interviewState === 'IN_PROGRESS') return;
    this.#logger[status === 'failed' ? 'warn' : 'info'](log, `interview ${status}`);
    this.#inBackground(
      this.#finishInterview(entry, device, status).then(() => this.setup.tryRun(entry, device)),
    );
  };

  async #finishInterview(entry: DeviceEntry, device: Device, status: 'successful' | 'failed'): Promise<void> {
    await this.#resolve(entry, device);
    this.#tell({ type: 'deviceInterview', status }, device);
    // Others report when something happens; of a light that stands there switched off nothing would be known.
    const isAwake = status === 'successful' && !entry.descriptor.sleepy;
    if (isAwake) this.#inBackground(this.#askForValues(entry, device));
  }

  /** Asks a new device for what it can tell. Its answers come as messages, like all others. */
  async #askForValues(entry: DeviceEntry, device: Device): Promise<void> {
    const { model } = entry;
    if (!model) return;
    const traits = model.descriptor.traits.filter(({ access }) => access.gettable && access.reported);
    for (const { name } of traits) {
      try {
        await this.#options.link.run(() => readTrait(this.contextOf(entry, model, device), name));
      } catch (error) {
        this.#logger.debug({ err: error, ieeeAddress: entry.ieeeAddress, trait: name }, 'no first value');
        if (!this.#options.link.controller) return;
      }
    }
  }

  /** What reading and writing the device's traits needs. */
  contextOf(entry: DeviceEntry, model: DeviceModel, device: Device): TraitAccessContext {
    return {
      entry,
      model,
      device,
      state: this.#options.states.of(entry.ieeeAddress),
      remember: (values) => this.intake.remember(entry, values),
      publishLater: (values) => this.intake.publish(entry, values, this.#options.clock.now(), undefined),
      deviceExposesChanged: () => this.exposesChanged(entry.ieeeAddress),
    };
  }

  #ensure(device: Device): DeviceEntry | undefined {
    const known = this.#entries.get(device.ieeeAddr);
    if (known) return known;
    if (!isIeeeAddress(device.ieeeAddr)) return undefined;
    const entry = createEntry(bareDescriptor(device), device.networkAddress);
    entry.lastSeenMs = device.lastSeen;
    this.#entries.set(device.ieeeAddr, entry);
    return entry;
  }

  /** Finds the definition, tells what the device is, and decodes what came meanwhile. */
  async #resolve(entry: DeviceEntry, device: Device): Promise<void> {
    if (entry.isResolving) return;
    entry.isResolving = true;
    const session = this.#session;
    const isStale = () => session !== this.#session || this.#entries.get(entry.ieeeAddress) !== entry;
    try {
      const model = isInterviewed(device) ? await findModel(device) : undefined;
      if (isStale()) return;
      entry.model = model;
    } catch (error) {
      entry.unusableModelId = device.modelID;
      this.#logger.error(
        { err: error, ieeeAddress: entry.ieeeAddress, modelId: device.modelID },
        "the device's definition cannot be used",
      );
    }
    if (isStale()) return;
    entry.isResolving = false;
    this.#tell({ type: 'start' }, device);
    // The definition's start may have changed what it exposes.
    if (entry.model) entry.model = modelFrom(entry.model.definition, device);
    this.#changed(entry, device, entry.isJoining);
    entry.isJoining = false;
    this.intake.flush(entry);
  }

  #refresh(entry: DeviceEntry, device: Device): void {
    if (!entry.model) return;
    entry.model = modelFrom(entry.model.definition, device);
    this.#changed(entry, device);
  }

  #changed(entry: DeviceEntry, device: Device, joined = false): void {
    entry.descriptor = entry.model?.descriptor ?? bareDescriptor(device);
    entry.networkAddress = device.networkAddress;
    this.#options.listener.deviceChanged(entry, joined);
  }

  #tell(happening: DeviceHappening, device: Device): void {
    const { ieeeAddr } = device;
    const model = this.#entries.get(ieeeAddr)?.model;
    const state = this.#options.states.of(ieeeAddr);
    const onChange = () => this.exposesChanged(ieeeAddr);
    void tellConverters(happening, device, model, state, onChange, this.#logger);
  }
}
