import type { Command } from 'commander';
import type { AnswerOf } from '../client/operation-types.ts';
import { formatTable } from '../src/common/format-table.ts';
import type { ApiClient } from './api-client.ts';
import { findDevice, findHub } from './find-place.ts';
import { apiCommand, clientOf, type OutputOptions } from './home/home-command.ts';

interface RangeOptions extends OutputOptions {
  from?: string;
  to?: string;
  hub?: boolean;
}

type Answer = AnswerOf<'get', '/v1/hubs/{hubId}/availability'>;

/** `zigfleet availability DEVICE`: when it was online. */
export function createCommand(): Command {
  return apiCommand('availability', 'Shows when a device or hub was online, and why not where it was not.')
    .argument('<name>', 'the address or id, the name, or the beginning of either')
    .option('--hub', 'a hub is meant, not a device')
    .option('--from <time>', 'from then on (RFC 3339; without: 24 hours before the end)')
    .option('--to <time>', 'before then (RFC 3339; without: now)')
    .action(async (name: string, options: RangeOptions) => {
      const client = clientOf(options);
      const answer = await read(client, name, options);
      if (options.json) {
        process.stdout.write(`${JSON.stringify(answer)}\n`);
        return;
      }
      const { segments, uptimePercent, incidents } = answer;
      const rows = segments.map(({ from, to, state, cause }) => [from, to, state, cause ?? '-']);
      process.stdout.write(`${formatTable(['from', 'to', 'state', 'cause'], rows)}\n`);
      const said =
        uptimePercent === null
          ? 'Nothing is known of this time.'
          : `Online ${uptimePercent} % of the time, offline ${incidents} times.`;
      process.stdout.write(`${said}\n`);
    });
}

async function read(client: ApiClient, name: string, { hub, from, to }: RangeOptions): Promise<Answer> {
  const query = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  if (hub || name.toLowerCase().startsWith('hub-')) {
    const { hubId } = await findHub(client, name);
    return client.ask((each) =>
      each.call('get', '/v1/hubs/{hubId}/availability', { path: { hubId }, query }),
    );
  }
  const { ieeeAddress } = await findDevice(client, name);
  const request = { path: { ieeeAddress }, query };
  return client.ask((each) => each.call('get', '/v1/devices/{ieeeAddress}/availability', request));
}
