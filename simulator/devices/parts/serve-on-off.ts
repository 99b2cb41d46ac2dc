import { onOff } from '../../zcl/clusters/on-off.ts';
import { hasAttribute } from '../../zcl/layout.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { PowerOnChoice, Switching } from '../behaviours/switching.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

const { commands, attributes } = onOff;
const startUpChoices: Readonly<Record<number, PowerOnChoice>> = {
  0: 'off',
  1: 'on',
  2: 'toggle',
  255: 'previous',
};

/** On/Off (ZCL 3.8) over a switch; where the model serves StartUpOnOff, what it does when power comes back. */
export function serveOnOff(assembly: DeviceAssembly, endpointId: number, switching: Switching): void {
  const { server } = assembly;
  const show = () => server.set(endpointId, attributes.onOff, switching.on);
  switching.position.watch(show);
  assembly.whileInNetwork({ start: show });
  if (hasAttribute(server.layout, endpointId, attributes.startUpOnOff)) {
    const remembered = startUpChoices[Number(server.get(endpointId, attributes.startUpOnOff))];
    if (remembered !== undefined) switching.powerOnChoice = remembered;
  }
  server.handle(endpointId, onOff, {
    accepts: (attribute, value) =>
      attribute === attributes.startUpOnOff && startUpChoices[Number(value)] === undefined
        ? zclStatus.invalidValue
        : zclStatus.success,
    written: (attribute, value) => {
      const choice = startUpChoices[Number(value)];
      if (attribute === attributes.startUpOnOff && choice !== undefined) switching.powerOnChoice = choice;
    },
    command: ({ commandId, payload }) => {
      switch (commandId) {
        case commands.off:
          switching.turn(false, 'command');
          return zclStatus.success;
        case commands.on:
          switching.turn(true, 'command');
          return zclStatus.success;
        case commands.toggle:
          switching.turn(!switching.on, 'command');
          return zclStatus.success;
        case commands.offWithEffect:
          payload.uint16();
          switching.turn(false, 'command');
          return zclStatus.success;
        default:
          return zclStatus.unsupportedCommand;
      }
    },
  });
}
