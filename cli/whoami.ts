import { Command } from 'commander';
import { ApiClient } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { plainText } from './format-values.ts';

const sources = {
  given: 'the token that was given',
  login: 'zigfleet login',
  demo: 'the running demo',
} as const;

/** `zigfleet whoami`: whose token is used, at which platform, and what it reaches. */
export function createCommand(): Command {
  const command = new Command('whoami').description(
    'Says which platform and account the commands use, where that comes from, and which homes it reaches.',
  );
  return addApiOptions(command)
    .option('--json', 'one JSON object')
    .addHelpText('after', exitCodesHelp)
    .action(async (options) => {
      const target = apiTargetOf(options, process.env);
      const client = new ApiClient(target);
      const account = await client.ask((each) => each.call('get', '/v1/account'));
      const homes = await client.listHomes();
      if (options.json) {
        process.stdout.write(
          `${JSON.stringify({ api: target.url, from: target.from, ...account, homes })}\n`,
        );
        return;
      }
      const { email, accountId } = account;
      const rows = [
        ['account', email === null ? accountId : `${email} (${accountId})`],
        ['platform', target.url],
        ['by', sources[target.from]],
        ...homes.map(({ name, homeId, role }) => ['home', `${name} (${homeId}), ${role}`]),
      ];
      for (const [label = '', value = ''] of rows) {
        process.stdout.write(`${label.padEnd(9)} ${plainText(value)}\n`);
      }
    });
}
