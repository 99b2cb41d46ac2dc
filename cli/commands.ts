import { Command, Option } from 'commander';
import { formatTable } from '../src/common/format-table.ts';
import { commandStates } from '../src/platform/domain/command.ts';
import { ApiClient, type CommandResource } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { findDevice, findHub } from './find-place.ts';
import { formatValues, plainText } from './format-values.ts';
import { parseCount } from './parse-count.ts';

/** `zigfleet commands [DEVICE]`: what devices were told to do, newest first. */
export function createCommand(): Command {
  const command = new Command('commands')
    .description('Lists the commands of the last day, newest first: of a device, of a hub, or of the home.')
    .argument('[device]', 'its address, its name, or the beginning of either');
  return addApiOptions(command)
    .option('--home <home-id>', 'of this home; needed where the token reaches several')
    .option('--hub <hub>', 'only of this hub: its id, its name, or the beginning of either')
    .addOption(new Option('--state <state...>', 'only those that are').choices([...commandStates]))
    .addOption(
      new Option('--limit <count>', 'most commands, 1 to 10000').default(50).argParser(parseCount(1, 10_000)),
    )
    .option('--json', 'one JSON document: a list of commands as the API tells them')
    .addHelpText('after', exitCodesHelp)
    .action(async (given: string | undefined, options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const hub = options.hub === undefined ? undefined : await findHub(client, options.hub);
      const device = given === undefined ? undefined : await findDevice(client, given);
      const query = {
        ...(options.state && { state: options.state }),
        ...(options.home !== undefined && { homeId: options.home }),
        ...(hub && { hubId: hub.hubId }),
      };
      const commands = await client.listCommands(device?.ieeeAddress, query, options.limit);
      process.stdout.write(options.json ? `${JSON.stringify(commands)}\n` : `${tableOf(commands)}\n`);
    });
}

function tableOf(commands: CommandResource[]): string {
  const rows = commands.map(
    ({ commandId, createdAt, action, state, failure, requestedBy, requestedThrough }) => [
      createdAt,
      commandId,
      action.ieeeAddress ?? '-',
      action.values ? formatValues(action.values) : action.type,
      failure ? `${state} (${failure.reason})` : state,
      plainText(`${requestedBy} ${requestedThrough.name ?? requestedThrough.userAgent ?? ''}`.trim()),
    ],
  );
  return formatTable(['time', 'command', 'device', 'what', 'state', 'who'], rows);
}
