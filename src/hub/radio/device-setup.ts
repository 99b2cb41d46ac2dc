import type { Models } from 'zigbee-herdsman';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { ControllerLink } from './controller-link.ts';
import type { DeviceEntry } from './device-entry.ts';

const retryBaseMs = 10_000;
const retryMaxMs = 60 * 60 * 1000;

/**
 * Configures devices as their definitions want it (bindings, reporting): once after the interview, and again when the
 * definition's version has changed. A device that sleeps through it is tried again when it is next heard, at growing
 * intervals of 10 s to 1 h.
 */
export class DeviceSetup {
  readonly #link: ControllerLink;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onDone: (entry: DeviceEntry, device: Models.Device) => void;

  /** @param onDone - called after a device was configured: its exposes may be others now */
  constructor(
    link: ControllerLink,
    clock: Clock,
    logger: Logger,
    onDone: (entry: DeviceEntry, device: Models.Device) => void,
  ) {
    this.#link = link;
    this.#clock = clock;
    this.#logger = logger;
    this.#onDone = onDone;
  }

  /** Cheap: called for each frame of the device. */
  isDue(entry: DeviceEntry, device: Models.Device): boolean {
    const definition = entry.model?.definition;
    return (
      definition?.configure !== undefined &&
      device.meta.configured !== definition.version &&
      !entry.setup.isRunning &&
      this.#clock.monotonic() >= entry.setup.nextAttemptMs
    );
  }

  /** Has the device configured again, whatever was done before. */
  forget(entry: DeviceEntry, device: Models.Device): void {
    entry.setup.failures = 0;
    entry.setup.nextAttemptMs = 0;
    delete device.meta.configured;
  }

  /** Configures the device if that is due. @throws what the definition's configure threw */
  async run(entry: DeviceEntry, device: Models.Device): Promise<void> {
    const definition = entry.model?.definition;
    if (!definition?.configure || !this.isDue(entry, device)) return;
    const { configure } = definition;
    entry.setup.isRunning = true;
    try {
      await this.#link.run(async (controller) => {
        const coordinator = controller.getDevicesByType('Coordinator')[0]?.endpoints[0];
        if (!coordinator) throw new Error('the coordinator has no endpoint');
        await configure(device, coordinator, definition);
      });
      device.meta.configured = definition.version;
      device.save();
      entry.setup.failures = 0;
      this.#logger.info(
        { ieeeAddress: entry.ieeeAddress, model: entry.descriptor.model },
        'device configured',
      );
      this.#onDone(entry, device);
    } catch (error) {
      entry.setup.nextAttemptMs =
        this.#clock.monotonic() + Math.min(retryMaxMs, retryBaseMs * 2 ** entry.setup.failures);
      entry.setup.failures = Math.min(entry.setup.failures + 1, 16);
      throw error;
    } finally {
      entry.setup.isRunning = false;
    }
  }

  /** As `run`, but tells a failure to the log only. */
  async tryRun(entry: DeviceEntry, device: Models.Device): Promise<void> {
    try {
      await this.run(entry, device);
    } catch (error) {
      const { failures } = entry.setup;
      this.#logger[failures === 1 ? 'warn' : 'debug'](
        { err: error, ieeeAddress: entry.ieeeAddress, failures },
        'the device could not be configured; trying again when it is heard',
      );
    }
  }
}
