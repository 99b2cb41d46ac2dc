import { chmodSync, mkdirSync } from 'node:fs';
import { type Clock, systemClock } from '../common/clock.ts';
import { Lifecycle, type Service } from '../common/lifecycle.ts';
import { type Logger, logLevels } from '../common/logger.ts';
import { type Random, systemRandom } from '../common/random.ts';
import { softwareVersion } from '../common/software-version.ts';
import { isZigfleetError } from '../common/zigfleet-error.ts';
import type { CommandFailure } from '../devices/command-failure.ts';
import type { IeeeAddress } from '../devices/ieee-address.ts';
import { Availability } from './availability.ts';
import { RadioCommandExecutor } from './commands/radio-command-executor.ts';
import type { HubConfig } from './hub-config.ts';
import { HerdsmanRadio } from './radio/herdsman-radio.ts';
import type { Radio, RadioDevice, RadioListener } from './radio/radio.ts';
import { Uplink } from './uplink/uplink.ts';

export interface HubOptions {
  clock?: Clock;
  random?: Pick<Random, 'next'>;
}

/**
 * A hub: its radio on one side, its uplink to the platform on the other. Either may be away: without the platform it
 * goes on hearing its devices and keeps what they say in its journal, without the radio it stays in touch with the
 * platform and goes on trying.
 */
export class Hub implements Service {
  readonly #config: HubConfig;
  readonly #logger: Logger;
  readonly #lifecycle: Lifecycle;
  readonly #radio: Radio;
  readonly #uplink: Uplink;
  readonly #availability: Availability;
  /** Resolves when the radio is up for the first time. */
  readonly #ready = Promise.withResolvers<void>();
  #wasReady = false;

  constructor(config: HubConfig, logger: Logger, options: HubOptions = {}) {
    const clock = options.clock ?? systemClock;
    const random = options.random ?? systemRandom;
    this.#config = config;
    this.#logger = logger;
    this.#lifecycle = new Lifecycle(logger);
    this.#radio = new HerdsmanRadio({
      path: config.radio,
      adapter: config.adapter,
      baudRate: config.baudRate,
      dataDir: config.dataDir,
      overwriteNetwork: config.overwriteNetwork,
      listener: this.#listener(),
      logger,
      clock,
      random,
    });
    this.#uplink = new Uplink({
      dataDir: config.dataDir,
      platformAddress: config.platform,
      ...(config.tls && { tls: config.tlsCa === undefined ? {} : { caPath: config.tlsCa } }),
      allowInsecure: config.insecure,
      ...(config.claimCode !== undefined && { claimCode: config.claimCode }),
      hubModel: config.hubModel,
      softwareVersion: softwareVersion(),
      executor: new RadioCommandExecutor(
        this.#radio,
        logger,
        this.#onCommandFailure,
        this.#ready.promise,
        () => this.#uplink.rotateKey(),
      ),
      onConfig: ({ logLevel }) => this.#setLogLevel(logLevel),
      clock,
      random,
      logger,
    });
    this.#availability = new Availability({
      clock,
      logger,
      ping: (ieeeAddress) => this.#radio.ping(ieeeAddress),
      changed: (ieeeAddress, available) => this.#uplink.availability(ieeeAddress, available),
    });
  }

  /** The hub's name on the link, known once it was started. */
  get hubId(): string {
    return this.#uplink.hubId;
  }

  /** Whether the link to the coordinator works. */
  get isRadioUp(): boolean {
    return this.#radio.isUp;
  }

  /**
   * Resolves when both sides were tried once; neither need be there.
   * @throws ZigfleetError `radio` if the coordinator holds another network, `invalid-config` if a file is damaged
   */
  async start(signal?: AbortSignal): Promise<void> {
    const { dataDir } = this.#config;
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    chmodSync(dataDir, 0o700);
    try {
      // Stopped last, so that commands that are under way may end.
      this.#lifecycle.onStop('radio', () => this.#radio.stop());
      this.#lifecycle.onStop('availability', () => this.#availability.stop());
      await this.#lifecycle.start('uplink', this.#uplink, signal);
      for (const { descriptor, available } of this.#uplink.devices()) {
        this.#availability.watch(descriptor, available);
      }
      await this.#radio.start(signal);
    } catch (error) {
      await this.#lifecycle.stop();
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.#lifecycle.stop();
  }

  /** See `Uplink.rotateKey`. */
  rotateKey(): Promise<void> {
    return this.#uplink.rotateKey();
  }

  #listener(): RadioListener {
    return {
      linkChanged: (up) => this.#onRadio(up),
      deviceChanged: (device, joined) => this.#onDeviceChanged(device, joined),
      deviceLeft: (ieeeAddress) => this.#onDeviceLeft(ieeeAddress),
      deviceHeard: (ieeeAddress) => this.#availability.heard(ieeeAddress),
      reported: ({ ieeeAddress, values, observedAtMs, linkQuality }) =>
        this.#uplink.report(ieeeAddress, values, observedAtMs, linkQuality),
    };
  }

  #onRadio(up: boolean): void {
    if (!up) {
      this.#availability.stop();
      return;
    }
    const present = new Set(this.#radio.devices().map((device) => device.descriptor.ieeeAddress));
    for (const { descriptor } of [...this.#uplink.devices()]) {
      // It left while the hub was not there to hear it, or the radio's database is another one.
      if (!present.has(descriptor.ieeeAddress)) this.#onDeviceLeft(descriptor.ieeeAddress);
    }
    this.#availability.start();
    if (this.#wasReady) return;
    this.#wasReady = true;
    this.#ready.resolve();
    this.#logger.info({ hubId: this.#uplink.hubId, devices: present.size }, 'hub ready');
  }

  #onDeviceChanged({ descriptor, networkAddress }: RadioDevice, joined: boolean): void {
    const { ieeeAddress } = descriptor;
    const isNew = this.#uplink.device(ieeeAddress) === undefined;
    try {
      this.#uplink.upsertDevice(descriptor, { networkAddress, joined: joined || isNew });
    } catch (error) {
      if (!isZigfleetError(error, 'invalid-value')) throw error;
      this.#logger.warn(
        { err: error, ieeeAddress, model: descriptor.model },
        'the platform cannot have this device',
      );
      return;
    }
    this.#availability.watch(descriptor, this.#uplink.device(ieeeAddress)?.available ?? true);
  }

  /** What the platform wants in place of the configured level; nothing gives that back. */
  #setLogLevel(wanted: string | undefined): void {
    const level = logLevels.find((each) => each === wanted) ?? this.#config.logLevel;
    if (level === this.#logger.level) return;
    this.#logger.level = level;
    this.#logger.info({ level }, 'the log level was changed');
  }

  #onDeviceLeft(ieeeAddress: IeeeAddress): void {
    this.#availability.forget(ieeeAddress);
    this.#uplink.deviceLeft(ieeeAddress);
  }

  readonly #onCommandFailure = (ieeeAddress: IeeeAddress, { reason }: CommandFailure): void => {
    if (reason === 'no-ack' || reason === 'no-route') this.#availability.notAnswering(ieeeAddress);
  };
}

/** Starts a hub from its configuration. See `Hub.start`. */
export async function startHub(config: HubConfig, logger: Logger, signal?: AbortSignal): Promise<Hub> {
  // What the libraries write beside the hub's own files (a backup with the network key) is nobody else's either.
  process.umask(0o077);
  const hub = new Hub(config, logger);
  await hub.start(signal);
  return hub;
}
