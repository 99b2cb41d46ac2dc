import { ZigfleetError } from '../../common/zigfleet-error.ts';

/** Homes that one subscriber may follow: so long its place may grow, which it sends back in a header. */
export const homesPerSubscriberMax = 50;

/** Longest place of a subscriber, characters. */
export const placeLengthMax = 4_096;

/**
 * Where a subscriber stands, as one text to resume from: the id of the last event of the one home that it follows; of several
 * homes `home@id,home@id`.
 */
export function formatPlaces(places: ReadonlyMap<string, string>): string {
  if (places.size === 1) return [...places.values()].join('');
  return [...places].map(([homeId, eventId]) => `${homeId}@${eventId}`).join(',');
}

/**
 * The place in each home that is to be followed; undefined for one that the text says nothing of: it begins now. A bare event id
 * is the place in every home: those that do not have it tell of a gap. Whether the ids are any is for the homes' streams to say.
 * @throws ZigfleetError `invalid-request` for a text that is no place
 */
export function parsePlaces(
  text: string | undefined,
  homeIds: readonly string[],
): Map<string, string | undefined> {
  if (text === undefined) return new Map(homeIds.map((homeId) => [homeId, undefined]));
  if (!text.includes('@')) return new Map(homeIds.map((homeId) => [homeId, text]));
  const known = new Map<string, string>();
  for (const part of text.split(',')) {
    const at = part.lastIndexOf('@');
    if (at <= 0 || at === part.length - 1) {
      throw new ZigfleetError('invalid-request', 'The last event id is none of this platform.');
    }
    known.set(part.slice(0, at), part.slice(at + 1));
  }
  return new Map(homeIds.map((homeId) => [homeId, known.get(homeId)]));
}
