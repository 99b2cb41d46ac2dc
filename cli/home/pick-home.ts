import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { ApiClient, HomeResource } from '../api-client.ts';
import { findByName } from '../find-by-name.ts';

/**
 * The home that a command is about.
 * @param given - its id, its name, or the beginning of either; undefined: the only one
 * @throws ZigfleetError `not-found`, or `invalid-config` if there are several to choose from
 */
export async function pickHome(client: ApiClient, given: string | undefined): Promise<HomeResource> {
  const homes = await client.listHomes();
  if (given !== undefined) {
    return findByName('home', given, homes, { id: ({ homeId }) => homeId, name: ({ name }) => name });
  }
  const [only, ...others] = homes;
  if (only === undefined)
    throw new ZigfleetError('not-found', 'You have no home: zigfleet homes create NAME.');
  if (others.length === 0) return only;
  const names = homes.slice(0, 5).map(({ name, homeId }) => `${name} (${homeId})`);
  throw new ZigfleetError('invalid-config', `Which home? Give --home: ${names.join(', ')}.`);
}
