import Type, { type Static } from 'typebox';
import type { EventFilter } from '../../domain/event-filter.ts';
import { homesPerSubscriberMax, placeLengthMax } from '../../events/places.ts';
import { exampleHub, exampleLight } from '../example-world.ts';
import { homeIdSchema, hubIdSchema, ieeeAddressSchema } from './common-schemas.ts';
import { eventTypes } from './event-schema.ts';
import { roomIdSchema } from './home-schema.ts';

const { Array: Arr, Enum, Object: Obj, Optional, String: Str } = Type;

const namesMax = 100;
const traitNameSchema = Str({ minLength: 1, maxLength: 64, description: 'A trait.', examples: ['state'] });

/** The parts of a filter, by the names that queries give them; each may be given several times. */
const filterQuery = {
  type: Optional(
    Arr(Enum(eventTypes), {
      maxItems: 64,
      description: 'Only these types of event; may be given several times. A `gap` is always told.',
      examples: [['traitReported']],
    }),
  ),
  hubId: Optional(
    Arr(hubIdSchema, {
      maxItems: namesMax,
      description: 'Only events of these hubs and their devices; may be given several times.',
      examples: [[exampleHub.hubId]],
    }),
  ),
  ieeeAddress: Optional(
    Arr(ieeeAddressSchema, {
      maxItems: namesMax,
      description: 'Only events of these devices; may be given several times.',
      examples: [[exampleLight.ieeeAddress]],
    }),
  ),
  roomId: Optional(
    Arr(roomIdSchema, {
      maxItems: namesMax,
      description:
        'Only events of devices in these rooms and the rooms within them; may be given several times.',
      examples: [['room-1']],
    }),
  ),
  trait: Optional(
    Arr(traitNameSchema, {
      maxItems: namesMax,
      description: 'Only events that tell a value of one of these traits; may be given several times.',
      examples: [['state', 'brightness']],
    }),
  ),
};

/** What a subscriber of events asks for. */
export const eventStreamQuery = Obj(
  {
    homeId: Optional(
      Arr(homeIdSchema, {
        maxItems: homesPerSubscriberMax,
        description:
          'Only these homes; may be given several times. Without it: all homes of the caller when the stream begins.',
        examples: [['home-1']],
      }),
    ),
    ...filterQuery,
    lastEventId: Optional(
      Str({
        minLength: 1,
        maxLength: placeLengthMax,
        pattern: '^[\\x21-\\x7e]+$',
        description: 'As the header `Last-Event-ID`, for clients that cannot send it.',
        examples: ['1764000000000-0'],
      }),
    ),
  },
  { additionalProperties: false },
);

export const lastEventIdHeader = Obj({
  'last-event-id': Optional(
    Str({
      maxLength: placeLengthMax,
      pattern: '^[\\x21-\\x7e]*$',
      description: 'Resume after this `id`, as the stream told it. Without it, the stream begins now.',
      examples: ['1764000000000-0'],
    }),
  ),
});

type FilterQuery = Pick<
  Static<typeof eventStreamQuery>,
  'type' | 'hubId' | 'ieeeAddress' | 'roomId' | 'trait'
>;

/** The filter that a query asks for. */
export function filterOf({ type, hubId, ieeeAddress, roomId, trait }: FilterQuery): EventFilter {
  return {
    ...(type && { types: type }),
    ...(hubId && { hubIds: hubId }),
    ...(ieeeAddress && { ieeeAddresses: ieeeAddress.map((each) => each.toLowerCase()) }),
    ...(roomId && { roomIds: roomId }),
    ...(trait && { traits: trait }),
  };
}

const some = { minItems: 1, maxItems: namesMax };

/** A filter as bodies and answers have it. */
export const eventFilterSchema = Obj(
  {
    types: Optional(
      Arr(Enum(eventTypes), {
        ...{ minItems: 1, maxItems: 64 },
        description: 'Only these types of event.',
        examples: [['deviceOffline', 'traitReported']],
      }),
    ),
    hubIds: Optional(
      Arr(hubIdSchema, {
        ...some,
        description: 'Only events of these hubs.',
        examples: [[exampleHub.hubId]],
      }),
    ),
    ieeeAddresses: Optional(
      Arr(ieeeAddressSchema, {
        ...some,
        description: 'Only events of these devices.',
        examples: [[exampleLight.ieeeAddress]],
      }),
    ),
    roomIds: Optional(
      Arr(roomIdSchema, {
        ...some,
        description: 'Only events of devices in these rooms and the rooms within them.',
        examples: [['room-1']],
      }),
    ),
    traits: Optional(
      Arr(traitNameSchema, {
        ...some,
        description: 'Only events that tell a value of one of these traits.',
        examples: [['state']],
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'Which events are wanted: what is absent does not limit, all that is there must fit.',
    examples: [{ types: ['deviceOffline', 'traitReported'] }],
  },
);
