import { type Clock, systemClock, type Timer } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { CommandStore } from './command-store.ts';

/** Half a second to notice that a command's time has come; promised is one. */
const intervalMs = 500;

/** Ends commands whose time has come, wherever they were made. Every node does so; they do not get in each other's way. */
export class DueSweeper {
  readonly #commands: CommandStore;
  readonly #logger: Logger;
  readonly #clock: Clock;
  #timer: Timer | undefined;
  #sweeping: Promise<void> | undefined;
  #stopped = false;

  constructor(commands: CommandStore, logger: Logger, clock: Clock = systemClock) {
    this.#commands = commands;
    this.#logger = logger;
    this.#clock = clock;
  }

  async start(): Promise<void> {
    this.#schedule();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#sweeping;
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = this.#clock.setTimer(intervalMs, () => {
      this.#sweeping = this.#sweep()
        .catch((error: unknown) => {
          this.#logger.debug({ err: error }, 'could not look after due commands');
        })
        .finally(() => this.#schedule());
    });
  }

  async #sweep(): Promise<void> {
    const byHome = new Map<string, string[]>();
    for (const { homeId, commandId } of await this.#commands.takeDue()) {
      const ids = byHome.get(homeId);
      if (ids) ids.push(commandId);
      else byHome.set(homeId, [commandId]);
    }
    await Promise.all([...byHome].map(([homeId, ids]) => this.#commands.settleDue(homeId, ids)));
  }
}
