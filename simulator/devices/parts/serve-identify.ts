import { ByteWriter } from '../../zcl/byte-writer.ts';
import { identify, identifyResponses } from '../../zcl/clusters/identify.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

const secondMs = 1000;

/** Whether a device shows itself now, by a light or a sound. */
export interface Identifying {
  readonly active: boolean;
}

/** Identify (ZCL 3.5): counts down while it shows itself. */
export function serveIdentify(assembly: DeviceAssembly, endpointId: number): Identifying {
  const { server, context } = assembly;
  let untilMs = 0;
  const remainingS = () => Math.max(0, Math.ceil((untilMs - context.clock.monotonic()) / secondMs));
  const show = (seconds: number) => {
    untilMs = context.clock.monotonic() + seconds * secondMs;
  };
  server.provide(endpointId, identify.attributes.identifyTime, remainingS);
  server.handle(endpointId, identify, {
    command: ({ commandId, payload }) => {
      if (commandId === identify.commands.identify) {
        show(payload.uint16());
        return zclStatus.success;
      }
      if (commandId === identify.commands.triggerEffect) {
        payload.uint16();
        return zclStatus.success;
      }
      // Only those who show themselves answer the query (ZCL 3.5.2.3.2.2).
      if (remainingS() === 0) return 'silent';
      return {
        commandId: identifyResponses.identifyQueryResponse,
        payload: new ByteWriter().uint16(remainingS()).toBuffer(),
      };
    },
    written: (_attribute, value) => show(Number(value)),
  });
  return {
    get active() {
      return remainingS() > 0;
    },
  };
}
