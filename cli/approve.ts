import { Command } from 'commander';
import { ApiClient } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';

/** `zigfleet approve CODE`: lets a device log in as this account. */
export function createCommand(): Command {
  const command = new Command('approve')
    .description(
      'Lets whatever shows this code log in as you: another `zigfleet login`, for one. Approve only what you are logging in yourself.',
    )
    .argument('<user-code>', 'as it is shown; case and hyphens do not matter');
  return addApiOptions(command)
    .option('--deny', 'refuse it instead')
    .addHelpText('after', exitCodesHelp)
    .action(async (userCode: string, options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const body = { userCode, approve: options.deny !== true };
      await client.ask((each) => each.call('post', '/v1/device-logins/decision', { body }));
      process.stdout.write(body.approve ? 'Approved: it is logged in as you.\n' : 'Refused.\n');
    });
}
