import { Command, Option } from 'commander';
import { formatTable } from '../src/common/format-table.ts';
import type { ApiClient } from './api-client.ts';
import { findByName } from './find-by-name.ts';
import { plainText } from './format-values.ts';
import { confirm } from './home/confirm.ts';
import { apiCommand, clientOf, homeCommand, type OutputOptions, tell } from './home/home-command.ts';
import { pickHome } from './home/pick-home.ts';
import { parseCount } from './parse-count.ts';
import { pickRoom } from './rooms.ts';

const roles = ['admin', 'member', 'guest'] as const;
type GivenRole = (typeof roles)[number];

interface MemberOptions extends OutputOptions {
  room?: string[];
  device?: string[];
  from?: string;
  until?: string;
  unlimited?: boolean;
  role?: GivenRole;
  hours?: number;
}

/** `zigfleet members …`: who belongs to a home. */
export function createCommand(): Command {
  return new Command('members')
    .description('Who belongs to a home, as what, and who is invited.')
    .addCommand(list(), { isDefault: true })
    .addCommand(invite())
    .addCommand(accept())
    .addCommand(change())
    .addCommand(remove());
}

function list(): Command {
  return homeCommand('list', 'Lists the members of a home.').action(async (options: OutputOptions) => {
    const client = clientOf(options);
    const { homeId } = await pickHome(client, options.home);
    const request = { path: { homeId } };
    const { members } = await client.ask((each) => each.call('get', '/v1/homes/{homeId}/members', request));
    const rows = members.map(({ accountId, role, since, limits }) => {
      return [accountId, role, since, limits === null ? '-' : plainText(JSON.stringify(limits))];
    });
    tell(options, members, formatTable(['account', 'role', 'since', 'limits'], rows));
  });
}

function withLimits(command: Command): Command {
  return command
    .option('--room <rooms...>', 'a guest: only the devices in these rooms and those within them')
    .option('--device <devices...>', 'a guest: only these devices, by address or name')
    .option('--from <time>', 'a guest: not before (RFC 3339)')
    .option('--until <time>', 'a guest: not from then on (RFC 3339)');
}

function invite(): Command {
  return withLimits(homeCommand('invite', 'Makes a code with which one account becomes a member.'))
    .addOption(new Option('--role <role>', 'as what').choices(roles).default('member'))
    .addOption(
      new Option('--hours <hours>', 'how long the code is good, 1 to 720')
        .default(24)
        .argParser(parseCount(1, 720)),
    )
    .action(async (options: MemberOptions) => {
      const client = clientOf(options);
      const { homeId, name } = await pickHome(client, options.home);
      const limits = await limitsOf(client, homeId, options);
      const { role = 'member', hours = 24 } = options;
      const body = { role, limits: limits ?? null, ttlS: Math.round(hours * 3600) };
      const made = await client.ask((each) =>
        each.call('post', '/v1/homes/{homeId}/invitations', { path: { homeId }, body }),
      );
      const { expiresAt } = made.invitation;
      const sentence = `To join ${plainText(name)} as ${role}, until ${expiresAt}: zigfleet members accept ${made.code}`;
      tell(options, made, sentence);
    });
}

function accept(): Command {
  return apiCommand('accept', 'Becomes a member of a home by the code of an invitation.')
    .argument('<code>')
    .action(async (code: string, options: OutputOptions) => {
      const client = clientOf(options);
      const answer = await client.ask((each) =>
        each.call('post', '/v1/invitations/accept', { body: { code } }),
      );
      tell(options, answer, `You belong to ${answer.homeId} as ${answer.role}.`);
    });
}

function change(): Command {
  return withLimits(homeCommand('change', 'Gives a member another role or other limits.'))
    .argument('<account-id>', 'as `zigfleet members` tells it')
    .addOption(new Option('--role <role>', 'as what').choices(roles))
    .option('--unlimited', 'a guest: without limits')
    .action(async (accountId: string, options: MemberOptions) => {
      const client = clientOf(options);
      const { homeId } = await pickHome(client, options.home);
      const limits = options.unlimited ? null : await limitsOf(client, homeId, options);
      const body = {
        ...(options.role && { role: options.role }),
        ...(limits !== undefined && { limits }),
      };
      const member = await client.ask((each) =>
        each.call('patch', '/v1/homes/{homeId}/members/{accountId}', { path: { homeId, accountId }, body }),
      );
      tell(options, member, `${plainText(accountId)} is ${member.role} now.`);
    });
}

function remove(): Command {
  return homeCommand('remove', 'Takes a member out of the home.')
    .argument('<account-id>', 'as `zigfleet members` tells it')
    .option('--yes', 'do not ask')
    .action(async (accountId: string, options: MemberOptions) => {
      const client = clientOf(options);
      const { homeId, name } = await pickHome(client, options.home);
      await confirm(`Take ${accountId} out of ${name}?`, options.yes);
      const request = { path: { homeId, accountId } };
      const answer = await client.ask((each) =>
        each.call('delete', '/v1/homes/{homeId}/members/{accountId}', request),
      );
      tell(options, answer, `${plainText(accountId)} is no member any more.`);
    });
}

/** The limits that options say; undefined if they say none. */
async function limitsOf(client: ApiClient, homeId: string, { room, device, from, until }: MemberOptions) {
  if (!room && !device && from === undefined && until === undefined) return undefined;
  const rooms = room && (await Promise.all(room.map((each) => pickRoom(client, homeId, each))));
  const devices = device && (await client.listDevices());
  const naming = {
    id: (each: { ieeeAddress: string }) => each.ieeeAddress,
    name: (each: { name: string }) => each.name,
  };
  return {
    roomIds: rooms?.map(({ roomId }) => roomId) ?? null,
    ieeeAddresses:
      device?.map((each) => findByName('device', each, devices ?? [], naming).ieeeAddress) ?? null,
    notBefore: from ?? null,
    notAfter: until ?? null,
  };
}
