import { Command } from 'commander';
import { ApiClient } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { findDevice, findHub } from './find-place.ts';
import { plainText } from './format-values.ts';

/** `zigfleet rename DEVICE NAME`: gives a device or a hub another name. */
export function createCommand(): Command {
  const command = new Command('rename')
    .description('Gives a device another name, or with --hub a hub.')
    .argument('<device>', 'its address, its name, or the beginning of either; with --hub the same of a hub')
    .argument('<name>', 'its name from now on; "" gives a device back its model as its name');
  return addApiOptions(command)
    .option('--hub', 'a hub is meant, not a device')
    .option('--icon <icon>', 'also the name of a picture, such as lamp')
    .option('--json', 'the device or hub as the API tells it')
    .addHelpText('after', exitCodesHelp)
    .action(async (given: string, name: string, options) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const icon = options.icon === undefined ? {} : { icon: options.icon as string };
      const renamed = options.hub
        ? await client.updateHub((await findHub(client, given)).hubId, { name, ...icon })
        : await client.updateDevice((await findDevice(client, given)).ieeeAddress, {
            ...{ name: name === '' ? null : name, ...icon },
          });
      process.stdout.write(options.json ? `${JSON.stringify(renamed)}\n` : `${plainText(renamed.name)}\n`);
    });
}
