import Type, { type Static } from 'typebox';
import {
  type DeadLetter,
  suspensionReasons,
  type Webhook,
  type WebhookDelivery,
  webhookStates,
} from '../../domain/webhook.ts';
import { homeIdSchema, nullable, timeSchema } from './common-schemas.ts';
import { eventFilterSchema } from './event-filter-schema.ts';

const { Boolean: Bool, Enum, Integer, Object: Obj, String: Str } = Type;

const time = '2026-01-05T08:30:00.000Z';
const count = (description: string) => Integer({ minimum: 0, description, examples: [0] });
const nullableTime = (description: string) =>
  nullable(Str({ format: 'date-time' }), { description, examples: [time] });
const nullableText = (description: string, example: string) =>
  nullable(Str(), { description, examples: [example] });

/** Longest time for which an event is tried again: a day. */
export const retryForMaxS = 86_400;

export const webhookIdSchema = Str({
  minLength: 1,
  maxLength: 64,
  description: 'The webhook.',
  examples: ['webhook-5a1f0c2d3b4e6978'],
});

export const webhookNameSchema = Str({
  maxLength: 100,
  description: 'What people call it.',
  examples: ['Alarm desk'],
});

export const targetUrlSchema = Str({
  minLength: 1,
  maxLength: 2_048,
  description:
    'Where events are sent, by https. Nothing inside the network of the platform, unless its operator allows that; redirections are not followed.',
  examples: ['https://hooks.example.org/zigfleet'],
});

export const retryForSchema = Integer({
  minimum: 0,
  maximum: retryForMaxS,
  description:
    'How long an event that is not taken is tried again before it becomes a dead letter and the next one follows, seconds.',
  examples: [retryForMaxS],
});

export const webhookStatusSchema = Obj(
  {
    placeEventId: nullableText('The last event that is done with.', '1764000005000-0'),
    lastSuccessAt: nullableTime('When something was taken last.'),
    failingSince: nullableTime('Since when nothing was taken; null if all is well.'),
    nextAttemptAt: nullableTime('When the event at the head is tried again.'),
    lastError: nullableText('Why the last attempt failed.', 'answered 500'),
    deliveredCount: count('Events that were taken.'),
    deadLetterCount: count('Events that were given up and can be replayed.'),
    deadLettersDroppedCount: count('Dead letters that made room for newer ones: the last 1,000 are kept.'),
    gapCount: count('How often events were lost because it was too far behind.'),
  },
  { description: 'How deliveries go.' },
);

export const webhookSchema = Obj(
  {
    webhookId: webhookIdSchema,
    homeId: homeIdSchema,
    name: webhookNameSchema,
    url: targetUrlSchema,
    filter: eventFilterSchema,
    retryForS: retryForSchema,
    state: Enum([...webhookStates], {
      description: 'Paused by somebody, suspended by the platform: nothing is delivered until it is resumed.',
      examples: ['active'],
    }),
    suspension: nullable(
      Obj({
        reason: Enum([...suspensionReasons], {
          description:
            'Nothing was taken for a day; the receiver answered 410; or who made it does not manage the home any more.',
          examples: ['failing'],
        }),
        at: timeSchema('When.'),
      }),
      { description: 'Why it is suspended.', examples: [null] },
    ),
    createdBy: Str({ description: 'The account that made it.', examples: ['account-1'] }),
    createdAt: timeSchema('When it was made.'),
    version: Integer({ minimum: 1, description: 'Counts its changes.', examples: [1] }),
    status: webhookStatusSchema,
  },
  { description: 'A webhook.' },
);

export type WebhookResource = Static<typeof webhookSchema>;

export const deliverySchema = Obj(
  {
    deliveryId: Str({ description: 'The request.', examples: ['delivery-5a1f0c2d3b4e6978'] }),
    eventId: nullableText('The event; null for a ping or a gap.', '1764000005000-0'),
    type: Str({ description: 'The type of the event, `gap` or `ping`.', examples: ['traitReported'] }),
    attempt: Integer({ minimum: 1, description: 'Which attempt it was.', examples: [1] }),
    replay: Bool({ description: 'Whether a dead letter was delivered again.', examples: [false] }),
    at: timeSchema('When.'),
    tookMs: Integer({ minimum: 0, description: 'How long the receiver took, milliseconds.', examples: [84] }),
    httpStatus: nullable(Integer(), {
      description: 'What it answered; null if it did not.',
      examples: [200],
    }),
    outcome: Enum(['delivered', 'failed', 'given-up'], {
      description: 'Taken, to be tried again, or a dead letter now.',
      examples: ['delivered'],
    }),
    error: nullableText('Why it was not taken.', 'answered 500'),
  },
  { description: 'One request to the receiver.' },
);

export const deadLetterSchema = Obj(
  {
    deadLetterId: Str({ description: 'Names it in a replay.', examples: ['1764000009000-0'] }),
    eventId: nullableText('The event; null for a gap.', '1764000005000-0'),
    type: Str({ description: 'The type of the event.', examples: ['traitReported'] }),
    body: Str({ description: 'What would have been delivered.', examples: ['{"type":"traitReported"}'] }),
    attempts: Integer({ minimum: 1, description: 'How often it was tried.', examples: [35] }),
    firstAttemptAt: timeSchema('When it was tried first.'),
    givenUpAt: timeSchema('When it was given up.'),
    lastError: nullableText('Why the last attempt failed.', 'answered 500'),
  },
  { description: 'An event that was given up.' },
);

const timeOf = (ms: number) => new Date(ms).toISOString();
const timeOrNull = (ms: number | null) => (ms === null ? null : timeOf(ms));

export function toWebhookResource(webhook: Webhook): WebhookResource {
  const { suspension, createdAtMs, status, filter, state, ...rest } = webhook;
  const { webhookId, homeId, name, url, retryForS, createdBy, version } = rest;
  const { lastSuccessAtMs, failingSinceMs, nextAttemptAtMs, ...counts } = status;
  return {
    ...{ webhookId, homeId, name, url, filter: filter as WebhookResource['filter'], retryForS, state },
    suspension: suspension && { reason: suspension.reason, at: timeOf(suspension.atMs) },
    ...{ createdBy, createdAt: timeOf(createdAtMs), version },
    status: {
      ...counts,
      lastSuccessAt: timeOrNull(lastSuccessAtMs),
      failingSince: timeOrNull(failingSinceMs),
      nextAttemptAt: timeOrNull(nextAttemptAtMs),
    },
  };
}

export function toDeliveryResource({ atMs, isReplay, ...rest }: WebhookDelivery) {
  return { ...rest, replay: isReplay, at: timeOf(atMs) };
}

export function toDeadLetterResource({ firstAttemptAtMs, givenUpAtMs, ...rest }: DeadLetter) {
  return { ...rest, firstAttemptAt: timeOf(firstAttemptAtMs), givenUpAt: timeOf(givenUpAtMs) };
}

/** The webhook of the examples. */
export const exampleWebhook: WebhookResource = {
  webhookId: 'webhook-5a1f0c2d3b4e6978',
  homeId: 'home-1',
  name: 'Alarm desk',
  url: 'https://hooks.example.org/zigfleet',
  filter: { types: ['deviceOffline', 'traitReported'] },
  retryForS: retryForMaxS,
  state: 'active',
  suspension: null,
  createdBy: 'account-1',
  createdAt: time,
  version: 1,
  status: {
    placeEventId: '1764000005000-0',
    lastSuccessAt: time,
    failingSince: null,
    nextAttemptAt: null,
    lastError: null,
    deliveredCount: 12,
    deadLetterCount: 1,
    deadLettersDroppedCount: 0,
    gapCount: 0,
  },
};

export const exampleDelivery = {
  deliveryId: 'delivery-5a1f0c2d3b4e6978',
  eventId: '1764000005000-0',
  type: 'traitReported',
  attempt: 1,
  httpStatus: 200,
  tookMs: 84,
  outcome: 'delivered' as const,
  error: null,
  replay: false,
  at: time,
};

export const examplePing = { ...exampleDelivery, eventId: null, type: 'ping' };

export const exampleDeadLetter = {
  deadLetterId: '1764000009000-0',
  eventId: '1764000000000-0',
  type: 'deviceOffline',
  body: '{"eventId":"1764000000000-0","type":"deviceOffline"}',
  attempts: 35,
  lastError: 'answered 500',
  firstAttemptAt: time,
  givenUpAt: '2026-01-06T08:30:00.000Z',
};
