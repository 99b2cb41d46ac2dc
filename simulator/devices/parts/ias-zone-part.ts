import { ByteWriter } from '../../zcl/byte-writer.ts';
import type { Attribute } from '../../zcl/cluster.ts';
import type { ClusterCommand, ClusterHandler, CommandOutcome } from '../../zcl/cluster-handler.ts';
import { iasZone, iasZoneNotifications } from '../../zcl/clusters/ias-zone.ts';
import type { ZclValue } from '../../zcl/data-types.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

const { attributes } = iasZone;
const zoneStates = { notEnrolled: 0x00, enrolled: 0x01 } as const;
const enrollSuccess = 0x00;
/** A zone id that was not given yet (ZCL 8.2.2.2.2.3). */
const noZoneId = 0xff;

/** IAS Zone (ZCL 8.2): asks to be enrolled once someone names himself its controller, and tells its alarms. */
export class IasZonePart implements ClusterHandler {
  readonly #assembly: DeviceAssembly;
  readonly #endpointId: number;
  readonly #manufacturerCode: number;
  readonly #setup: ((value: number) => void) | undefined;

  /** @param setup - called with what is written to Lumi's private setup attribute */
  constructor(
    assembly: DeviceAssembly,
    endpointId: number,
    manufacturerCode: number,
    setup?: (value: number) => void,
  ) {
    this.#assembly = assembly;
    this.#endpointId = endpointId;
    this.#manufacturerCode = manufacturerCode;
    this.#setup = setup;
    assembly.server.handle(endpointId, iasZone, this);
  }

  written(attribute: Attribute, value: ZclValue): void {
    if (attribute === attributes.iasCieAddress) this.#askToEnroll();
    if (attribute === attributes.lumiSetup) this.#setup?.(Number(value));
  }

  command({ payload }: ClusterCommand): CommandOutcome {
    const { server } = this.#assembly;
    const code = payload.uint8();
    const zoneId = payload.uint8();
    const enrolled = code === enrollSuccess;
    const state = enrolled ? zoneStates.enrolled : zoneStates.notEnrolled;
    server.set(this.#endpointId, attributes.zoneState, state);
    server.set(this.#endpointId, attributes.zoneId, enrolled ? zoneId : noZoneId);
    return zclStatus.success;
  }

  /** Sets the alarm bits, and tells them if they changed (ZCL 8.2.2.4.1). */
  setStatus(bits: number): void {
    const { server } = this.#assembly;
    if (server.get(this.#endpointId, attributes.zoneStatus) === bits) return;
    server.set(this.#endpointId, attributes.zoneStatus, bits);
    const zoneId = Number(server.get(this.#endpointId, attributes.zoneId));
    const payload = new ByteWriter().uint16(bits).uint8(0).uint8(zoneId).uint16(0).toBuffer();
    server.notify(this.#endpointId, iasZone, iasZoneNotifications.zoneStatusChange, payload);
  }

  #askToEnroll(): void {
    const { server } = this.#assembly;
    const zoneType = Number(server.get(this.#endpointId, attributes.zoneType));
    const payload = new ByteWriter().uint16(zoneType).uint16(this.#manufacturerCode).toBuffer();
    server.notify(this.#endpointId, iasZone, iasZoneNotifications.zoneEnrollRequest, payload);
  }
}
