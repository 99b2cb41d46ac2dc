import type { HouseAction } from './action-schema.ts';
import type { StoryCondition } from './story-schema.ts';

/** When a step is done: all that is given must be so, in this order. */
export interface StoryTrigger {
  /** Minutes since midnight, local time; the next time that it is so late. */
  atMinuteOfDay?: number | undefined;
  /** Since the step before, milliseconds of the house. */
  afterMs?: number | undefined;
  when?: StoryCondition | undefined;
}

export interface StoryStep {
  trigger: StoryTrigger;
  action: HouseAction;
}

/** What happens by itself, step after step. */
export interface Story {
  id: string;
  description: string;
  start: 'atOnce' | 'manual';
  repeat: boolean;
  steps: readonly StoryStep[];
}
