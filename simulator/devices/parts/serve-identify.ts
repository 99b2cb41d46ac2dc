import type { Clock } from '../../../src/common/clock.ts';
import { AttributeSource } from '../../zcl/attribute-values.ts';
import { ByteWriter } from '../../zcl/byte-writer.ts';
import type { Attribute } from '../../zcl/cluster.ts';
import type { ClusterCommand, ClusterHandler, CommandOutcome } from '../../zcl/cluster-handler.ts';
import { identify, identifyResponses } from '../../zcl/clusters/identify.ts';
import type { ZclValue } from '../../zcl/data-types.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

const secondMs = 1000;

/** Whether a device shows itself now, by a light or a sound. */
export interface Identifying {
  readonly active: boolean;
}

/** Identify (ZCL 3.5): counts down while it shows itself. */
export function serveIdentify(assembly: DeviceAssembly, endpointId: number): Identifying {
  const part = new IdentifyPart(assembly.context.clock);
  assembly.server.provide(endpointId, identify.attributes.identifyTime, part);
  assembly.server.handle(endpointId, identify, part);
  return part;
}

class IdentifyPart extends AttributeSource implements Identifying, ClusterHandler {
  readonly #clock: Clock;
  #untilMs = 0;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  get active(): boolean {
    return this.attributeValue() > 0;
  }

  /** Seconds left. */
  attributeValue(): number {
    return Math.max(0, Math.ceil((this.#untilMs - this.#clock.monotonic()) / secondMs));
  }

  command({ commandId, payload }: ClusterCommand): CommandOutcome {
    if (commandId === identify.commands.identify) {
      this.#show(payload.uint16());
      return zclStatus.success;
    }
    if (commandId === identify.commands.triggerEffect) {
      payload.uint16();
      return zclStatus.success;
    }
    // Only those who show themselves answer the query (ZCL 3.5.2.3.2.2).
    if (!this.active) return 'silent';
    return {
      commandId: identifyResponses.identifyQueryResponse,
      payload: new ByteWriter().uint16(this.attributeValue()).toBuffer(),
    };
  }

  written(_attribute: Attribute, value: ZclValue): void {
    this.#show(Number(value));
  }

  #show(seconds: number): void {
    this.#untilMs = this.#clock.monotonic() + seconds * secondMs;
  }
}
