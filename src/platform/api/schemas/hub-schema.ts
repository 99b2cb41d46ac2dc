import Type, { type Static } from 'typebox';
import type { Hub } from '../../domain/hub.ts';
import { homeIdSchema, hubIdSchema, nullable, timeSchema } from './common-schemas.ts';

export const hubSchema = Type.Object(
  {
    hubId: hubIdSchema,
    homeId: homeIdSchema,
    name: Type.String({ description: 'What people call it.', examples: ['Hallway'] }),
    icon: Type.Union([Type.String(), Type.Null()], {
      description: 'How apps picture it; null for none.',
      examples: ['hub'],
    }),
    model: Type.String({ description: 'What kind of hub it is.', examples: ['smart-gateway'] }),
    softwareVersion: Type.String({ description: 'The version of its software.', examples: ['0.1.0'] }),
    online: Type.Boolean({ description: 'Whether it is connected now.', examples: [true] }),
    claimedAt: timeSchema('When it came into the home.'),
    onlineChangedAt: timeSchema('When it last came online or went offline.'),
    deviceCount: Type.Integer({ minimum: 0, description: 'How many devices it has.', examples: [4] }),
    revoked: Type.Boolean({ description: 'Its key is refused.', examples: [false] }),
    replacedBy: nullable(Type.String(), {
      description: 'The hub that has taken over from it; null if none has.',
      examples: [null],
    }),
    permitJoinUntil: nullable(Type.String({ format: 'date-time' }), {
      description:
        'When the network closes, or closed: devices may join as long as this is in the future. Null if nobody has opened it.',
      examples: ['2026-01-05T08:31:00.000Z'],
    }),
    version: Type.Integer({ minimum: 0, description: 'Grows with every change.', examples: [3] }),
  },
  { description: 'A hub: the box that has a Zigbee coordinator and speaks to the platform.' },
);

export type HubResource = Static<typeof hubSchema>;

/** The hub as the API tells it; field by field, so that nothing slips out that was not meant to. */
export function toHubResource(hub: Hub): HubResource {
  return {
    hubId: hub.hubId,
    homeId: hub.homeId,
    name: hub.name,
    icon: hub.icon,
    model: hub.model,
    softwareVersion: hub.softwareVersion,
    online: hub.online,
    claimedAt: new Date(hub.claimedAtMs).toISOString(),
    onlineChangedAt: new Date(hub.onlineChangedAtMs).toISOString(),
    deviceCount: hub.deviceCount,
    ...{ revoked: hub.revoked, replacedBy: hub.replacedBy },
    permitJoinUntil: hub.permitJoinUntilMs === null ? null : new Date(hub.permitJoinUntilMs).toISOString(),
    version: hub.version,
  };
}
