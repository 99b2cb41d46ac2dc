import { Command } from 'commander';
import { ApiClient } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { showCommand } from './show-command.ts';

/** `zigfleet command ID`: what became of a command. */
export function createCommand(): Command {
  const command = new Command('command')
    .description('Says what became of a command, or takes it back. Exit status 6 while it is not at its end.')
    .argument('<command-id>', 'as `zigfleet set` told it');
  return addApiOptions(command)
    .option('--cancel', 'take it back, if the hub cannot have started it')
    .option('--json', 'the command as the API tells it')
    .addHelpText('after', exitCodesHelp)
    .action(async (commandId: string, options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const isJson = options.json === true;
      if (!options.cancel) {
        process.exitCode = showCommand(await client.readCommand(commandId), commandId, isJson);
        return;
      }
      const cancelled = await client.cancelCommand(commandId);
      process.stdout.write(isJson ? `${JSON.stringify(cancelled)}\n` : `${commandId}: cancelled\n`);
    });
}
