import { Command } from 'commander';
import { formatTable } from '../src/common/format-table.ts';
import { ApiClient, type DeviceResource } from './api-client.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { formatValues, plainText } from './format-values.ts';

/** `zigfleet devices`: what the platform knows of the devices. */
export function createCommand(): Command {
  const command = new Command('devices').description('Lists the devices with their last reported values.');
  return addApiOptions(command)
    .option('--json', 'one JSON document: a list of devices as the API tells them')
    .addHelpText('after', exitCodesHelp)
    .action(async (options) => {
      const devices = await new ApiClient(apiTargetOf(options, process.env)).listDevices();
      process.stdout.write(options.json ? `${JSON.stringify(devices)}\n` : `${tableOf(devices)}\n`);
    });
}

function tableOf(devices: DeviceResource[]): string {
  const rows = devices.map((device) => {
    const values = Object.entries(device.reported).map(([name, { value }]) => [name, value] as const);
    return [
      plainText(device.name),
      device.ieeeAddress,
      plainText(device.descriptor.model),
      stateOf(device),
      formatValues(Object.fromEntries(values)),
    ];
  });
  return formatTable(['device', 'address', 'model', 'state', 'values'], rows);
}

function stateOf({ hubOnline, available }: DeviceResource): string {
  if (!hubOnline) return 'hub offline';
  return available ? 'online' : 'offline';
}
