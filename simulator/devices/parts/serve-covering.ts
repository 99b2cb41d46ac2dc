import { windowCovering } from '../../zcl/clusters/window-covering.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { Travelling } from '../behaviours/travelling.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

const { attributes, commands } = windowCovering;

/** Window Covering (ZCL 7.4): its percentage counts how far it is closed. */
export function serveCovering(assembly: DeviceAssembly, endpointId: number, covering: Travelling): void {
  const { server } = assembly;
  const show = () =>
    server.set(endpointId, attributes.currentPositionLiftPercentage, 100 - covering.position.value);
  show();
  covering.position.watch(show);
  server.handle(endpointId, windowCovering, {
    command: ({ commandId, payload }) => {
      if (commandId === commands.upOpen) covering.moveTo(100);
      else if (commandId === commands.downClose) covering.moveTo(0);
      else if (commandId === commands.stop) covering.halt();
      else {
        const closed = payload.uint8();
        if (closed > 100) return zclStatus.invalidField;
        covering.moveTo(100 - closed);
      }
      return zclStatus.success;
    },
  });
}
