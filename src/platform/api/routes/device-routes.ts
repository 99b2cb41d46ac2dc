import type { ApiInstance, RouteContext } from '../route-context.ts';
import { addCancelCommand, addReadCommand } from './commands.ts';
import { addListDevices, addReadDevice } from './devices.ts';
import { addListCommands, addListDeviceCommands } from './list-commands.ts';
import { addRemoveDevice } from './remove-device.ts';
import { addSendBatch } from './send-batch.ts';
import { addSendCommand } from './send-command.ts';
import { addUpdateDevice } from './update-device.ts';

/** The operations on devices and on what they are told to do. */
export function addDeviceRoutes(app: ApiInstance, context: RouteContext): void {
  addListDevices(app, context);
  addReadDevice(app, context);
  addUpdateDevice(app, context);
  addRemoveDevice(app, context);
  addSendCommand(app, context);
  addListDeviceCommands(app, context);
  addSendBatch(app, context);
  addListCommands(app, context);
  addReadCommand(app, context);
  addCancelCommand(app, context);
}
