import { Command, Option } from 'commander';
import { formatTable } from '../src/common/format-table.ts';
import { ApiClient, type AuditEntryResource, type AuditScope } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { plainText } from './format-values.ts';
import { parseCount } from './parse-count.ts';

/** `zigfleet audit`: who did what. */
export function createCommand(): Command {
  const command = new Command('audit').description(
    'Shows who did what, newest first: on the whole platform (for its operator), in one home, or by the own account.',
  );
  return addApiOptions(command)
    .option('--home <home-id>', 'only in this home; for its owner and admins')
    .option('--account', 'the security log of the own account')
    .option('--actor <id>', 'only what this account, login or API key did')
    .option('--operation <operation>', 'only this operation, such as sendCommand')
    .option('--target <id>', 'only what was about this device, hub, command, room, …')
    .addOption(
      new Option('--result <result>', 'only what ended like that').choices([
        ...['succeeded', 'refused', 'failed', 'unknown'],
      ]),
    )
    .option('--from <time>', 'only what was asked at this time or later (RFC 3339)')
    .option('--to <time>', 'only what was asked before this time (RFC 3339)')
    .addOption(
      new Option('--limit <count>', 'most entries, 1 to 100000')
        .default(50)
        .argParser(parseCount(1, 100_000)),
    )
    .option('--json', 'one JSON object a line, as the API tells it')
    .addHelpText('after', exitCodesHelp)
    .action(async (options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const { actor, operation, target, result, from, to, json, limit } = options;
      const filters = Object.entries({ actor, operation, target, result, from, to });
      const query = Object.fromEntries(filters.filter(([, value]) => value !== undefined));
      const entries = await client.listAudit(scopeOf(command, options), query, limit);
      if (json) for (const entry of entries) process.stdout.write(`${JSON.stringify(entry)}\n`);
      else process.stdout.write(`${tableOf(entries)}\n`);
    });
}

function scopeOf(command: Command, { home, account }: { home?: string; account?: true }): AuditScope {
  if (home !== undefined && account) command.error('error: --home and --account exclude each other');
  if (account) return 'account';
  return home === undefined ? 'platform' : { homeId: home };
}

function tableOf(entries: AuditEntryResource[]): string {
  const rows = entries.map((entry) => {
    const { time, accountId, address, operation, targets, details, result, code } = entry;
    const what = Object.entries(targets).map(([name, id]) => `${name}=${id}`);
    return [
      time,
      plainText(accountId ?? '-'),
      plainText(address),
      operation,
      code === null ? result : `${result} (${code})`,
      plainText([...what, Object.keys(details).length > 0 ? JSON.stringify(details) : ''].join(' ').trim()),
    ];
  });
  return formatTable(['time', 'account', 'from', 'operation', 'result', 'what'], rows);
}
