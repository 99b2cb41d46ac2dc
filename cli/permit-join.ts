import { Command } from 'commander';
import { ApiClient } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { findHub } from './find-place.ts';
import { parseSeconds } from './parse-seconds.ts';
import { showCommand } from './show-command.ts';

/** How long to wait for the hub, seconds. */
const waitS = 10;

/** `zigfleet permit-join HUB [seconds]`: opens or closes the network of a hub. */
export function createCommand(): Command {
  const command = new Command('permit-join')
    .description('Lets new devices join through a hub for a time.')
    .argument('<hub>', 'its id, its name, or the beginning of either')
    .argument('[seconds]', 'how long, 0 to 254; 0 closes the network', parseSeconds(0, 254), 60);
  return addApiOptions(command)
    .option('--via <address>', 'only through this router')
    .option('--json', 'the command as the API tells it')
    .addHelpText('after', exitCodesHelp)
    .action(async (name: string, durationS: number, options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const hub = await findHub(client, name);
      const result = await client.permitJoin(hub.hubId, { durationS, via: options.via ?? null }, waitS);
      process.exitCode = showCommand(result, hub.name, options.json === true);
    });
}
