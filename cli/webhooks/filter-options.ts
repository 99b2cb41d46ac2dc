import type { Command } from 'commander';
import type { components } from '../../client/gen/api.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { ApiClient, EventQuery } from '../api-client.ts';
import { type EventFilterOptions, eventQueryOf } from '../event-query.ts';

export type FilterOptions = Omit<EventFilterOptions, 'home'> & { home?: string };
type Filter = components['schemas']['Webhook']['filter'];

/** Adds the options that say which events a webhook wants. */
export function addFilterOptions(command: Command): Command {
  return command
    .option('--home <home>', 'of this home, by id or name (needed if you have several)')
    .option('--hub <hubs...>', 'only of these hubs and their devices, by id or name')
    .option('--device <devices...>', 'only of these: by address, name, or the beginning of either')
    .option('--room <rooms...>', 'only of devices in these rooms and those within them, by id or name')
    .option('--type <types...>', 'only these types of event, such as deviceOffline')
    .option('--trait <traits...>', 'only events that tell a value of one of these traits');
}

/** The home and the filter that the options name. @throws ZigfleetError `invalid-config`, `not-found` */
export async function filterOf(
  client: ApiClient,
  options: FilterOptions,
): Promise<{ homeId: string | undefined; filter: Filter }> {
  const { home, ...rest } = options;
  const query = await eventQueryOf(client, { ...rest, ...(home !== undefined && { home: [home] }) });
  const [homeId, ...others] = query.homeId ?? [];
  if (others.length > 0) throw new ZigfleetError('invalid-config', 'A webhook is of one home.');
  return { homeId, filter: asFilter(query) };
}

function asFilter({ type, hubId, ieeeAddress, roomId, trait }: EventQuery): Filter {
  return {
    ...(type && { types: type }),
    ...(hubId && { hubIds: hubId }),
    ...(ieeeAddress && { ieeeAddresses: ieeeAddress }),
    ...(roomId && { roomIds: roomId }),
    ...(trait && { traits: trait }),
  };
}
