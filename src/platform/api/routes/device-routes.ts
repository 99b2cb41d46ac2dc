import type { ApiInstance, RouteContext } from '../route-context.ts';
import { addCancelCommand, addReadCommand } from './commands.ts';
import { addListDevices, addReadDevice } from './devices.ts';
import { addSendCommand } from './send-command.ts';
import { addUpdateDevice } from './update-device.ts';

/** The operations on devices and on what they are told to do. */
export function addDeviceRoutes(app: ApiInstance, context: RouteContext): void {
  addListDevices(app, context);
  addReadDevice(app, context);
  addUpdateDevice(app, context);
  addSendCommand(app, context);
  addReadCommand(app, context);
  addCancelCommand(app, context);
}
