import type { Controller, Events, Models } from 'zigbee-herdsman';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { isIeeeAddress } from '../../devices/ieee-address.ts';
import { decodeTraitValues } from '../traits/trait-codec.ts';
import type { ControllerLink } from './controller-link.ts';
import { createEntry, type DeviceEntry } from './device-entry.ts';
import { type DeviceHappening, tellConverters, tellStop } from './device-events.ts';
import { bareDescriptor, findModel, modelFrom } from './device-model.ts';
import { DeviceSetup } from './device-setup.ts';
import type { DeviceStates } from './device-state.ts';
import { decodeMessage, type KeyValue } from './message-decoder.ts';
import type { RadioListener } from './radio.ts';

type Device = Models.Device;

/** How many messages of a device may wait for its model to be found. */
const earlyMessagesMax = 32;
/** Longest that a message may hold up those after it; some converters ask the device something in between. */
const decodingMaxMs = 2_000;
/** What happened, as opposed to what is: an action is over when it is told. */
const momentary = /^action(_|$)/;

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
  /** Counts connections: what was begun in one must not go on in the next. */
  #session = 0;

  constructor(options: DeviceRegistryOptions) {
    this.#options = options;
    this.#logger = options.logger;
    this.setup = new DeviceSetup(options.link, options.clock, options.logger, (entry, device) =>
      this.#refresh(entry, device),
    );
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
      if (entry && isInterviewed(device)) this.#inBackground(this.#resolve(entry, device));
    }
    for (const ieeeAddress of this.#entries.keys()) {
      if (!present.has(ieeeAddress)) this.#entries.delete(ieeeAddress);
    }
  }

  onDown(): void {
    this.#session++;
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

  /** Takes values that a converter gave: into the cache, and to whoever listens. */
  publish(entry: DeviceEntry, values: KeyValue, observedAtMs: number, linkQuality: number | undefined): void {
    const { model } = entry;
    if (!model) return;
    this.remember(entry, values);
    const traits = Object.keys(values).flatMap((name) => model.traits.get(name) ?? []);
    const decoded = decodeTraitValues(traits, values);
    if (Object.keys(decoded).length === 0) return;
    if (entry.gathered) Object.assign(entry.gathered, decoded);
    const { ieeeAddress } = entry;
    this.#options.listener.reported({ ieeeAddress, values: decoded, observedAtMs, linkQuality });
  }

  /** Takes values into the cache only. */
  remember(entry: DeviceEntry, values: KeyValue): void {
    const state = this.#options.states.of(entry.ieeeAddress);
    for (const [property, value] of Object.entries(values)) {
      if (!momentary.test(property)) state[property] = value;
    }
    this.#options.states.changed();
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
    const observedAtMs = this.#options.clock.now();
    if (!entry.model || entry.isResolving || entry.model.modelId !== device.modelID) {
      if (entry.early.length < earlyMessagesMax) entry.early.push({ message, observedAtMs });
      if (isInterviewed(device)) this.#inBackground(this.#resolve(entry, device));
      return;
    }
    this.#decode(entry, message, observedAtMs);
  };

  #decode(entry: DeviceEntry, message: Events.MessagePayload, observedAtMs: number): void {
    const before = entry.decoding;
    const after = before
      ? before.then(() => this.#decodeNow(entry, message, observedAtMs))
      : this.#decodeNow(entry, message, observedAtMs);
    if (!after) return;
    const decoding = after.then(() => {
      if (entry.decoding === decoding) entry.decoding = undefined;
    });
    entry.decoding = decoding;
  }

  /** @returns a promise, which does not reject, if the message needs time */
  #decodeNow(
    entry: DeviceEntry,
    message: Events.MessagePayload,
    observedAtMs: number,
  ): Promise<void> | undefined {
    const { model, ieeeAddress } = entry;
    if (!model) return undefined;
    const session = this.#session;
    const isCurrent = () => session === this.#session && this.#entries.get(ieeeAddress) === entry;
    const values = decodeMessage(message, {
      model,
      state: this.#options.states.of(ieeeAddress),
      logger: this.#logger,
      deviceExposesChanged: () => this.exposesChanged(ieeeAddress),
      publishLater: (later) => {
        if (isCurrent()) this.publish(entry, later, this.#options.clock.now(), undefined);
      },
    });
    if (values instanceof Promise) {
      const published = values.then((late) => {
        if (isCurrent()) this.publish(entry, late, observedAtMs, message.linkquality);
      });
      return this.#atMost(decodingMaxMs, this.#inBackground(published));
    }
    this.publish(entry, values, observedAtMs, message.linkquality);
    return undefined;
  }

  /** What nobody waits for: an error is told to the log. */
  #inBackground(promise: Promise<void>): Promise<void> {
    return promise.catch((error: unknown) => {
      this.#logger.error({ err: error }, 'an event of the radio was not handled');
    });
  }

  /** Resolves with the promise, or after a while without it. */
  #atMost(durationMs: number, promise: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#options.clock.setTimer(durationMs, resolve);
      void promise.then(() => {
        timer.cancel();
        resolve();
      });
    });
  }

  readonly #onHeard = ({ device }: Events.LastSeenChangedPayload): void => {
    this.#options.link.heard();
    const entry = this.#entries.get(device.ieeeAddr);
    if (!entry) return;
    entry.lastSeenMs = device.lastSeen;
    this.#options.listener.deviceHeard(entry.ieeeAddress);
    if (this.setup.isDue(entry, device)) void this.setup.tryRun(entry, device);
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
    this.#logger[status === 'failed' ? 'warn' : 'info'](log, `interview ${status}`);
    this.#inBackground(this.#finishInterview(entry, device, status));
  };

  async #finishInterview(entry: DeviceEntry, device: Device, status: 'successful' | 'failed'): Promise<void> {
    await this.#resolve(entry, device);
    this.#tell({ type: 'deviceInterview', status }, device);
    if (status === 'successful') await this.setup.tryRun(entry, device);
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
      const model = await findModel(device);
      if (isStale()) return;
      entry.model = model;
    } catch (error) {
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
    const { early } = entry;
    entry.early = [];
    for (const { message, observedAtMs } of early) this.#decode(entry, message, observedAtMs);
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

/** An interview that failed may have got as far as the model, which is enough for a definition. */
function isInterviewed(device: Device): boolean {
  return device.interviewState === 'SUCCESSFUL' || (device.interviewState === 'FAILED' && !!device.modelID);
}
