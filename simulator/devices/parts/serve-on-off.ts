import { onOff } from '../../zcl/clusters/on-off.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { Switching } from '../behaviours/switching.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

const { commands, attributes } = onOff;

/** On/Off (ZCL 3.8) over a switch. */
export function serveOnOff(assembly: DeviceAssembly, endpointId: number, switching: Switching): void {
  const { server } = assembly;
  const show = () => server.set(endpointId, attributes.onOff, switching.on);
  switching.position.watch(show);
  assembly.whileInNetwork({ start: show });
  server.handle(endpointId, onOff, {
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
