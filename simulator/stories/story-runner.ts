import type { Clock, Timer } from '../../src/common/clock.ts';
import type { Logger } from '../../src/common/logger.ts';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { HouseAction } from '../house/action-schema.ts';
import { parseDuration } from '../house/duration.ts';
import type { HouseService } from '../house/house-service.ts';
import type { Story, StoryStep } from '../house/story.ts';
import type { StoryCondition } from '../house/story-schema.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

export type StoryState = 'idle' | 'waiting' | 'finished' | 'failed' | 'gaveUp';

export interface StoryRunnerOptions {
  story: Story;
  house: HouseService;
  logger: Logger;
  perform: (action: HouseAction) => void;
  note: (text: string) => void;
}

/** Tells one story: waits for each step's time and condition, then does it. A step that fails ends the story. */
export class StoryRunner {
  readonly story: Story;
  readonly #options: StoryRunnerOptions;
  readonly #clock: Clock;
  #state: StoryState = 'idle';
  #next = 0;
  #reason: string | undefined;
  #timer: Timer | undefined;
  #unwatch: (() => void) | undefined;

  constructor(options: StoryRunnerOptions) {
    this.story = options.story;
    this.#options = options;
    this.#clock = options.house.clock;
  }

  get state(): StoryState {
    return this.#state;
  }

  /** Index of the step that is waited for, or where it ended. */
  get nextStep(): number {
    return this.#next;
  }

  /** Why it failed or gave up. */
  get reason(): string | undefined {
    return this.#reason;
  }

  /** Begins, from the start. @throws ZigfleetError `conflict` while it is being told */
  start(): void {
    if (this.#state === 'waiting')
      throw new ZigfleetError('conflict', `${this.story.id} is being told already`);
    this.#next = 0;
    this.#reason = undefined;
    this.#state = 'waiting';
    this.#options.note(`story ${this.story.id} begins`);
    this.#await();
  }

  /** Breaks it off; idempotent. */
  stop(): void {
    this.#cancel();
    if (this.#state === 'waiting') this.#state = 'idle';
  }

  #await(): void {
    const step = this.story.steps[this.#next];
    if (step === undefined) {
      this.#options.note(`story ${this.story.id} ends`);
      this.#state = 'finished';
      if (this.story.repeat) this.start();
      return;
    }
    const { atMinuteOfDay, afterMs } = step.trigger;
    const waitMs = atMinuteOfDay === undefined ? (afterMs ?? 0) : this.#untilMs(atMinuteOfDay);
    // Also without a wait by a timer, so that steps never nest and the house comes between them.
    this.#timer = this.#clock.setTimer(waitMs, () => {
      // What nature does in the same moment comes first, as it does for whoever acts from outside.
      this.#timer = this.#clock.setTimer(0, () => {
        this.#timer = undefined;
        const { when } = step.trigger;
        if (when === undefined) this.#do(step);
        else this.#awaitCondition(step, when);
      });
    });
  }

  /** Always in the future: what is at 07:30 happens once at 07:30. */
  #untilMs(minuteOfDay: number): number {
    const { utcOffsetMinutes } = this.#options.house.house.location;
    const localMs = this.#clock.now() + utcOffsetMinutes * minuteMs;
    const todayMs = Math.floor(localMs / dayMs) * dayMs + minuteOfDay * minuteMs;
    return (todayMs > localMs ? todayMs : todayMs + dayMs) - localMs;
  }

  #awaitCondition(step: StoryStep, when: StoryCondition): void {
    try {
      const variable = this.#options.house.device(when.device).device.variable(when.variable);
      if (holds(when, variable.value)) {
        this.#do(step);
        return;
      }
      this.#unwatch = variable.watch(() => {
        if (this.#timer !== undefined && this.#unwatch === undefined) return;
        if (!holds(when, variable.value)) return;
        this.#cancel();
        // Not in the middle of the change that made it true.
        this.#timer = this.#clock.setTimer(0, () => this.#do(step));
      });
    } catch (error) {
      this.#fail(error);
      return;
    }
    const withinMs = when.within === undefined ? undefined : parseDuration(when.within);
    if (withinMs === undefined) return;
    this.#timer = this.#clock.setTimer(withinMs, () => {
      this.#cancel();
      this.#state = 'gaveUp';
      this.#reason = `${when.device} ${when.variable} did not become so within ${when.within}`;
      this.#options.note(`story ${this.story.id} gives up at step ${this.#next + 1}: ${this.#reason}`);
    });
  }

  #do(step: StoryStep): void {
    this.#timer = undefined;
    const [name = ''] = Object.keys(step.action);
    this.#options.note(`story ${this.story.id}, step ${this.#next + 1}: ${name}`);
    try {
      this.#options.perform(step.action);
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#next++;
    this.#await();
  }

  #fail(error: unknown): void {
    if (!(error instanceof ZigfleetError)) throw error;
    this.#cancel();
    this.#state = 'failed';
    this.#reason = messageOf(error);
    const { id } = this.story;
    this.#options.logger.warn({ story: id, step: this.#next + 1, reason: this.#reason }, 'a story failed');
    this.#options.note(`story ${id} fails at step ${this.#next + 1}: ${this.#reason}`);
  }

  #cancel(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#unwatch?.();
    this.#unwatch = undefined;
  }
}

function holds({ is, above, below }: StoryCondition, value: boolean | number | string): boolean {
  if (is !== undefined && value !== is) return false;
  if (above !== undefined && !(typeof value === 'number' && value > above)) return false;
  return below === undefined || (typeof value === 'number' && value < below);
}
