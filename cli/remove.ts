import { Command, Option } from 'commander';
import { ApiClient } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { findDevice } from './find-place.ts';
import { parseSeconds } from './parse-seconds.ts';
import { pinOf, pinOption } from './pin-option.ts';
import { showCommand } from './show-command.ts';

/** `zigfleet remove DEVICE`: takes a device out of the network. */
export function createCommand(): Command {
  const command = new Command('remove')
    .description('Asks a device to leave the Zigbee network. Its name is kept for when it joins again.')
    .argument('<device>', 'its address, its name, or the beginning of either');
  return addApiOptions(command)
    .option('--force', 'forget it even if it does not answer')
    .addOption(
      new Option('--wait <seconds>', 'how long to wait for the end, 0 to 60')
        .default(15)
        .argParser(parseSeconds(0, 60)),
    )
    .addOption(pinOption())
    .option('--json', 'the command as the API tells it')
    .addHelpText('after', exitCodesHelp)
    .action(async (given: string, options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const device = await findDevice(client, given);
      const result = await client.removeDevice(device.ieeeAddress, {
        ...{ force: options.force === true, waitS: options.wait },
        ...(await pinOf(options.pin)),
      });
      process.exitCode = showCommand(result, device.name, options.json === true);
    });
}
