import { Command } from 'commander';
import { ApiClient } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { findDevice, findRoom } from './find-place.ts';
import { plainText } from './format-values.ts';

/** `zigfleet move DEVICE [ROOM]`: puts a device into a room. */
export function createCommand(): Command {
  const command = new Command('move')
    .description('Puts a device into a room, or without one into none.')
    .argument('<device>', 'its address, its name, or the beginning of either')
    .argument('[room]', 'its id, its name, or the beginning of either');
  return addApiOptions(command)
    .option('--json', 'the device as the API tells it')
    .addHelpText('after', exitCodesHelp)
    .action(async (given: string, room: string | undefined, options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const device = await findDevice(client, given);
      const found = room === undefined ? undefined : await findRoom(client, room);
      const moved = await client.updateDevice(device.ieeeAddress, { roomId: found?.roomId ?? null });
      const told = `${moved.name}: ${found ? found.name : 'in no room'}`;
      process.stdout.write(options.json ? `${JSON.stringify(moved)}\n` : `${plainText(told)}\n`);
    });
}
