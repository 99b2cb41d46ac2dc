import { pollControl, pollControlNotifications } from '../../zcl/clusters/poll-control.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import { RepeatingTimer } from '../repeating-timer.ts';

const { checkinInterval } = pollControl.attributes;
const quarterMs = 250;
/** When it does not check in, it looks this often whether it is to again. */
const idleMs = 3_600_000;

/** Poll Control (ZCL 3.16) of a device that listens anyway: it checks in, and need not change how it polls. */
export function servePollControl(assembly: DeviceAssembly, endpointId: number): void {
  const { context, server } = assembly;
  const intervalMs = () => Number(server.get(endpointId, checkinInterval)) * quarterMs;
  const checkins = new RepeatingTimer(context.clock, {
    repeatAfterMs: () => intervalMs() || idleMs,
    repeat: () => {
      if (intervalMs() === 0) return;
      server.notify(endpointId, pollControl, pollControlNotifications.checkin, Buffer.alloc(0));
    },
  });
  server.handle(endpointId, pollControl, {
    written: (attribute) => {
      if (attribute === checkinInterval) checkins.start();
    },
    command: ({ commandId, payload }) => {
      if (commandId === pollControl.commands.checkinResponse) {
        payload.uint8();
        payload.uint16();
      }
      return zclStatus.success;
    },
  });
  assembly.whileInNetwork(checkins);
}
