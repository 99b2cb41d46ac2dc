import { type Static, Type } from 'typebox';
import { actionProperties } from './action-schema.ts';
import { duration, reference, strict, timeOfDayPattern } from './schema-parts.ts';

const condition = Type.Object(
  {
    device: reference('Whose.'),
    variable: Type.String({ minLength: 1, maxLength: 64, description: 'A physical variable of the device.' }),
    is: Type.Optional(
      Type.Unsafe<boolean | number | string>({
        type: ['boolean', 'number', 'string'],
        description: 'Exactly this.',
      }),
    ),
    above: Type.Optional(Type.Number({ description: 'More than this.' })),
    below: Type.Optional(Type.Number({ description: 'Less than this.' })),
    within: Type.Optional(
      duration('If it does not come true in this time the story ends. Default: it waits.'),
    ),
  },
  { ...strict, description: 'The step waits until this is so.' },
);

const step = Type.Object(
  {
    at: Type.Optional(
      Type.String({
        pattern: timeOfDayPattern,
        description: 'The next time that it is so late, local time: 07:30.',
      }),
    ),
    after: Type.Optional(duration('So long after the step before.')),
    when: Type.Optional(condition),
    ...Type.Partial(Type.Object(actionProperties)).properties,
  },
  { ...strict, description: 'One action, with when it is done.' },
);

/** What happens by itself, step after step. */
export const storySchema = Type.Object(
  {
    description: Type.Optional(Type.String({ maxLength: 1000, description: 'For people.' })),
    start: Type.Optional(
      Type.Union([Type.Literal('atOnce'), Type.Literal('manual')], {
        description: 'atOnce (default): begins with the house. manual: `zigfleet sim story start`.',
      }),
    ),
    repeat: Type.Optional(Type.Boolean({ description: 'Begins again after its last step. Default false.' })),
    steps: Type.Array(step, { minItems: 1, maxItems: 1000, description: 'One after another.' }),
  },
  strict,
);

export type StoryFile = Static<typeof storySchema>;
export type StepFile = Static<typeof step>;
export type StoryCondition = Static<typeof condition>;
