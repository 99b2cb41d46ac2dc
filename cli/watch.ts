import { Command } from 'commander';
import { systemClock } from '../src/common/clock.ts';
import type { ServerSentEvent } from '../src/common/event-stream-parser.ts';
import { systemRandom } from '../src/common/random.ts';
import { ApiClient, type EventQuery } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { findByName } from './find-by-name.ts';
import { followEvents } from './follow-events.ts';
import { formatValues, plainText } from './format-values.ts';

/** `zigfleet watch`: what happens, as it happens, until Ctrl-C. */
export function createCommand(): Command {
  const command = new Command('watch').description(
    'Shows what happens, as it happens, until Ctrl-C. A lost stream is taken up again where it ended.',
  );
  return addApiOptions(command)
    .option('--device <device>', 'only of this device: its address, its name, or the beginning of either')
    .option('--type <types...>', 'only these types of event, such as traitReported')
    .option('--json', 'one JSON object a line, as the API tells it; a gap has the type "gap"')
    .addHelpText('after', exitCodesHelp)
    .action(async (options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const devices = await client.listDevices();
      const naming = { id: (each: { ieeeAddress: string }) => each.ieeeAddress };
      const query: EventQuery = {};
      if (options.device !== undefined) {
        const device = findByName('device', options.device, devices, {
          ...naming,
          name: (each) => each.name,
        });
        query.ieeeAddress = device.ieeeAddress;
      }
      // Which types there are, the platform says.
      if (options.type) query.type = options.type as NonNullable<EventQuery['type']>;
      const names = new Map(devices.map((device) => [device.ieeeAddress, device.name]));
      const stopping = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
      // The reader of a pipe has gone: nobody is left to tell.
      process.stdout.on('error', () => stopping.abort());
      await followEvents(client, query, {
        clock: systemClock,
        random: systemRandom,
        signal: stopping.signal,
        onEvent: (event) => show(event, names, options.json === true),
        onLost: (reason) => process.stderr.write(`zigfleet: ${reason}; connecting again\n`),
      });
    });
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
