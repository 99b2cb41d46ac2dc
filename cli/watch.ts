import { Command } from 'commander';
import { systemClock } from '../src/common/clock.ts';
import type { ServerSentEvent } from '../src/common/event-stream-parser.ts';
import { systemRandom } from '../src/common/random.ts';
import {
  ApiClient,
  type DeviceResource,
  type EventQuery,
  type HomeResource,
  type HubResource,
  type RoomResource,
} from './api-client.ts';
import { type ApiOptions, addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { findByName } from './find-by-name.ts';
import { followEvents } from './follow-events.ts';
import { formatValues, plainText } from './format-values.ts';

/** `zigfleet watch`: what happens, as it happens, until Ctrl-C. */
export function createCommand(): Command {
  const command = new Command('watch').description(
    'Shows what happens, as it happens, until Ctrl-C. A lost stream is taken up again where it ended. Filters may name several; all that are given must fit.',
  );
  return addApiOptions(command)
    .option('--home <homes...>', 'only these homes, by id or name (without: all of yours)')
    .option('--hub <hubs...>', 'only of these hubs and their devices, by id or name')
    .option('--device <devices...>', 'only of these: by address, name, or the beginning of either')
    .option('--room <rooms...>', 'only of devices in these rooms and those within them, by id or name')
    .option('--type <types...>', 'only these types of event, such as traitReported')
    .option('--trait <traits...>', 'only events that tell a value of one of these traits')
    .option('--after <place>', 'go on after this place, as told at the end of an earlier watch')
    .option('--json', 'one JSON object a line, as the API tells it; a gap has the type "gap"')
    .addHelpText('after', exitCodesHelp)
    .action(async (options: WatchOptions) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const devices = await client.listDevices();
      const query = await queryOf(client, devices, options);
      const names = new Map(devices.map((device) => [device.ieeeAddress, device.name]));
      const stopping = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
      // The reader of a pipe has gone: nobody is left to tell.
      process.stdout.on('error', () => stopping.abort());
      const place = await followEvents(client, query, {
        clock: systemClock,
        random: systemRandom,
        signal: stopping.signal,
        after: options.after,
        onEvent: (event) => show(event, names, options.json === true),
        onLost: (reason) => process.stderr.write(`zigfleet: ${reason}; connecting again\n`),
      });
      if (place !== undefined) process.stderr.write(`zigfleet: to go on from here: --after ${place}\n`);
    });
}

interface WatchOptions extends ApiOptions {
  home?: string[];
  hub?: string[];
  device?: string[];
  room?: string[];
  type?: string[];
  trait?: string[];
  after?: string;
  json?: boolean;
}

/** The query for what the options name, each by the ids that the platform knows. */
async function queryOf(
  client: ApiClient,
  devices: readonly DeviceResource[],
  { home, hub, device, room, type, trait }: WatchOptions,
): Promise<EventQuery> {
  const query: EventQuery = {};
  if (device) {
    const naming = { id: (each: DeviceResource) => each.ieeeAddress, name: nameOf };
    query.ieeeAddress = device.map((each) => findByName('device', each, devices, naming).ieeeAddress);
  }
  if (hub) {
    const hubs = await client.listHubs();
    const naming = { id: (each: HubResource) => each.hubId, name: nameOf };
    query.hubId = hub.map((each) => findByName('hub', each, hubs, naming).hubId);
  }
  if (home || room) {
    const homes = await client.listHomes();
    const naming = { id: (each: HomeResource) => each.homeId, name: nameOf };
    const wanted = home?.map((each) => findByName('home', each, homes, naming)) ?? homes;
    if (home) query.homeId = wanted.map(({ homeId }) => homeId);
    if (room) {
      const rooms = (await Promise.all(wanted.map(({ homeId }) => client.listRooms(homeId)))).flat();
      const roomNaming = { id: (each: RoomResource) => each.roomId, name: nameOf };
      query.roomId = room.map((each) => findByName('room', each, rooms, roomNaming).roomId);
    }
  }
  // Which types there are, the platform says.
  if (type) query.type = type as NonNullable<EventQuery['type']>;
  if (trait) query.trait = trait;
  return query;
}

function nameOf({ name }: { name: string }): string {
  return name;
}

type EventData = Record<string, unknown> & { ieeeAddress?: string; hubId?: string; time?: string };

function show({ type, data }: ServerSentEvent, names: ReadonlyMap<string, string>, json: boolean): void {
  const event = JSON.parse(data) as EventData;
  if (type === 'closing') {
    process.stderr.write(`zigfleet: ${String(event.detail)}\n`);
    return;
  }
  if (json) process.stdout.write(`${JSON.stringify({ type, ...event })}\n`);
  else if (type === 'gap') {
    process.stdout.write(`gap: events were lost (${String(event.reason)}); list the devices again\n`);
  } else {
    const subject = names.get(event.ieeeAddress ?? '') ?? event.ieeeAddress ?? event.hubId;
    const line = plainText(`${event.time}  ${subject}  ${type}  ${detailsOf(event)}`);
    process.stdout.write(`${line.trimEnd()}\n`);
  }
}

function detailsOf({
  eventId: _1,
  type: _2,
  homeId: _3,
  time: _4,
  hubId: _5,
  ieeeAddress: _6,
  ...rest
}: EventData) {
  const { values, confirmed, ...others } = rest;
  return formatValues({ ...(values as object), ...(confirmed as object), ...others });
}
