import type {
  ApsIndication,
  NodeApplication,
  NodeDescription,
  NodeNetwork,
} from '../../simulator/network/application.ts';

/** Global ZCL commands (Zigbee Cluster Library, 2.5). */
const commands = {
  read: 0x00,
  readResponse: 0x01,
  write: 0x02,
  writeResponse: 0x04,
  configureReporting: 0x06,
  configureReportingResponse: 0x07,
  defaultResponse: 0x0b,
};

export interface ScriptedAttribute {
  type: number;
  value: Buffer;
}

/** A character string attribute. */
export function text(value: string): ScriptedAttribute {
  return { type: 0x42, value: Buffer.concat([Buffer.of(value.length), Buffer.from(value)]) };
}

/** An attribute of one byte. */
export function byte(type: number, value: number): ScriptedAttribute {
  return { type, value: Buffer.of(value) };
}

/**
 * The least application that a client can interview: answers reads from a table, accepts writes and reporting
 * configuration, says a default response to cluster commands, and remembers all that it got.
 */
export class ScriptedNode implements NodeApplication {
  readonly ieeeAddress: string;
  readonly description: NodeDescription;
  /** By `cluster/attribute` in decimal. */
  readonly attributes: Map<string, ScriptedAttribute>;
  readonly received: ApsIndication[] = [];
  readonly events: string[] = [];
  /** Set by `attach`. */
  network: NodeNetwork | undefined;
  #sequence = 0;

  constructor(
    { ieeeAddress, ...description }: NodeDescription & { ieeeAddress: string },
    attributes: Record<string, ScriptedAttribute> = {},
  ) {
    this.ieeeAddress = ieeeAddress;
    this.description = description;
    this.attributes = new Map(Object.entries(attributes));
  }

  attach(network: NodeNetwork): void {
    this.network = network;
  }

  onJoined(rejoin: boolean): void {
    this.events.push(rejoin ? 'rejoined' : 'joined');
    this.network?.poll();
  }

  onLeft(): void {
    this.events.push('left');
  }

  onPower(powered: boolean): void {
    this.events.push(powered ? 'powered' : 'unpowered');
  }

  receive(indication: ApsIndication): void {
    this.received.push(indication);
    const answer = this.#answer(indication);
    if (!answer) return;
    void this.network?.send({
      destination: {
        mode: 'unicast',
        networkAddress: indication.sourceNetworkAddress,
        endpointId: indication.sourceEndpointId,
      },
      sourceEndpointId: indication.endpointId,
      profileId: indication.profileId,
      clusterId: indication.clusterId,
      payload: answer,
    });
  }

  /** Sends an attribute report to the coordinator's endpoint 1. */
  report(endpointId: number, clusterId: number, attributeId: number, attribute: ScriptedAttribute) {
    this.#sequence = (this.#sequence + 1) & 0xff;
    const payload = Buffer.concat([
      Buffer.of(0x18, this.#sequence, 0x0a, attributeId & 0xff, attributeId >> 8, attribute.type),
      attribute.value,
    ]);
    return this.network?.send({
      destination: { mode: 'unicast', networkAddress: 0, endpointId: 1 },
      sourceEndpointId: endpointId,
      profileId: 0x0104,
      clusterId,
      payload,
    });
  }

  #answer({ payload, clusterId, destination }: ApsIndication): Buffer | undefined {
    const control = payload[0] ?? 0;
    const isManufacturers = (control & 0x04) !== 0;
    const head = isManufacturers ? payload.subarray(3) : payload.subarray(1);
    const [sequence = 0, command = 0] = head;
    const body = head.subarray(2);
    const prefix = (answerCommand: number) =>
      isManufacturers
        ? Buffer.of(0x1c, payload[1] ?? 0, payload[2] ?? 0, sequence, answerCommand)
        : Buffer.of(0x18, sequence, answerCommand);
    if ((control & 0x03) === 1) {
      const wantsDefault = (control & 0x10) === 0 && destination.mode === 'unicast';
      return wantsDefault
        ? Buffer.concat([prefix(commands.defaultResponse), Buffer.of(command, 0)])
        : undefined;
    }
    switch (command) {
      case commands.read:
        return Buffer.concat([prefix(commands.readResponse), this.#readAll(clusterId, body)]);
      case commands.write: {
        const type = body[2] ?? 0;
        this.attributes.set(`${clusterId}/${body.readUInt16LE(0)}`, {
          type,
          value: Buffer.from(body.subarray(3)),
        });
        return Buffer.concat([prefix(commands.writeResponse), Buffer.of(0)]);
      }
      case commands.configureReporting:
        return Buffer.concat([prefix(commands.configureReportingResponse), Buffer.of(0)]);
      default:
        return undefined;
    }
  }

  #readAll(clusterId: number, body: Buffer): Buffer {
    const parts: Buffer[] = [];
    for (let offset = 0; offset + 1 < body.length; offset += 2) {
      const attributeId = body.readUInt16LE(offset);
      const id = Buffer.of(attributeId & 0xff, attributeId >> 8);
      const attribute = this.attributes.get(`${clusterId}/${attributeId}`);
      if (attribute) parts.push(id, Buffer.of(0, attribute.type), attribute.value);
      else parts.push(id, Buffer.of(0x86));
    }
    return Buffer.concat(parts);
  }
}

/** A mains-powered plug that routes, of no maker in particular. */
export function scriptedPlug(ieeeAddress: string): ScriptedNode {
  return new ScriptedNode(
    {
      ieeeAddress,
      logicalType: 'router',
      manufacturerCode: 0x1234,
      macCapabilityFlags: 0x8e,
      serverMask: 0x2c00,
      powerSource: 'mains',
      sleepy: false,
      endpoints: [
        {
          endpointId: 1,
          profileId: 0x0104,
          deviceId: 0x0051,
          deviceVersion: 1,
          inputClusterIds: [0, 3, 4, 5, 6],
          outputClusterIds: [0x19],
        },
      ],
    },
    {
      '0/0': byte(0x20, 3),
      '0/1': byte(0x20, 1),
      '0/2': byte(0x20, 1),
      '0/3': byte(0x20, 1),
      '0/4': text('Scripted'),
      '0/5': text('scripted.plug'),
      '0/6': text('20260101'),
      '0/7': byte(0x30, 1),
      '0/16384': text('1.0.0'),
      '6/0': byte(0x10, 0),
    },
  );
}
