import { Command } from 'commander';
import { ApiClient } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { showCommand } from './show-command.ts';

/** `zigfleet command ID`: what became of a command. */
export function createCommand(): Command {
  const command = new Command('command')
    .description('Says what became of a command. Exit status 6 while it is not at its end.')
    .argument('<command-id>', 'as `zigfleet set` told it');
  return addApiOptions(command)
    .option('--json', 'the command as the API tells it')
    .addHelpText('after', exitCodesHelp)
    .action(async (commandId: string, options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const result = await client.readCommand(commandId);
      process.exitCode = showCommand(result, commandId, options.json === true);
    });
}
