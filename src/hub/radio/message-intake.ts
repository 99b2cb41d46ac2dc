import type { Events } from 'zigbee-herdsman';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { decodeTraitValues } from '../traits/trait-codec.ts';
import type { DeviceEntry } from './device-entry.ts';
import type { DeviceStates } from './device-state.ts';
import { decodeMessage, type KeyValue } from './message-decoder.ts';
import type { RadioListener } from './radio.ts';

/** How many messages of a device may wait for its model to be found. */
const earlyMessagesMax = 32;
/** Longest that a message may hold up those after it; some converters ask the device something in between. */
const decodingMaxMs = 2_000;
/** What happened, as opposed to what is: an action is over when it is told. */
const momentary = /^action(_|$)/;

export interface MessageIntakeOptions {
  states: DeviceStates;
  listener: RadioListener;
  clock: Clock;
  logger: Logger;
  /** Whether the entry is still that of a device of the network. */
  isKnown(entry: DeviceEntry): boolean;
  exposesChanged(ieeeAddress: string): void;
}

/** Turns the devices' messages into values, each device's in the order of its messages. */
export class MessageIntake {
  readonly #options: MessageIntakeOptions;
  /** Counts connections: what a converter began in one says nothing in the next. */
  #session = 0;

  constructor(options: MessageIntakeOptions) {
    this.#options = options;
  }

  /** The link is down. */
  reset(): void {
    this.#session++;
  }

  /** Takes a message; one of a device whose model is not known yet is kept for `flush`. */
  receive(entry: DeviceEntry, message: Events.MessagePayload, isReady: boolean): void {
    const observedAtMs = this.#options.clock.now();
    if (isReady) this.#decode(entry, message, observedAtMs);
    else if (entry.early.length < earlyMessagesMax) entry.early.push({ message, observedAtMs });
  }

  /** The model is known: decodes what came before. */
  flush(entry: DeviceEntry): void {
    const { early } = entry;
    entry.early = [];
    for (const { message, observedAtMs } of early) this.#decode(entry, message, observedAtMs);
  }

  /** Takes values that a converter gave: into the cache, and to whoever listens. */
  publish(entry: DeviceEntry, values: KeyValue, observedAtMs: number, linkQuality: number | undefined): void {
    const { model, ieeeAddress } = entry;
    if (!model) return;
    this.remember(entry, values);
    const traits = Object.keys(values).flatMap((name) => model.traits.get(name) ?? []);
    const decoded = decodeTraitValues(traits, values);
    if (Object.keys(decoded).length === 0) return;
    if (entry.gathered) Object.assign(entry.gathered, decoded);
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

  #decode(entry: DeviceEntry, message: Events.MessagePayload, observedAtMs: number): void {
    const before = entry.decoding;
    const after = before
      ? before.then(() => this.#decodeNow(entry, message, observedAtMs))
      : this.#decodeNow(entry, message, observedAtMs);
    if (!after) return;
    const decoding = after
      .catch((error: unknown) => {
        this.#options.logger.error({ err: error }, 'a message was not handled');
      })
      .then(() => {
        if (entry.decoding === decoding) entry.decoding = undefined;
      });
    entry.decoding = decoding;
  }

  /** @returns a promise if the message needs time */
  #decodeNow(
    entry: DeviceEntry,
    message: Events.MessagePayload,
    observedAtMs: number,
  ): Promise<void> | undefined {
    const { states, logger, clock, isKnown, exposesChanged } = this.#options;
    const { model, ieeeAddress } = entry;
    if (!model) return undefined;
    const session = this.#session;
    const isCurrent = () => session === this.#session && isKnown(entry);
    const values = decodeMessage(message, {
      model,
      state: states.of(ieeeAddress),
      logger,
      deviceExposesChanged: () => exposesChanged(ieeeAddress),
      publishLater: (later) => {
        if (isCurrent()) this.publish(entry, later, clock.now(), undefined);
      },
    });
    if (!(values instanceof Promise)) {
      this.publish(entry, values, observedAtMs, message.linkquality);
      return undefined;
    }
    const published = values.then((late) => {
      if (isCurrent()) this.publish(entry, late, observedAtMs, message.linkquality);
    });
    return this.#atMost(decodingMaxMs, published);
  }

  /** Settles with the promise, or resolves after a while without it. */
  #atMost(durationMs: number, promise: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#options.clock.setTimer(durationMs, resolve);
      promise.finally(() => timer.cancel()).then(resolve, reject);
    });
  }
}
