import { Command, Option } from 'commander';
import { formatTable } from '../src/common/format-table.ts';
import { ApiClient, type DeviceQuery, type DeviceResource } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { findByName } from './find-by-name.ts';
import { findHub, findRoom, listAllRooms } from './find-place.ts';
import { formatValues, plainText } from './format-values.ts';

interface FilterOptions {
  home?: string;
  room?: string;
  hub?: string;
  trait?: string[];
  availability?: DeviceQuery['availability'];
  text?: string;
  sort?: DeviceQuery['sort'];
}

/** `zigfleet devices`: what the platform knows of the devices. */
export function createCommand(): Command {
  const command = new Command('devices').description('Lists the devices with their last reported values.');
  return addApiOptions(command)
    .option('--home <home>', 'only of this home: its id, its name, or the beginning of either')
    .option('--room <room>', 'only in this room or in a room within it')
    .option('--hub <hub>', 'only of this hub')
    .addOption(
      new Option(
        '--trait <trait...>',
        'only with this trait, such as contact, or with a value: state=ON, battery<20 (quote it)',
      ),
    )
    .addOption(
      new Option('--availability <availability>', 'only those that are').choices([
        ...['online', 'offline', 'hubOffline'],
      ]),
    )
    .option('--text <words>', 'only with these words in name, model, vendor or address')
    .addOption(new Option('--sort <order>', 'in which order').choices(['address', 'name']))
    .option('--json', 'one JSON document: a list of devices as the API tells them')
    .addHelpText('after', exitCodesHelp)
    .action(async (options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const devices = await client.listDevices(await queryOf(client, options));
      if (options.json) process.stdout.write(`${JSON.stringify(devices)}\n`);
      else process.stdout.write(`${tableOf(devices, await roomNames(client, devices))}\n`);
    });
}

async function queryOf(client: ApiClient, options: FilterOptions): Promise<DeviceQuery> {
  const { home, room, hub, trait, availability, text, sort } = options;
  const found = home === undefined ? undefined : await findHome(client, home);
  return {
    ...(found && { homeId: found.homeId }),
    ...(room !== undefined && { roomId: (await findRoom(client, room)).roomId }),
    ...(hub !== undefined && { hubId: (await findHub(client, hub)).hubId }),
    ...(trait && { trait }),
    ...(availability && { availability }),
    ...(text !== undefined && { text }),
    ...(sort && { sort }),
  };
}

async function findHome(client: ApiClient, given: string) {
  return findByName('home', given, await client.listHomes(), {
    id: (home) => home.homeId,
    name: (home) => home.name,
  });
}

/** By id; asked for only where a device is in a room. */
async function roomNames(
  client: ApiClient,
  devices: readonly DeviceResource[],
): Promise<ReadonlyMap<string, string>> {
  if (devices.every(({ roomId }) => roomId === null)) return new Map();
  const rooms = await listAllRooms(client);
  return new Map(rooms.map(({ roomId, name }) => [roomId, name]));
}

function tableOf(devices: DeviceResource[], rooms: ReadonlyMap<string, string>): string {
  const rows = devices.map((device) => {
    const values = Object.entries(device.reported).map(([name, { value }]) => [name, value] as const);
    const room = device.roomId === null ? '' : (rooms.get(device.roomId) ?? device.roomId);
    return [
      plainText(device.name),
      ...(rooms.size > 0 ? [plainText(room)] : []),
      device.ieeeAddress,
      plainText(device.descriptor.model),
      stateOf(device),
      formatValues(Object.fromEntries(values)),
    ];
  });
  const columns = ['device', ...(rooms.size > 0 ? ['room'] : []), 'address', 'model', 'state', 'values'];
  return formatTable(columns, rows);
}

function stateOf({ hubOnline, available }: DeviceResource): string {
  if (!hubOnline) return 'hub offline';
  return available ? 'online' : 'offline';
}
