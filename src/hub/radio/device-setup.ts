import type { Models } from 'zigbee-herdsman';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { ControllerLink } from './controller-link.ts';
import type { DeviceEntry } from './device-entry.ts';

const retryBaseMs = 10_000;
const retryMaxMs = 60 * 60 * 1000;

export interface DeviceSetupOptions {
  link: ControllerLink;
  clock: Clock;
  logger: Logger;
  /** A device was interviewed that was not before: its model can be found. */
  interviewed(entry: DeviceEntry, device: Models.Device): Promise<void>;
  /** A device was configured: its exposes may be others now. */
  configured(entry: DeviceEntry, device: Models.Device): void;
}

/**
 * Brings devices to where they can be used: makes up for an interview that failed or was cut short, and configures
 * them as their definitions want it (bindings, reporting), once and again when the definition's version has changed. A
 * device that sleeps through it is tried again when it is next heard, at growing intervals of 10 s to 1 h.
 */
export class DeviceSetup {
  readonly #options: DeviceSetupOptions;

  constructor(options: DeviceSetupOptions) {
    this.#options = options;
  }

  /** Cheap: called for each frame of the device. */
  isDue(entry: DeviceEntry, device: Models.Device): boolean {
    const { isRunning, nextAttemptMs } = entry.setup;
    if (isRunning || !(lacksInterview(device) || lacksConfiguration(entry, device))) return false;
    return this.#options.clock.monotonic() >= nextAttemptMs;
  }

  /** Has the device configured again, whatever was done before. */
  forget(entry: DeviceEntry, device: Models.Device): void {
    entry.setup.failures = 0;
    entry.setup.nextAttemptMs = 0;
    delete device.meta.configured;
  }

  /** Does what is due. @throws what the device or its definition's configure threw */
  async run(entry: DeviceEntry, device: Models.Device): Promise<void> {
    if (!this.isDue(entry, device)) return;
    const { link, clock } = this.#options;
    const { setup } = entry;
    setup.isRunning = true;
    try {
      if (lacksInterview(device)) {
        await link.run(() => device.interview());
        await this.#options.interviewed(entry, device);
      }
      if (lacksConfiguration(entry, device)) await this.#configure(entry, device);
      setup.failures = 0;
    } catch (error) {
      setup.nextAttemptMs = clock.monotonic() + Math.min(retryMaxMs, retryBaseMs * 2 ** setup.failures);
      setup.failures = Math.min(setup.failures + 1, 16);
      throw error;
    } finally {
      setup.isRunning = false;
    }
  }

  /** As `run`, but tells a failure to the log only. */
  async tryRun(entry: DeviceEntry, device: Models.Device): Promise<void> {
    try {
      await this.run(entry, device);
    } catch (error) {
      const { failures } = entry.setup;
      this.#options.logger[failures === 1 ? 'warn' : 'debug'](
        { err: error, ieeeAddress: entry.ieeeAddress, failures },
        'the device could not be set up; trying again when it is heard',
      );
    }
  }

  async #configure(entry: DeviceEntry, device: Models.Device): Promise<void> {
    const { link, logger } = this.#options;
    const definition = entry.model?.definition;
    await link.run(async (controller) => {
      const coordinator = controller.getDevicesByType('Coordinator')[0]?.endpoints[0];
      if (!coordinator) throw new Error('the coordinator has no endpoint');
      await definition?.configure?.(device, coordinator, definition);
    });
    device.meta.configured = definition?.version;
    device.save();
    logger.info({ ieeeAddress: entry.ieeeAddress, model: entry.descriptor.model }, 'device configured');
    this.#options.configured(entry, device);
  }
}

function lacksInterview(device: Models.Device): boolean {
  return device.interviewState === 'PENDING' || device.interviewState === 'FAILED';
}

function lacksConfiguration(entry: DeviceEntry, device: Models.Device): boolean {
  const definition = entry.model?.definition;
  return definition?.configure !== undefined && device.meta.configured !== definition.version;
}
