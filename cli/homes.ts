import { Command, InvalidArgumentError } from 'commander';
import { formatTable } from '../src/common/format-table.ts';
import { plainText } from './format-values.ts';
import { confirm } from './home/confirm.ts';
import { apiCommand, clientOf, type OutputOptions, tell } from './home/home-command.ts';
import { pickHome } from './home/pick-home.ts';
import { readSecret } from './login/read-secret.ts';

/** `zigfleet homes …`: the homes of the account. */
export function createCommand(): Command {
  return new Command('homes')
    .description('The homes of your account, and what the owner does with one.')
    .addCommand(list(), { isDefault: true })
    .addCommand(create())
    .addCommand(rename())
    .addCommand(requirePin())
    .addCommand(setPin())
    .addCommand(transfer())
    .addCommand(leave())
    .addCommand(remove());
}

function list(): Command {
  return apiCommand('list', 'Lists your homes, with your role in each.').action(
    async (options: OutputOptions) => {
      const homes = await clientOf(options).listHomes();
      const rows = homes.map(({ homeId, name, role, pinRequired }) => {
        return [plainText(name), homeId, role, pinRequired ? 'yes' : 'no'];
      });
      tell(options, homes, formatTable(['home', 'id', 'role', 'PIN for locks'], rows));
    },
  );
}

function create(): Command {
  return apiCommand('create', 'Makes a home that you own.')
    .argument('<name>')
    .action(async (name: string, options: OutputOptions) => {
      const home = await clientOf(options).ask((each) => each.call('post', '/v1/homes', { body: { name } }));
      tell(options, home, `${plainText(home.name)} is ${home.homeId}.`);
    });
}

function rename(): Command {
  return apiCommand('rename', 'Gives a home another name.')
    .argument('<home>', 'by id or name')
    .argument('<name>', 'the new name')
    .action(async (given: string, name: string, options: OutputOptions) => {
      const client = clientOf(options);
      const { homeId } = await pickHome(client, given);
      const request = { path: { homeId }, body: { name } };
      const home = await client.ask((each) => each.call('patch', '/v1/homes/{homeId}', request));
      tell(options, home, `${homeId} is ${plainText(home.name)} now.`);
    });
}

function setPin(): Command {
  return apiCommand(
    'set-pin',
    'Sets your PIN for locks in a home. Asks for it and for your password, or reads two lines from a pipe.',
  )
    .argument('<home>', 'by id or name')
    .action(async (given: string, options: OutputOptions) => {
      const client = clientOf(options);
      const { homeId, name } = await pickHome(client, given);
      const { hasPassword } = await client.ask((each) => each.call('get', '/v1/account'));
      const pin = await readSecret('PIN');
      const body = { pin, ...(hasPassword && { password: await readSecret('Password') }) };
      const answer = await client.ask((each) =>
        each.call('put', '/v1/homes/{homeId}/pin', { path: { homeId }, body }),
      );
      tell(options, answer, `Your PIN in ${plainText(name)} is set.`);
    });
}

/** Whether locks need a PIN. */
function requirePin(): Command {
  return apiCommand(
    'require-pin',
    'Says whether commands to locks need a PIN. To do without asks for your password, or reads it from a pipe.',
  )
    .argument('<home>', 'by id or name')
    .argument('<on|off>', 'on: they do', onOrOff)
    .action(async (given: string, pinRequired: boolean, options: OutputOptions) => {
      const client = clientOf(options);
      const { homeId, name } = await pickHome(client, given);
      const body = { pinRequired, ...(!pinRequired && { password: await readSecret('Password') }) };
      const home = await client.ask((each) =>
        each.call('patch', '/v1/homes/{homeId}', { path: { homeId }, body }),
      );
      tell(options, home, `Locks of ${plainText(name)} need ${home.pinRequired ? 'a' : 'no'} PIN.`);
    });
}

function onOrOff(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new InvalidArgumentError('It must be on or off.');
}

function transfer(): Command {
  return apiCommand('transfer', 'Makes another member the owner. You stay as an admin.')
    .argument('<home>', 'by id or name')
    .argument('<account-id>', 'as `zigfleet members` tells it')
    .option('--yes', 'do not ask')
    .action(async (given: string, accountId: string, options: OutputOptions) => {
      const client = clientOf(options);
      const { homeId, name } = await pickHome(client, given);
      await confirm(`Make ${accountId} the owner of ${name}?`, options.yes);
      const request = { path: { homeId }, body: { accountId } };
      const answer = await client.ask((each) => each.call('post', '/v1/homes/{homeId}/transfer', request));
      tell(options, answer, `${plainText(name)} is owned by ${plainText(accountId)} now.`);
    });
}

function leave(): Command {
  return apiCommand('leave', 'Stops being a member.')
    .argument('<home>', 'by id or name')
    .option('--yes', 'do not ask')
    .action(async (given: string, options: OutputOptions) => {
      const client = clientOf(options);
      const { homeId, name } = await pickHome(client, given);
      await confirm(`Leave ${name}?`, options.yes);
      const request = { path: { homeId } };
      const answer = await client.ask((each) => each.call('post', '/v1/homes/{homeId}/leave', request));
      tell(options, answer, `You have left ${plainText(name)}.`);
    });
}

function remove(): Command {
  return apiCommand('delete', 'Removes a home with all its data. Its hubs are nobody’s then.')
    .argument('<home>', 'by id or name')
    .option('--yes', 'do not ask')
    .action(async (given: string, options: OutputOptions) => {
      const client = clientOf(options);
      const { homeId, name } = await pickHome(client, given);
      await confirm(
        `Remove ${name} (${homeId}) with its devices, rooms and histories, for ever?`,
        options.yes,
      );
      const request = { path: { homeId } };
      const answer = await client.ask((each) => each.call('delete', '/v1/homes/{homeId}', request));
      tell(options, answer, `${plainText(name)} is gone.`);
    });
}
