import { Command } from 'commander';
import { formatTable } from '../src/common/format-table.ts';
import type { ApiClient, RoomResource } from './api-client.ts';
import { findByName } from './find-by-name.ts';
import { plainText } from './format-values.ts';
import { clientOf, homeCommand, type OutputOptions, tell } from './home/home-command.ts';
import { pickHome } from './home/pick-home.ts';

/** `zigfleet rooms …`: the rooms of a home. */
export function createCommand(): Command {
  return new Command('rooms')
    .description('The rooms of a home, and the rooms within them.')
    .addCommand(list(), { isDefault: true })
    .addCommand(create())
    .addCommand(rename())
    .addCommand(move())
    .addCommand(remove());
}

interface RoomOptions extends OutputOptions {
  in?: string;
}

function list(): Command {
  return homeCommand('list', 'Lists the rooms of a home, each below the one that it is in.').action(
    async (options: OutputOptions) => {
      const client = clientOf(options);
      const { homeId } = await pickHome(client, options.home);
      const rooms = await client.listRooms(homeId);
      const rows = nested(rooms, null).map(({ room, depth }) => [
        `${'  '.repeat(depth)}${plainText(room.name)}`,
        room.roomId,
      ]);
      tell(options, rooms, formatTable(['room', 'id'], rows));
    },
  );
}

/** The rooms within a room, each followed by those within it. */
function nested(
  rooms: readonly RoomResource[],
  parentId: string | null,
  depth = 0,
): { room: RoomResource; depth: number }[] {
  return rooms
    .filter((room) => room.parentId === parentId)
    .flatMap((room) => [{ room, depth }, ...nested(rooms, room.roomId, depth + 1)]);
}

function create(): Command {
  return homeCommand('create', 'Makes a room.')
    .argument('<name>')
    .option('--in <room>', 'within this room, by id or name')
    .action(async (name: string, options: RoomOptions) => {
      const client = clientOf(options);
      const { homeId } = await pickHome(client, options.home);
      const parentId = options.in === undefined ? null : (await pickRoom(client, homeId, options.in)).roomId;
      const request = { path: { homeId }, body: { name, parentId } };
      const room = await client.ask((each) => each.call('post', '/v1/homes/{homeId}/rooms', request));
      tell(options, room, `${plainText(room.name)} is ${room.roomId}.`);
    });
}

function rename(): Command {
  return homeCommand('rename', 'Gives a room another name.')
    .argument('<room>', 'by id or name')
    .argument('<name>', 'the new name')
    .action((given: string, name: string, options: RoomOptions) => change(given, { name }, options));
}

function move(): Command {
  return homeCommand('move', 'Puts a room, with all within it, into another one, or into none.')
    .argument('<room>', 'by id or name')
    .option('--in <room>', 'into this room, by id or name (without: into none)')
    .action((given: string, options: RoomOptions) => change(given, { into: options.in ?? null }, options));
}

async function change(
  given: string,
  { name, into }: { name?: string; into?: string | null },
  options: RoomOptions,
): Promise<void> {
  const client = clientOf(options);
  const { homeId } = await pickHome(client, options.home);
  const { roomId } = await pickRoom(client, homeId, given);
  const parentId = typeof into === 'string' ? (await pickRoom(client, homeId, into)).roomId : into;
  const request = {
    path: { homeId, roomId },
    body: { ...(name !== undefined && { name }), ...(parentId !== undefined && { parentId }) },
  };
  const room = await client.ask((each) => each.call('patch', '/v1/homes/{homeId}/rooms/{roomId}', request));
  tell(options, room, `${roomId} is ${plainText(room.name)}, in ${room.parentId ?? 'no other room'}.`);
}

function remove(): Command {
  return homeCommand('delete', 'Removes a room that has no rooms in it. Its devices are in no room then.')
    .argument('<room>', 'by id or name')
    .action(async (given: string, options: RoomOptions) => {
      const client = clientOf(options);
      const { homeId } = await pickHome(client, options.home);
      const { roomId, name } = await pickRoom(client, homeId, given);
      const request = { path: { homeId, roomId } };
      const answer = await client.ask((each) =>
        each.call('delete', '/v1/homes/{homeId}/rooms/{roomId}', request),
      );
      tell(options, answer, `${plainText(name)} is gone.`);
    });
}

/** @throws ZigfleetError `not-found`, or `invalid-config` if several are called so */
export async function pickRoom(client: ApiClient, homeId: string, given: string): Promise<RoomResource> {
  const rooms = await client.listRooms(homeId);
  return findByName('room', given, rooms, { id: ({ roomId }) => roomId, name: ({ name }) => name });
}
