import { Command } from 'commander';
import { formatTable } from '../src/common/format-table.ts';
import { findByName } from './find-by-name.ts';
import { plainText } from './format-values.ts';
import { apiCommand, clientOf, type OutputOptions, tell } from './home/home-command.ts';
import { pickHome } from './home/pick-home.ts';

interface KeyOptions extends OutputOptions {
  scope: string[];
  homes?: string[];
  expires?: string;
}

/** `zigfleet keys …`: API keys for programs. */
export function createCommand(): Command {
  return new Command('keys')
    .description('API keys: long-lived tokens for programs, each with its scopes.')
    .addCommand(list(), { isDefault: true })
    .addCommand(create())
    .addCommand(remove());
}

function list(): Command {
  return apiCommand('list', 'Lists your API keys, without their secrets.').action(
    async (options: OutputOptions) => {
      const { keys } = await clientOf(options).ask((each) => each.call('get', '/v1/api-keys'));
      const rows = keys.map(({ keyId, name, scopes, homeIds, expiresAt }) => [
        ...[plainText(name), keyId, scopes.join(' '), homeIds?.join(' ') ?? 'all', expiresAt ?? 'never'],
      ]);
      tell(options, keys, formatTable(['key', 'id', 'scopes', 'homes', 'expires'], rows));
    },
  );
}

function create(): Command {
  return apiCommand('create', 'Makes an API key and tells its secret, once.')
    .argument('<name>', 'what it is for')
    .requiredOption(
      '--scope <scopes...>',
      'what it may do at most, such as devices:read; see docs/permissions.md',
    )
    .option('--homes <homes...>', 'only in these homes, by id or name (without: all of yours)')
    .option('--expires <time>', 'not good any more after this (RFC 3339; without: never)')
    .action(async (name: string, options: KeyOptions) => {
      const client = clientOf(options);
      const { homes, expires } = options;
      const homeIds =
        homes && (await Promise.all(homes.map(async (each) => (await pickHome(client, each)).homeId)));
      // Which scopes there are, the platform says.
      const scopes = options.scope as 'devices:read'[];
      const body = { name, scopes, homeIds: homeIds ?? null, expiresAt: expires ?? null };
      const made = await client.ask((each) => each.call('post', '/v1/api-keys', { body }));
      if (!options.json) process.stderr.write(`zigfleet: ${made.key.keyId}; the secret is not told again:\n`);
      tell(options, made, made.secret);
    });
}

function remove(): Command {
  return apiCommand('delete', 'Deletes an API key: it is refused within a second.')
    .argument('<key>', 'by id or name')
    .action(async (given: string, options: OutputOptions) => {
      const client = clientOf(options);
      const { keys } = await client.ask((each) => each.call('get', '/v1/api-keys'));
      const naming = {
        id: (each: { keyId: string }) => each.keyId,
        name: (each: { name: string }) => each.name,
      };
      const { keyId, name } = findByName('API key', given, keys, naming);
      const answer = await client.ask((each) =>
        each.call('delete', '/v1/api-keys/{keyId}', { path: { keyId } }),
      );
      tell(options, answer, `${plainText(name)} is deleted.`);
    });
}
