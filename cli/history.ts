import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import type { AnswerOf } from '../client/operation-types.ts';
import { formatTable } from '../src/common/format-table.ts';
import { findDevice } from './find-place.ts';
import { plainText } from './format-values.ts';
import { apiCommand, clientOf, type OutputOptions } from './home/home-command.ts';

const resolutions = ['hour', 'day', 'week', 'month', 'range'] as const;
const path = '/v1/devices/{ieeeAddress}/history/{trait}';

interface HistoryOptions extends OutputOptions {
  from?: string;
  to?: string;
  by?: (typeof resolutions)[number];
  zone: string;
  format?: 'csv' | 'ndjson';
}

type Answer = AnswerOf<'get', typeof path>;

/** `zigfleet history DEVICE TRAIT`: what a trait was. */
export function createCommand(): Command {
  return apiCommand('history', 'Shows what a trait of a device was: points, or statistics of hours, days, …')
    .argument('<device>', 'its address, its name, or the beginning of either')
    .argument('<trait>', 'such as temperature')
    .option('--from <time>', 'from then on (RFC 3339; without: 24 hours before the end)')
    .option('--to <time>', 'before then (RFC 3339; without: now)')
    .addOption(new Option('--by <span>', 'statistics of each; `range` is all of it').choices(resolutions))
    .option('--zone <zone>', 'whose hours and days, such as Europe/Berlin', localZone())
    .addOption(new Option('--format <format>', 'export all of it').choices(['csv', 'ndjson']))
    .action(async (name: string, trait: string, options: HistoryOptions) => {
      const client = clientOf(options);
      const { ieeeAddress } = await findDevice(client, name);
      const { from, to, by, zone, format, json } = options;
      const query = {
        ...{ resolution: by ?? ('raw' as const), timeZone: zone },
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      };
      const request = { path: { ieeeAddress, trait }, query };
      if (format !== undefined) {
        const exported = { ...request, query: { ...query, format } };
        const { body } = await client.ask((each) => each.open('get', path, exported));
        if (body) await pipeline(body, process.stdout, { end: false });
        return;
      }
      const answer = await client.ask((each) => each.call('get', path, request));
      process.stdout.write(`${json ? JSON.stringify(answer) : tableOf(answer)}\n`);
      if (!json && 'nextCursor' in answer && answer.nextCursor !== null) {
        process.stderr.write(
          'zigfleet: there is more: give a shorter range, or --format csv for all of it\n',
        );
      }
    });
}

/** The zone that this machine is in. */
function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function tableOf(answer: Answer): string {
  if ('points' in answer) {
    const rows = answer.points.map(({ time, value }) => [time, cellOf(value)]);
    return formatTable(['time', answer.unit === null ? 'value' : `value (${answer.unit})`], rows);
  }
  const [first] = answer.spans;
  const names = Object.keys(first ?? {});
  const rows = answer.spans.map((span) => {
    const values: Record<string, unknown> = { ...span };
    return names.map((name) => cellOf(values[name]));
  });
  return formatTable(names, rows);
}

function cellOf(value: unknown): string | number {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined) return '-';
  return plainText(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
