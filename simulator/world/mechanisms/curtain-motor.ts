import { requireInRange } from '../validation.ts';

export type CurtainMotion = 'opening' | 'closing' | 'stopped';

export interface CurtainMotorOptions {
  /** From shut to open, 500..600,000 ms. Default 12,000. */
  travelMs?: number;
  /** 0 shut .. 100 open. Default 0. */
  positionPercent?: number;
}

/**
 * The motor of a curtain or blind: takes time to travel, can be stopped or sent elsewhere on the way, and is stopped
 * by what is in its way. A closed formula of time; times are of any one clock, and one that goes back counts as now.
 */
export class CurtainMotor {
  readonly #percentPerMs: number;
  /** Where and when the present travel began. */
  #fromPercent: number;
  #fromMs: number;
  #targetPercent: number;
  #obstacle: { percent: number; isBelow: boolean } | undefined;

  /** @throws ZigfleetError `invalid-value` */
  constructor(options: CurtainMotorOptions, nowMs: number) {
    this.#percentPerMs = 100 / requireInRange('travelMs', options.travelMs ?? 12_000, 500, 600_000);
    this.#fromPercent = requireInRange('positionPercent', options.positionPercent ?? 0, 0, 100);
    this.#targetPercent = this.#fromPercent;
    this.#fromMs = nowMs;
  }

  /** Where it is going, or stands: 0 shut .. 100 open. */
  get targetPercent(): number {
    return this.#targetPercent;
  }

  /** When it will stand; a time past while it does. */
  get arrivesAtMs(): number {
    return this.#fromMs + Math.abs(this.#reachablePercent() - this.#fromPercent) / this.#percentPerMs;
  }

  positionAt(nowMs: number): number {
    const reachable = this.#reachablePercent();
    if (nowMs >= this.arrivesAtMs) return reachable;
    const travelled = Math.max(0, nowMs - this.#fromMs) * this.#percentPerMs;
    return this.#fromPercent + Math.sign(reachable - this.#fromPercent) * travelled;
  }

  motionAt(nowMs: number): CurtainMotion {
    if (nowMs >= this.arrivesAtMs) return 'stopped';
    return this.#targetPercent > this.#fromPercent ? 'opening' : 'closing';
  }

  /** Whether it stands before an obstacle instead of where it was sent. */
  isBlockedAt(nowMs: number): boolean {
    return this.motionAt(nowMs) === 'stopped' && this.#reachablePercent() !== this.#targetPercent;
  }

  /** @param percent - 0 shut .. 100 open. @throws ZigfleetError `invalid-value` */
  moveTo(percent: number, nowMs: number): void {
    requireInRange('A curtain position in percent', percent, 0, 100);
    this.#startFrom(this.positionAt(nowMs), nowMs);
    this.#targetPercent = percent;
  }

  /** Stops where it is. */
  stop(nowMs: number): void {
    this.moveTo(this.positionAt(nowMs), nowMs);
  }

  /** Somebody pulls it by hand: it is there at once, and stands. */
  pull(percent: number, nowMs: number): void {
    requireInRange('A curtain position in percent', percent, 0, 100);
    this.#startFrom(percent, nowMs);
    this.#targetPercent = percent;
    if (this.#obstacle) this.#obstacle.isBelow = this.#obstacle.percent <= percent;
  }

  /** Puts something in the way at a position, which the motor cannot pass from either side; undefined takes it away. */
  setObstacle(percent: number | undefined, nowMs: number): void {
    if (percent !== undefined) requireInRange('The position of an obstacle in percent', percent, 0, 100);
    const isStanding = this.motionAt(nowMs) === 'stopped';
    const position = this.positionAt(nowMs);
    this.#startFrom(position, nowMs);
    // A motor that gave up before an obstacle does not start again when that goes away.
    if (isStanding) this.#targetPercent = position;
    this.#obstacle = percent === undefined ? undefined : { percent, isBelow: percent <= position };
  }

  #startFrom(percent: number, nowMs: number): void {
    this.#fromPercent = percent;
    this.#fromMs = Math.max(this.#fromMs, nowMs);
  }

  /** The target, or the obstacle before it. */
  #reachablePercent(): number {
    if (!this.#obstacle) return this.#targetPercent;
    const { percent, isBelow } = this.#obstacle;
    return isBelow ? Math.max(percent, this.#targetPercent) : Math.min(percent, this.#targetPercent);
  }
}
