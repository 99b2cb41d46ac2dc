import { Command, Option } from 'commander';
import { isZigfleetError } from '../src/common/zigfleet-error.ts';
import { isIeeeAddress } from '../src/devices/ieee-address.ts';
import { ApiClient, type DeviceResource } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { findDevice, findRoom, type PlacedRoom } from './find-place.ts';
import { parseAssignments } from './parse-assignments.ts';
import { parseSeconds } from './parse-seconds.ts';
import { pinOf, pinOption } from './pin-option.ts';
import { showBatch } from './show-batch.ts';
import { showCommand } from './show-command.ts';

type Target = { device: DeviceResource } | { room: PlacedRoom };

/** `zigfleet set DEVICE trait=value…`: sets traits of a device, or of all in a room, and says what was confirmed. */
export function createCommand(): Command {
  const command = new Command('set')
    .description(
      'Sets traits of a device, or of all in a room that can take them, and says what was confirmed.',
    )
    .argument(
      '<device>',
      'the address or name of a device, the id or name of a room, or the beginning of one',
    )
    .argument(
      '<assignments...>',
      'trait=value, such as state=ON; composites as JSON: color={"x":0.3,"y":0.3}',
    );
  return addApiOptions(command)
    .addOption(
      new Option('--wait <seconds>', 'how long to wait for the device, 0 to 60')
        .default(5)
        .argParser(parseSeconds(0, 60)),
    )
    .addOption(
      new Option(
        '--queue <seconds>',
        'if the hub is offline, keep the command this long, 1 to 86400 (without: refuse it)',
      ).argParser(parseSeconds(1, 86_400)),
    )
    .option('--room', 'a room is meant, although a device is called like that, too')
    .addOption(pinOption())
    .option('--json', 'the command as the API tells it; of a room the list of results')
    .addHelpText('after', exitCodesHelp)
    .action(async (given: string, assignments: string[], options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const how = {
        waitS: options.wait,
        whenOffline: options.queue === undefined ? ('refuse' as const) : ('queue' as const),
        ...(options.queue !== undefined && { ttlMs: options.queue * 1000 }),
        ...(await pinOf(options.pin)),
      };
      const target = await findTarget(client, given, options.room === true);
      if ('device' in target) {
        const { ieeeAddress, descriptor, name } = target.device;
        const set = parseAssignments(assignments, descriptor.traits);
        const result = await client.setTraits({ ieeeAddress, set, ...how });
        process.exitCode = showCommand(result, name, options.json === true);
        return;
      }
      const { homeId, roomId } = target.room;
      const devices = await client.listDevices({ homeId, roomId });
      const set = parseAssignments(
        assignments,
        devices.flatMap(({ descriptor }) => descriptor.traits),
      );
      const results = await client.setRoom(target.room, { set, ...how });
      const names = new Map(devices.map(({ ieeeAddress, name }) => [ieeeAddress, name]));
      process.exitCode = showBatch(results, names, options.json === true);
    });
}

/** A device, unless a room is meant; where no device is called like that, a room may be. */
async function findTarget(client: ApiClient, given: string, isRoom: boolean): Promise<Target> {
  if (isRoom) return { room: await findRoom(client, given) };
  try {
    return { device: await findDevice(client, given) };
  } catch (error) {
    if (!isZigfleetError(error, 'not-found') || isIeeeAddress(given.toLowerCase())) throw error;
    const room = await findRoom(client, given).catch((other: unknown) => {
      throw isZigfleetError(other, 'not-found') ? error : other;
    });
    return { room };
  }
}
