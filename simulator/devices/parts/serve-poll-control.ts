import type { Attribute } from '../../zcl/cluster.ts';
import type { ClusterCommand, ClusterHandler, CommandOutcome } from '../../zcl/cluster-handler.ts';
import { pollControl, pollControlNotifications } from '../../zcl/clusters/poll-control.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { ZclServer } from '../../zcl/zcl-server.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';

const { checkinInterval } = pollControl.attributes;
const quarterMs = 250;
/** When it does not check in, it looks this often whether it is to again. */
const idleMs = 3_600_000;

/** Poll Control (ZCL 3.16): the device checks in, and need not change how it polls. */
export function servePollControl(assembly: DeviceAssembly, endpointId: number): void {
  const part = new PollControlPart(assembly, endpointId);
  assembly.server.handle(endpointId, pollControl, part);
  assembly.whileInNetwork(part.checkins);
}

class PollControlPart implements ClusterHandler, Repeated {
  readonly checkins: RepeatingTimer;
  readonly #server: ZclServer;
  readonly #endpointId: number;

  constructor({ context, server }: DeviceAssembly, endpointId: number) {
    this.#server = server;
    this.#endpointId = endpointId;
    this.checkins = new RepeatingTimer(context.clock, this);
  }

  written(attribute: Attribute): void {
    if (attribute === checkinInterval) this.checkins.start();
  }

  command({ commandId, payload }: ClusterCommand): CommandOutcome {
    if (commandId === pollControl.commands.checkinResponse) {
      payload.uint8();
      payload.uint16();
    }
    return zclStatus.success;
  }

  repeatAfterMs(): number {
    return this.#intervalMs || idleMs;
  }

  repeat(): void {
    if (this.#intervalMs === 0) return;
    this.#server.notify(this.#endpointId, pollControl, pollControlNotifications.checkin, Buffer.alloc(0));
  }

  get #intervalMs(): number {
    return Number(this.#server.get(this.#endpointId, checkinInterval)) * quarterMs;
  }
}
