import { type Models, Zcl } from 'zigbee-herdsman';
import { deliver } from './delivery.ts';

type Endpoint = Models.Endpoint;

/** Clusters whose commands are answered by a response of their own with a status in it. */
const answeringClusters = new Set(['closuresDoorLock']);

const strict = new Map<string, number>();
const checked = new WeakSet<Endpoint>();

/**
 * Runs an operation during which an error status in the device's answer to a command is an error, and in which whether it
 * is silent is known soon. The library itself looks at the status of reads and writes only: to it a command that the
 * device refused has succeeded.
 */
export async function withStatusCheck<T>(device: Models.Device, operation: () => Promise<T>): Promise<T> {
  for (const endpoint of device.endpoints) check(endpoint);
  const { ieeeAddr } = device;
  strict.set(ieeeAddr, (strict.get(ieeeAddr) ?? 0) + 1);
  try {
    return await operation();
  } finally {
    const left = (strict.get(ieeeAddr) ?? 1) - 1;
    if (left > 0) strict.set(ieeeAddr, left);
    else strict.delete(ieeeAddr);
  }
}

function check(endpoint: Endpoint): void {
  if (checked.has(endpoint)) return;
  checked.add(endpoint);
  const send = endpoint.zclCommand.bind(endpoint);
  const sendAndCheck: typeof send = async (...parameters) => {
    if (!strict.has(endpoint.deviceIeeeAddress)) return await send(...parameters);
    const frame = await deliver(endpoint, send, parameters);
    if (frame && strict.has(endpoint.deviceIeeeAddress)) {
      const status = statusOf(frame);
      if (status !== undefined && status !== Zcl.Status.SUCCESS) throw new Zcl.StatusError(status);
    }
    return frame;
  };
  endpoint.zclCommand = sendAndCheck as Endpoint['zclCommand'];
}

/** The status of a default response (ZCL revision 8, 2.5.12), or of a response that carries one. */
function statusOf(frame: Zcl.Frame): number | undefined {
  const payload = frame.payload as Record<string, unknown>;
  if (frame.header.isGlobal) {
    return frame.command.name === 'defaultRsp' ? Number(payload.statusCode) : undefined;
  }
  const isAnswer = answeringClusters.has(frame.cluster.name) && typeof payload.status === 'number';
  return isAnswer ? (payload.status as number) : undefined;
}
