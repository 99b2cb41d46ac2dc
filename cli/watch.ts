import { Command } from 'commander';
import { systemClock } from '../src/common/clock.ts';
import type { ServerSentEvent } from '../src/common/event-stream-parser.ts';
import { systemRandom } from '../src/common/random.ts';
import { ApiClient } from './api-client.ts';
import { type ApiOptions, addApiOptions, apiTargetOf } from './api-target.ts';
import { type EventFilterOptions, eventQueryOf } from './event-query.ts';
import { exitCodesHelp } from './exit-codes.ts';
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
      const query = await eventQueryOf(client, options, devices);
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

interface WatchOptions extends ApiOptions, EventFilterOptions {
  after?: string;
  json?: boolean;
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
