import Type, { type Static } from 'typebox';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import {
  availabilities,
  type DeviceFilter,
  type TraitCondition,
  traitOperators,
} from '../domain/device-filter.ts';
import type { Homes } from '../domain/home.ts';
import type { Principal } from '../domain/principal.ts';
import { roomsWithin } from '../domain/rooms-within.ts';
import { hubIdSchema } from './schemas/common-schemas.ts';
import { roomIdSchema } from './schemas/home-schema.ts';

/** By what devices are chosen, in a query and in the body of a batch. All that is given must hold. */
export const deviceFilterProperties = {
  roomId: Type.Optional({
    ...roomIdSchema,
    description: 'Only what is in this room or in a room within it.',
  }),
  hubId: Type.Optional({ ...hubIdSchema, description: 'Only the devices of this hub.' }),
  trait: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 256 }), {
      maxItems: 8,
      description:
        'Only devices with this trait, such as `contact`, or with this trait at a last reported value: `state=ON`, `state!=ON`, `battery<20`, also `<=`, `>`, `>=`. Several must all hold.',
      examples: [['state=ON']],
    }),
  ),
  availability: Type.Optional(
    Type.Enum([...availabilities], {
      description:
        '`online`: the device answers and its hub is connected; `offline`: it does not answer; `hubOffline`: its hub is not connected, so nobody can tell.',
      examples: ['online'],
    }),
  ),
  text: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 128,
      description:
        'Only devices whose name, model, vendor or address has all these words in it; upper and lower case are the same.',
      examples: ['kitchen'],
    }),
  ),
};

const filterSchema = Type.Object(deviceFilterProperties);

/** A filter as a request gives it. */
export type GivenFilter = Static<typeof filterSchema>;

/**
 * The filter for one home, within the reach of who asks; undefined if nothing in this home can be meant.
 * @param place - where the traits stand in the request
 * @throws ZigfleetError `invalid-request`
 */
export async function filterOf(
  homes: Homes,
  principal: Principal,
  homeId: string,
  given: GivenFilter,
  place: string,
): Promise<DeviceFilter | undefined> {
  const { roomId, hubId, trait, availability, text } = given;
  const traits = trait?.map((each, index) => parseTrait(each, `${place}/trait/${index}`));
  const within = principal.reach?.get(homeId);
  const words = text?.trim();
  const filter: DeviceFilter = {
    ...(hubId !== undefined && { hubId }),
    ...(within && { within }),
    ...(traits && { traits }),
    ...(availability !== undefined && { availability }),
    ...(words && { text: words }),
  };
  if (roomId === undefined) return filter;
  const rooms = await homes.rooms(homeId);
  if (!rooms.some((room) => room.roomId === roomId)) return undefined;
  return { ...filter, roomIds: roomsWithin([roomId], rooms) };
}

const traitPattern = /^([^=<>!]{1,64})(?:(!=|<=|>=|=|<|>)(.*))?$/s;

function parseTrait(text: string, field: string): TraitCondition {
  const [, trait, given, value = ''] = traitPattern.exec(text) ?? [];
  const operator = traitOperators.find((each) => each === given);
  if (trait === undefined) {
    const expected = 'must be a trait such as contact, or a comparison such as state=ON or battery<20';
    throw new ZigfleetError('invalid-request', `${field} ${expected}.`, {
      context: { faults: [{ code: 'invalid-request', field, expected }] },
    });
  }
  return operator ? { trait, compare: { operator, value } } : { trait };
}
