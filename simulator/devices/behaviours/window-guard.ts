import type { Behaviour } from '../behaviour.ts';
import { type AnyVariable, Variable, type VariableSpec } from '../variable.ts';

const windowOpen: VariableSpec<boolean> = {
  name: 'window_open',
  description: 'Whether it takes a window to be open, because the air got cold at once',
  type: 'boolean',
  settable: true,
};

/** So much colder than it was lately, °C, is a window; so much warmer than then is none any more. */
const fallC = 1;
const riseC = 0.4;
/** What it was lately follows what it is by this share of the difference, at each measurement. */
const forgetting = 0.03;

/** Notices an open window by the air that gets cold. */
export class WindowGuard implements Behaviour {
  readonly windowOpen = new Variable<boolean>(windowOpen, false);
  /** Whether it looks for windows at all. */
  isWatching = false;
  #latelyC: number | undefined;

  get name(): string {
    return 'windowGuard';
  }

  get variables(): readonly AnyVariable[] {
    return [this.windowOpen];
  }

  /** Takes a measurement. */
  feel(celsius: number): void {
    this.#latelyC ??= celsius;
    if (!this.isWatching) this.windowOpen.set(false, 'physics');
    else if (celsius < this.#latelyC - fallC) this.#see(true, celsius);
    else if (this.windowOpen.value && celsius > this.#latelyC + riseC) this.#see(false, celsius);
    else this.#latelyC += forgetting * (celsius - this.#latelyC);
  }

  #see(isOpen: boolean, celsius: number): void {
    this.#latelyC = celsius;
    this.windowOpen.set(isOpen, 'physics');
  }
}
