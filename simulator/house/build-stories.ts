import { outdoors } from '../world/environment.ts';
import { actionNames, type HouseAction } from './action-schema.ts';
import { parseDuration } from './duration.ts';
import type { HouseFile } from './house-schema.ts';
import type { HouseSource, SourcePath } from './house-source.ts';
import { noteUnknown } from './note-unknown.ts';
import type { Story, StoryStep } from './story.ts';
import type { StepFile } from './story-schema.ts';

/** A story that repeats without ever waiting would never let the house go on. */
const repeatMsMin = 1000;

/** The stories of a house file; steps that name what is not there are noted in the source. */
export function buildStories(file: HouseFile, source: HouseSource): Story[] {
  return Object.entries(file.stories ?? {}).map(([id, story]) => {
    const path = ['stories', id];
    const steps = story.steps.flatMap((step, index) =>
      buildStep(file, source, [...path, 'steps', index], step),
    );
    const waits = steps.some(
      ({ trigger }) => trigger.atMinuteOfDay !== undefined || (trigger.afterMs ?? 0) >= repeatMsMin,
    );
    if (story.repeat && !waits) {
      source.faultAt([...path, 'repeat'], 'needs a step with "at", or with "after" of 1s or more');
    }
    const { description = '', start = 'atOnce', repeat = false } = story;
    return { id, description, start, repeat, steps };
  });
}

function buildStep(file: HouseFile, source: HouseSource, path: SourcePath, step: StepFile): StoryStep[] {
  const { at, after, when, ...action } = step;
  const names = Object.keys(action);
  if (names.length !== 1) {
    const found = names.length === 0 ? 'has none' : `has ${names.join(', ')}`;
    source.faultAt(path, `a step has one action, this one ${found}; actions: ${actionNames.join(', ')}`);
    return [];
  }
  if (at !== undefined && after !== undefined) source.faultAt(path, 'a step has "at" or "after", not both');
  noteReferences(file, source, path, step);
  const [hours = 0, minutes = 0] = (at ?? '').split(':').map(Number);
  return [
    {
      trigger: {
        atMinuteOfDay: at === undefined ? undefined : hours * 60 + minutes,
        afterMs: after === undefined ? undefined : parseDuration(after),
        when,
      },
      action: action as HouseAction,
    },
  ];
}

function noteReferences(file: HouseFile, source: HouseSource, path: SourcePath, step: StepFile): void {
  const deviceIds = new Set(Object.keys(file.devices ?? {}));
  const roomIds = new Set(Object.keys(file.rooms ?? {}));
  const targets = new Set([...Object.keys(file.hubs), ...deviceIds]);
  const check = (
    action: keyof StepFile,
    key: string,
    kind: string,
    id: unknown,
    known: ReadonlySet<string>,
  ) => {
    if (typeof id === 'string') noteUnknown(source, [...path, action, key], kind, id, known);
  };
  for (const name of ['set', 'release', 'press', 'unplug', 'plug', 'join', 'leave', 'when'] as const) {
    check(name, 'device', 'device', step[name]?.device, deviceIds);
  }
  for (const name of ['leak', 'smoke', 'gas', 'airOut'] as const) {
    check(name, 'room', 'room', step[name]?.room, roomIds);
  }
  const places = new Set([...roomIds, outdoors]);
  check('move', 'person', 'person', step.move?.person, new Set(Object.keys(file.people ?? {})));
  check('move', 'to', 'room', step.move?.to, places);
  check('shake', 'place', 'room', step.shake?.place, places);
  check('appliance', 'name', 'appliance', step.appliance?.name, new Set(Object.keys(file.appliances ?? {})));
  check('fault', 'target', 'hub or device', step.fault?.target, targets);
  check('endFault', 'target', 'hub or device', step.endFault?.target, targets);
}
