import type { Logger } from '../../src/common/logger.ts';
import type { ApsIndication, NodeNetwork } from '../network/application.ts';
import type { AttributeValues } from './attribute-values.ts';
import { ByteWriter } from './byte-writer.ts';
import { foundation } from './foundation.ts';
import { zclFrameBytesMax } from './foundation-server.ts';
import { beginFrame, type ZclHeader } from './frame.ts';
import type { AttributeSlot, ServerLayout } from './layout.ts';
import { writeValue } from './value-codec.ts';

/** Where the reports of devices go that need no binding for it. */
const coordinator = { mode: 'unicast', networkAddress: 0x0000, endpointId: 1 } as const;

/** The server that it sends for. */
export interface SendingServer {
  readonly layout: ServerLayout;
  readonly values: AttributeValues;
  readonly logger: Logger;
  /** For the log. */
  readonly ieeeAddress: string;
}

/** Hears of every frame sent. */
export interface SendListener {
  sent(): void;
}

/** What a device sends: reports, its servers' own commands, answers. */
export class ZclSender {
  listener: SendListener | undefined;
  readonly #server: SendingServer;
  #network: NodeNetwork | undefined;
  #sequence = 0;

  constructor(server: SendingServer) {
    this.#server = server;
  }

  attach(network: NodeNetwork): void {
    this.#network = network;
  }

  /** Reports attributes. Those of one endpoint, cluster and manufacturer share a frame as far as it reaches. */
  report(slots: readonly AttributeSlot[]): void {
    if (!this.#network?.joined) return;
    const groups = Map.groupBy(slots, ({ endpointId, attribute }) => {
      return `${endpointId}/${attribute.clusterId}/${attribute.manufacturerCode}`;
    });
    for (const group of groups.values()) this.#reportGroup(group);
  }

  /** Sends a command of a cluster's server to its clients: along the bindings, else to the coordinator. */
  notify(endpointId: number, clusterId: number, commandId: number, payload: Buffer): void {
    const frame = beginFrame(this.#header(true, undefined, commandId)).bytes(payload);
    this.#toPartners(endpointId, clusterId, frame.toBuffer());
  }

  /** Sends a command of a cluster's client to its servers: along the bindings, else to the coordinator. */
  order(endpointId: number, clusterId: number, commandId: number, payload: Buffer): void {
    const header = { ...this.#header(true, undefined, commandId), fromServer: false };
    this.#toPartners(endpointId, clusterId, beginFrame(header).bytes(payload).toBuffer());
  }

  /** Answers whoever sent something. */
  reply(
    { sourceNetworkAddress, sourceEndpointId, endpointId, profileId, clusterId }: ApsIndication,
    payload: Buffer,
  ) {
    const network = this.#network;
    if (network === undefined) return;
    const destination = {
      mode: 'unicast',
      networkAddress: sourceNetworkAddress,
      endpointId: sourceEndpointId,
    } as const;
    this.#watch(network.send({ destination, sourceEndpointId: endpointId, profileId, clusterId, payload }));
  }

  /** Asks the server of a cluster at whoever sent something. */
  ask(indication: ApsIndication, commandId: number, payload: Buffer): void {
    const header = { ...this.#header(true, undefined, commandId), fromServer: false };
    this.reply(indication, beginFrame(header).bytes(payload).toBuffer());
  }

  #reportGroup(slots: readonly AttributeSlot[]): void {
    const [first] = slots;
    if (first === undefined) return;
    const { endpointId, attribute } = first;
    let frame: ByteWriter | undefined;
    for (const slot of slots) {
      const { attributeId, type } = slot.attribute;
      const record = new ByteWriter().uint16(attributeId).uint8(type);
      writeValue(record, type, this.#server.values.get(slot));
      const bytes = record.toBuffer();
      if (frame !== undefined && frame.length + bytes.length > zclFrameBytesMax) {
        this.#toPartners(endpointId, attribute.clusterId, frame.toBuffer());
        frame = undefined;
      }
      frame ??= beginFrame(this.#header(false, attribute.manufacturerCode, foundation.reportAttributes));
      frame.bytes(bytes);
    }
    if (frame !== undefined) this.#toPartners(endpointId, attribute.clusterId, frame.toBuffer());
  }

  #header(clusterSpecific: boolean, manufacturerCode: number | undefined, commandId: number): ZclHeader {
    this.#sequence = (this.#sequence + 1) & 0xff;
    return {
      clusterSpecific,
      manufacturerCode,
      fromServer: true,
      disableDefaultResponse: true,
      sequence: this.#sequence,
      commandId,
    };
  }

  #toPartners(endpointId: number, clusterId: number, payload: Buffer): void {
    const network = this.#network;
    const endpoint = this.#server.layout.endpoints.get(endpointId);
    if (endpoint === undefined || !network?.joined) return;
    const request = { sourceEndpointId: endpointId, profileId: endpoint.profileId, clusterId, payload };
    const bound = network.bindings.some(
      (binding) => binding.sourceEndpointId === endpointId && binding.clusterId === clusterId,
    );
    if (bound) this.#watch(network.sendToBindings(request));
    else if (this.#server.layout.reportsToCoordinator)
      this.#watch(network.send({ ...request, destination: coordinator }));
  }

  /** What was not delivered is lost, as on a real device: the APS layer has done its retries by then. */
  #watch(sent: ReturnType<NodeNetwork['send']>): void {
    this.listener?.sent();
    sent.catch((error: unknown) => {
      const { logger, ieeeAddress } = this.#server;
      logger.error({ err: error, ieeeAddress }, 'the network layer failed to send');
    });
  }
}
