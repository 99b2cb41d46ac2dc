import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { Clock, Timer } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';

/** What converters know of a device from its last messages: values by property. */
export type DeviceState = Record<string, unknown>;

const saveDelayMs = 5_000;

/**
 * The last values of each device, which converters need (a toggle, a light's colour mode). Kept in memory; written to a
 * file a few seconds after a change. It is a cache: what a crash loses the devices will say again.
 */
export class DeviceStates {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #states = new Map<string, DeviceState>();
  #timer: Timer | undefined;
  #saving: Promise<void> | undefined;
  #isClosed = false;

  constructor(path: string, clock: Clock, logger: Logger) {
    this.#path = path;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Reads the file; one that is damaged counts as empty. */
  load(): void {
    try {
      const parsed: unknown = JSON.parse(readFileSync(this.#path, 'utf8'));
      if (!isRecord(parsed)) throw new Error('it is not an object');
      this.#states = new Map(
        Object.entries(parsed).filter((entry): entry is [string, DeviceState] => isRecord(entry[1])),
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      this.#logger.warn(
        { err: error, path: this.#path },
        "the cache of the devices' values is damaged: it is left",
      );
    }
  }

  /** The state of a device, to be read and changed in place; call `changed` afterwards. */
  of(ieeeAddress: string): DeviceState {
    let state = this.#states.get(ieeeAddress);
    if (!state) {
      state = {};
      this.#states.set(ieeeAddress, state);
    }
    return state;
  }

  forget(ieeeAddress: string): void {
    if (this.#states.delete(ieeeAddress)) this.changed();
  }

  changed(): void {
    if (this.#timer || this.#isClosed) return;
    this.#timer = this.#clock.setTimer(saveDelayMs, () => {
      this.#timer = undefined;
      void this.#save();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const isDirty = this.#timer !== undefined;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (isDirty) await this.#save();
    await this.#saving;
  }

  #save(): Promise<void> {
    // One after the other: two writers of one temporary file would mix.
    const previous = this.#saving;
    this.#saving = (async () => {
      await previous;
      try {
        await this.#write();
      } catch (error) {
        this.#logger.warn(
          { err: error, path: this.#path },
          "the cache of the devices' values was not written",
        );
      }
    })();
    return this.#saving;
  }

  async #write(): Promise<void> {
    const temporary = `${this.#path}.tmp`;
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(Object.fromEntries(this.#states)));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.#path);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
