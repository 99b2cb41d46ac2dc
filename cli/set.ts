import { Command, Option } from 'commander';
import { isIeeeAddress } from '../src/devices/ieee-address.ts';
import { ApiClient, type DeviceResource } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { findByName } from './find-by-name.ts';
import { parseAssignments } from './parse-assignments.ts';
import { parseSeconds } from './parse-seconds.ts';
import { showCommand } from './show-command.ts';

/** `zigfleet set DEVICE trait=value…`: sets traits and says what the device confirmed. */
export function createCommand(): Command {
  const command = new Command('set')
    .description('Sets traits of a device and says what the device confirmed.')
    .argument('<device>', 'its address, its name, or the beginning of either')
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
    .option('--json', 'the command as the API tells it')
    .addHelpText('after', exitCodesHelp)
    .action(async (name: string, assignments: string[], options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const device = await findDevice(client, name);
      const result = await client.setTraits({
        ieeeAddress: device.ieeeAddress,
        set: parseAssignments(assignments, device.descriptor.traits),
        waitS: options.wait,
        whenOffline: options.queue === undefined ? 'refuse' : 'queue',
        ...(options.queue !== undefined && { ttlMs: options.queue * 1000 }),
      });
      process.exitCode = showCommand(result, device.name, options.json === true);
    });
}

/** By its whole address with one question; otherwise by what the list says. */
async function findDevice(client: ApiClient, given: string): Promise<DeviceResource> {
  const address = given.toLowerCase();
  if (isIeeeAddress(address)) return client.readDevice(address);
  return findByName('device', given, await client.listDevices(), {
    id: (device) => device.ieeeAddress,
    name: (device) => device.name,
  });
}
