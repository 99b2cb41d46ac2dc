import type { Timer } from '../../src/common/clock.ts';
import type { NodeNetwork } from '../network/application.ts';
import type { SendListener } from '../zcl/zcl-sender.ts';

/** While someone is likely to talk to it, milliseconds between polls. */
const fastPollMs = 100;
/** Otherwise, unless the model says how often: so that the parent does not forget its child. */
const slowPollMsDefault = 300_000;
/** For how long after joining it polls fast: a hub interviews it then. */
export const fastAfterJoinMs = 30_000;
/** For how long after a frame in either direction. */
export const fastAfterFrameMs = 300;

/** When a sleepy end device wakes to fetch its messages from its parent. Runs by the network's time, not the house's. */
export class SleepyPoller implements SendListener {
  readonly #network: NodeNetwork;
  readonly #slowPollMs: number;
  #timer: Timer | undefined;
  #fastUntilMs = 0;
  #fast = false;

  constructor(network: NodeNetwork, slowPollMs = slowPollMsDefault) {
    this.#network = network;
    this.#slowPollMs = slowPollMs;
  }

  /** Polls fast for a while, from now. */
  expectMessages(durationMs: number): void {
    // Whole milliseconds: small integers need no memory of their own.
    const untilMs = Math.ceil(this.#network.clock.monotonic() + durationMs);
    this.#fastUntilMs = Math.max(this.#fastUntilMs, untilMs);
    if (this.#timer === undefined || !this.#fast) this.#schedule();
  }

  /** For the server: something was sent. */
  sent(): void {
    this.expectMessages(fastAfterFrameMs);
  }

  /** For the clock. */
  run(): void {
    this.#timer = undefined;
    this.#network.poll();
    if (this.#timer === undefined) this.#schedule();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#fastUntilMs = 0;
  }

  #schedule(): void {
    this.#timer?.cancel();
    this.#fast = this.#network.clock.monotonic() < this.#fastUntilMs;
    this.#timer = this.#network.clock.setTimer(this.#fast ? fastPollMs : this.#slowPollMs, this);
  }
}
