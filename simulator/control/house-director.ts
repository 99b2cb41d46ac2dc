import { Value } from 'typebox/value';
import type { Service } from '../../src/common/lifecycle.ts';
import type { Logger } from '../../src/common/logger.ts';
import { seededRandom } from '../../src/common/random.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { PhysicalValue } from '../devices/variable.ts';
import { FaultDesk } from '../faults/fault-desk.ts';
import { actionSchema, type HouseAction } from '../house/action-schema.ts';
import { didYouMean } from '../house/did-you-mean.ts';
import { type FaultKind, faultKinds } from '../house/fault-kinds.ts';
import type { HouseService } from '../house/house-service.ts';
import type { ReplayTarget } from '../ledger/replay.ts';
import type { FaultFacts, TruthSink } from '../ledger/truth-sink.ts';
import { StoryRunner } from '../stories/story-runner.ts';
import { HouseActor } from './house-actor.ts';

/** Who does again what a ledger says. */
const replayed = 'replay';

export interface HouseDirectorOptions {
  house: HouseService;
  logger: Logger;
  /** Where what is done is told; absent: nowhere. */
  truth?: TruthSink | undefined;
}

/** Who lets things happen in a house that has started: its stories, its faults, and what anyone asks for. */
export class HouseDirector implements Service, ReplayTarget {
  readonly house: HouseService;
  readonly faults: FaultDesk;
  readonly stories: ReadonlyMap<string, StoryRunner>;
  readonly #actor: HouseActor;

  constructor({ house, logger, truth }: HouseDirectorOptions) {
    this.house = house;
    this.faults = new FaultDesk({ house, truth, random: seededRandom(house.house.seed).fork('faults') });
    this.#actor = new HouseActor({ house, faults: this.faults, truth });
    const runners = house.house.stories.map((story) => {
      const perform = (action: HouseAction) => this.#actor.perform(action, `story ${story.id}`);
      const note = (text: string) => truth?.note(text);
      return [story.id, new StoryRunner({ story, house, logger, perform, note })] as const;
    });
    this.stories = new Map(runners);
  }

  /** Begins the stories that begin by themselves. */
  async start(): Promise<void> {
    for (const runner of this.stories.values()) if (runner.story.start === 'atOnce') runner.start();
  }

  async stop(): Promise<void> {
    for (const runner of this.stories.values()) runner.stop();
    this.#actor.stop();
    this.faults.stop();
  }

  /**
   * Does one thing.
   * @param by - who does it, for the ledger
   * @throws ZigfleetError saying what would be right: see `HouseActor.perform`
   */
  perform(action: HouseAction, by = 'control'): void {
    this.#actor.perform(action, by);
  }

  /** Does what a ledger says was done. @throws ZigfleetError `invalid-value` if it is no action, or as `perform` */
  applyAction(action: Readonly<Record<string, unknown>>): void {
    if (!Value.Check(actionSchema, action)) {
      throw new ZigfleetError('invalid-value', 'the ledger has an action that this version does not know');
    }
    this.perform(action, replayed);
  }

  /** @throws ZigfleetError `not-found`, with the nearest id there is */
  story(id: string): StoryRunner {
    const runner = this.stories.get(id);
    if (runner !== undefined) return runner;
    throw new ZigfleetError('not-found', `there is no story "${id}"${didYouMean(id, this.stories.keys())}`);
  }

  applyPhysical(device: string, variable: string, value: PhysicalValue): void {
    this.perform({ set: { device, values: { [variable]: value } } }, replayed);
  }

  releasePhysical(device: string, variable: string): void {
    this.perform({ release: { device, variables: [variable] } }, replayed);
  }

  applyFault({ fault, target, active, settings = {} }: FaultFacts): void {
    const about = target === null ? {} : { target };
    if (fault === 'unplugged' && target !== null) {
      this.perform(active ? { unplug: { device: target } } : { plug: { device: target } }, replayed);
      return;
    }
    if (!isFaultKind(fault)) throw new ZigfleetError('invalid-value', `there is no fault "${fault}"`);
    const action = active
      ? { fault: { ...settings, kind: fault, ...about } }
      : { endFault: { kind: fault, ...about } };
    if (!Value.Check(actionSchema, action)) {
      throw new ZigfleetError('invalid-value', `the settings of the fault ${fault} do not fit it`);
    }
    this.perform(action, replayed);
  }
}

function isFaultKind(word: string): word is FaultKind {
  return faultKinds.some((kind) => kind === word);
}
