import Type, { type Static } from 'typebox';
import type { CommandFailure } from '../../../devices/command-failure.ts';
import type { TraitValues } from '../../../devices/trait.ts';
import type { EventDelivery, PlatformEventType, StoredEvent } from '../../domain/platform-event.ts';
import {
  commandIdSchema,
  homeIdSchema,
  hubIdSchema,
  ieeeAddressSchema,
  nullable,
  refTo,
  timeSchema,
} from './common-schemas.ts';

const { Enum, Integer, Object: Obj, Optional, String: Str } = Type;

/** Every type of event, once; the compiler refuses a type that is missing here. */
const eventTypeTable: Record<PlatformEventType, true> = {
  hubClaimed: true,
  hubOnline: true,
  hubOffline: true,
  hubUpdated: true,
  hubEntriesLost: true,
  deviceJoined: true,
  deviceUpdated: true,
  deviceLeft: true,
  deviceOnline: true,
  deviceOffline: true,
  traitReported: true,
  commandQueued: true,
  commandExpired: true,
  commandCancelled: true,
  commandSucceeded: true,
  commandFailed: true,
  webhookSuspended: true,
  pushProbed: true,
};
export const eventTypes = Object.keys(eventTypeTable) as PlatformEventType[];

/** An event. One flat object: which members there are follows from `type`. */
export const eventSchema = Obj(
  {
    eventId: Str({
      description: 'Its place in the stream of the home. Opaque.',
      examples: ['1764000000000-0'],
    }),
    type: Enum(eventTypes, { description: 'What happened.', examples: ['traitReported'] }),
    homeId: homeIdSchema,
    time: timeSchema('When it happened; for reports by the clock of the hub.'),
    hubId: Optional(hubIdSchema),
    ieeeAddress: Optional(ieeeAddressSchema),
    commandId: Optional(commandIdSchema),
    settings: Optional(
      Obj(
        {
          name: nullable(Str(), { description: 'Its name; null for none.', examples: ['Balcony'] }),
          icon: nullable(Str(), { description: 'Its icon; null for none.', examples: ['lamp'] }),
          roomId: nullable(Str(), { description: 'Its room; null for none.', examples: ['room-1'] }),
        },
        { description: 'How people have set the device up from now on.' },
      ),
    ),
    values: Optional(refTo<TraitValues>('TraitValues')),
    linkQuality: Optional(
      Integer({ minimum: 0, maximum: 255, description: 'Quality of the radio link.', examples: [120] }),
    ),
    confirmed: Optional(refTo<TraitValues>('TraitValues')),
    failure: Optional(refTo<CommandFailure>('CommandFailure')),
    count: Optional(Integer({ minimum: 0, description: 'How many entries a hub has lost.', examples: [12] })),
    reason: Optional(
      Str({
        description: 'Why entries were lost, or why a webhook was suspended.',
        examples: ['journal-full'],
      }),
    ),
    webhookId: Optional(Str({ description: 'The webhook.', examples: ['webhook-5a1f0c2d3b4e6978'] })),
    probeId: Optional(
      Str({ description: 'Which diagnosis of push this belongs to.', examples: ['probe-5a1f0c2d3b4e6978'] }),
    ),
  },
  { description: 'Something that happened in a home: the `data` of an event of the stream.' },
);

export type EventResource = Static<typeof eventSchema>;

export const gapSchema = Obj(
  {
    homeId: homeIdSchema,
    afterEventId: nullable(Str(), {
      description: 'The last event before the gap; null if not known.',
      examples: ['1764000000000-0'],
    }),
    resumedAtEventId: nullable(Str(), {
      description: 'The first event after the gap; null if none is known yet.',
      examples: ['1764000005000-0'],
    }),
    reason: Enum(['trimmed', 'slow-reader'], {
      description: 'The stream no longer has the events, or the reader was too slow for them.',
      examples: ['trimmed'],
    }),
  },
  { description: 'Events were lost to this subscriber: the `data` of a `gap` event. Read the devices anew.' },
);

export type GapResource = Static<typeof gapSchema>;

/** The gap as the API tells it. */
export function toGapResource(
  homeId: string,
  { kind: _, ...gap }: Extract<EventDelivery, { kind: 'gap' }>,
): GapResource {
  return { homeId, ...gap };
}

/** The event as the API tells it. */
export function toEventResource({ eventId, event }: StoredEvent): EventResource {
  const { type, homeId, timeMs, ...rest } = event;
  return { eventId, type, homeId, time: new Date(timeMs).toISOString(), ...rest };
}
