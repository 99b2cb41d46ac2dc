import type { Clock, Timer } from '../common/clock.ts';
import type { Logger } from '../common/logger.ts';
import { messageOf } from '../common/zigfleet-error.ts';
import type { DeviceDescriptor } from '../devices/device-descriptor.ts';
import type { IeeeAddress } from '../devices/ieee-address.ts';
import { Rhythm } from './rhythm.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How often the devices are looked at. */
const lookIntervalMs = 5_000;
/** A device is missed after this many times its usual silence. */
const silencesMax = 3;
/** A mains device that does not answer is asked once more after this. */
const pingAgainMs = 10_000;
const pingFailuresMax = 2;

/** What to expect of devices, by whether they can be asked. */
const kinds = {
  /** Always listens: it is asked before it counts as gone, and asked again while it is gone. */
  mains: { expectedMs: 5 * minuteMs, soonestMs: 2 * minuteMs, latestMs: 30 * minuteMs },
  /** Sleeps and cannot be asked. Nearly all send a sign of life every hour or so, some twice a day. */
  sleepy: { expectedMs: 1.5 * hourMs, soonestMs: 10 * minuteMs, latestMs: 25 * hourMs },
};

interface Watched {
  readonly kind: keyof typeof kinds;
  readonly rhythm: Rhythm;
  isAvailable: boolean;
  /** By the monotonic clock. Undefined before it was heard in this run of the radio. */
  heardAtMs: number | undefined;
  /** When it will be missed, or asked again. */
  dueAtMs: number;
  failedPings: number;
}

export interface AvailabilityOptions {
  clock: Clock;
  logger: Logger;
  /** Asks a device for a sign of life. */
  ping(ieeeAddress: IeeeAddress): Promise<void>;
  /** What it is at the start and whenever it changes. */
  changed(ieeeAddress: IeeeAddress, available: boolean): void;
}

/**
 * Judges whether devices are reachable, each by its own rhythm: missed after three times its usual silence, within
 * bounds. While the radio is down nobody is judged: that is the hub's trouble, not the devices'.
 */
export class Availability {
  readonly #options: AvailabilityOptions;
  readonly #devices = new Map<IeeeAddress, Watched>();
  #timer: Timer | undefined;
  /** One at a time: when the radio comes back after long, all are due at once. */
  #pinged: IeeeAddress | undefined;

  constructor(options: AvailabilityOptions) {
    this.#options = options;
  }

  /** Watches a device, or takes note that it is of another kind now. */
  watch(descriptor: DeviceDescriptor, isAvailable: boolean): void {
    const { ieeeAddress } = descriptor;
    const kind = descriptor.sleepy ? 'sleepy' : 'mains';
    if (this.#devices.get(ieeeAddress)?.kind === kind) return;
    const watched: Watched = {
      kind,
      rhythm: new Rhythm(kinds[kind].expectedMs),
      isAvailable,
      heardAtMs: undefined,
      dueAtMs: 0,
      failedPings: 0,
    };
    watched.dueAtMs = this.#options.clock.monotonic() + patienceOf(watched);
    this.#devices.set(ieeeAddress, watched);
  }

  forget(ieeeAddress: IeeeAddress): void {
    this.#devices.delete(ieeeAddress);
  }

  /** Something was heard of the device. Cheap: called for each frame. */
  heard(ieeeAddress: IeeeAddress): void {
    const watched = this.#devices.get(ieeeAddress);
    if (!watched) return;
    const now = this.#options.clock.monotonic();
    // What it answers when asked is our rhythm, not its own.
    if (watched.heardAtMs !== undefined && this.#pinged !== ieeeAddress) {
      watched.rhythm.learn(now - watched.heardAtMs);
    }
    watched.heardAtMs = now;
    watched.failedPings = 0;
    watched.dueAtMs = now + patienceOf(watched);
    this.#judge(ieeeAddress, watched, true);
  }

  /** A command found that the device does not answer, although the radio tried all it can. */
  notAnswering(ieeeAddress: IeeeAddress): void {
    const watched = this.#devices.get(ieeeAddress);
    // One that sleeps may just be asleep.
    if (watched?.kind !== 'mains') return;
    watched.dueAtMs = this.#options.clock.monotonic() + patienceOf(watched);
    this.#judge(ieeeAddress, watched, false);
  }

  /** The radio is up: from now on silence means something. */
  start(): void {
    const now = this.#options.clock.monotonic();
    for (const watched of this.#devices.values()) {
      watched.heardAtMs = undefined;
      watched.failedPings = 0;
      watched.dueAtMs = now + patienceOf(watched);
    }
    this.#timer?.cancel();
    this.#look();
  }

  /** The radio is down. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #look(): void {
    this.#timer = this.#options.clock.setTimer(lookIntervalMs, () => this.#look());
    const now = this.#options.clock.monotonic();
    for (const [ieeeAddress, watched] of this.#devices) {
      if (now < watched.dueAtMs) continue;
      if (watched.kind === 'sleepy') {
        watched.dueAtMs = Number.POSITIVE_INFINITY;
        this.#judge(ieeeAddress, watched, false);
      } else if (this.#pinged === undefined) {
        void this.#ping(ieeeAddress, watched);
      }
    }
  }

  async #ping(ieeeAddress: IeeeAddress, watched: Watched): Promise<void> {
    const { clock, logger, ping } = this.#options;
    this.#pinged = ieeeAddress;
    try {
      await ping(ieeeAddress);
      this.heard(ieeeAddress);
    } catch (error) {
      if (!this.#timer || this.#devices.get(ieeeAddress) !== watched) return;
      watched.failedPings++;
      logger.debug({ ieeeAddress, failed: watched.failedPings, why: messageOf(error) }, 'no sign of life');
      const isGone = watched.failedPings >= pingFailuresMax;
      watched.dueAtMs = clock.monotonic() + (isGone ? patienceOf(watched) : pingAgainMs);
      if (isGone) this.#judge(ieeeAddress, watched, false);
    } finally {
      this.#pinged = undefined;
    }
  }

  #judge(ieeeAddress: IeeeAddress, watched: Watched, isAvailable: boolean): void {
    if (watched.isAvailable === isAvailable) return;
    watched.isAvailable = isAvailable;
    this.#options.logger.info(
      { ieeeAddress },
      isAvailable ? 'device is reachable' : 'device is not reachable',
    );
    this.#options.changed(ieeeAddress, isAvailable);
  }
}

/** How long a silence of the device means nothing. */
function patienceOf(watched: Watched): number {
  const { soonestMs, latestMs } = kinds[watched.kind];
  return Math.min(latestMs, Math.max(soonestMs, silencesMax * watched.rhythm.silenceMs));
}
