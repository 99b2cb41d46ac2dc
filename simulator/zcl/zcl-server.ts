import type { Clock } from '../../src/common/clock.ts';
import type { Logger } from '../../src/common/logger.ts';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { ApsIndication, NodeNetwork } from '../network/application.ts';
import { type AttributeProvider, AttributeValues } from './attribute-values.ts';
import type { ByteReader } from './byte-reader.ts';
import type { Attribute, Cluster } from './cluster.ts';
import type { ClusterHandler } from './cluster-handler.ts';
import { CompactMap } from './compact-map.ts';
import type { ZclValue } from './data-types.ts';
import { foundation } from './foundation.ts';
import { answerFoundation } from './foundation-server.ts';
import { beginFrame, decodeFrame, type ZclHeader } from './frame.ts';
import type { AttributeSlot, ClusterLayout, EndpointLayout, ReportingRule, ServerLayout } from './layout.ts';
import { slotKey } from './layout.ts';
import {
  answerOtaNotice,
  otaClusterId,
  queryNextImageRequest,
  queryNextImageResponse,
  readClientAttributes,
} from './ota-client.ts';
import { ReportingEngine, type ReportingServer } from './reporting-engine.ts';
import { type ZclStatus, zclStatus } from './status.ts';
import { sameValue } from './value-codec.ts';
import { type SendingServer, type SendListener, ZclSender } from './zcl-sender.ts';

/** A maximum interval that ends reporting (ZCL 2.5.7.1.6); as minimum with maximum 0: back to the default. */
const intervalNever = 0xffff;

export interface ZclServerOptions {
  layout: ServerLayout;
  /** By which reporting intervals run. */
  clock: Clock;
  logger: Logger;
  /** For the log. */
  ieeeAddress: string;
  /** Of the device, as its node descriptor has it; 0 if absent. */
  manufacturerCode?: number;
}

/** The ZCL side of one device: answers what arrives, keeps its attributes, reports them. */
export class ZclServer implements SendingServer, ReportingServer {
  readonly layout: ServerLayout;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly ieeeAddress: string;
  readonly values = new AttributeValues();
  readonly reporting: ReportingEngine;
  /** Called when something changed that the device keeps in flash: written attributes, reporting. */
  onFlashChange: (() => void) | undefined;
  readonly #sender: ZclSender;
  readonly #manufacturerCode: number;
  #defaultRules: CompactMap<AttributeSlot, ReportingRule> | undefined;
  readonly #handlers = new CompactMap<number, ClusterHandler>();
  #batchDepth = 0;

  constructor(options: ZclServerOptions) {
    this.layout = options.layout;
    this.clock = options.clock;
    this.logger = options.logger;
    this.ieeeAddress = options.ieeeAddress;
    this.#manufacturerCode = options.manufacturerCode ?? 0;
    this.#sender = new ZclSender(this);
    this.reporting = new ReportingEngine(this);
    for (const slot of this.layout.slots) {
      if (slot.defaultRule !== undefined) this.reporting.set(slot, slot.defaultRule, false);
    }
  }

  attach(network: NodeNetwork): void {
    this.#sender.attach(network);
  }

  /** Called for every frame sent. */
  set sendListener(listener: SendListener | undefined) {
    this.#sender.listener = listener;
  }

  /** @throws TypeError if the model has no such attribute there: a bug of the model */
  slot(endpointId: number, attribute: Attribute): AttributeSlot {
    const cluster = this.layout.endpoints.get(endpointId)?.clusters.get(attribute.clusterId);
    const slot = cluster?.slots.get(slotKey(attribute.attributeId, attribute.manufacturerCode));
    if (slot === undefined) throw new TypeError(`endpoint ${endpointId} has no attribute ${attribute.name}`);
    return slot;
  }

  get(endpointId: number, attribute: Attribute): ZclValue {
    return this.values.get(this.slot(endpointId, attribute));
  }

  /** Sets an attribute; it is reported as its rule says, at once if it is due. */
  set(endpointId: number, attribute: Attribute, value: ZclValue): void {
    this.#change(this.slot(endpointId, attribute), value);
  }

  /** From now on the attribute's value is computed when it is wanted. */
  provide(endpointId: number, attribute: Attribute, provider: AttributeProvider): void {
    this.values.provide(this.slot(endpointId, attribute), provider);
  }

  /** Sets an attribute that was written over the air: it survives a power cut. */
  store(slot: AttributeSlot, value: ZclValue): void {
    this.#change(slot, value);
    this.onFlashChange?.();
  }

  /** Another rule than the model's, as long as nobody configures one over the air. */
  reportByDefault(endpointId: number, attribute: Attribute, rule: ReportingRule): void {
    const slot = this.slot(endpointId, attribute);
    this.#defaultRules ??= new CompactMap();
    this.#defaultRules.set(slot, rule);
    if (!this.reporting.isConfigured(slot)) this.reporting.set(slot, rule, false);
  }

  /** Gives a cluster of an endpoint its commands. */
  handle(endpointId: number, cluster: Cluster, handler: ClusterHandler): void {
    this.#handlers.set(handlerKey(endpointId, cluster.id), handler);
  }

  /** Several changes whose reports go out together. */
  batch(run: () => void): void {
    this.#batchDepth++;
    try {
      run();
    } finally {
      this.#batchDepth--;
      if (this.#batchDepth === 0) this.reporting.flush();
    }
  }

  /** Takes a reporting rule from over the air. */
  configureReporting(slot: AttributeSlot, rule: ReportingRule): ZclStatus {
    if (rule.minimumS === intervalNever && rule.maximumS === 0) {
      this.#restoreDefaultRule(slot);
    } else if (rule.maximumS === intervalNever) {
      this.reporting.remove(slot);
    } else if (rule.maximumS !== 0 && rule.minimumS > rule.maximumS) {
      return zclStatus.invalidValue;
    } else {
      this.reporting.set(slot, rule, true);
    }
    this.onFlashChange?.();
    return zclStatus.success;
  }

  /** The device left its network: what others configured there is forgotten. */
  forgetConfiguredReporting(): void {
    for (const { slot } of [...this.reporting.configured()]) this.#restoreDefaultRule(slot);
    this.onFlashChange?.();
  }

  /** Reports these attributes of an endpoint now, whatever their rules say; all of one cluster. */
  report(endpointId: number, attributes: readonly Attribute[]): void {
    this.#sender.report(attributes.map((attribute) => this.slot(endpointId, attribute)));
  }

  /** For the reporting, which has found them due. */
  reportSlots(slots: readonly AttributeSlot[]): void {
    this.#sender.report(slots);
  }

  /** Sends a command of a cluster's server to its clients: along the bindings, else to the coordinator. */
  notify(endpointId: number, cluster: Cluster, commandId: number, payload: Buffer): void {
    this.#sender.notify(endpointId, cluster.id, commandId, payload);
  }

  /** Sends a command as a client of a cluster, such as a switch does: along the bindings, else to the coordinator. */
  order(endpointId: number, cluster: Cluster, commandId: number, payload: Buffer = Buffer.alloc(0)): void {
    this.#sender.order(endpointId, cluster.id, commandId, payload);
  }

  /** Answers a frame. Whatever strangers send, it does not throw. */
  receive(indication: ApsIndication): void {
    this.batch(() => {
      let frame: ReturnType<typeof decodeFrame>;
      try {
        frame = decodeFrame(indication.payload);
      } catch (error) {
        // Without a header there is nobody to answer.
        this.logger.debug(
          { err: error, ieeeAddress: this.ieeeAddress },
          'a frame without a ZCL header was dropped',
        );
        return;
      }
      this.#answer(indication, frame.header, frame.payload);
    });
  }

  #answer(indication: ApsIndication, header: ZclHeader, payload: ByteReader): void {
    const endpoint = this.layout.endpoints.get(indication.endpointId);
    if (endpoint === undefined) return;
    let answer: Buffer | ZclStatus | 'silent';
    try {
      answer = this.#execute(indication, endpoint, header, payload);
    } catch (error) {
      if (isZigfleetError(error, 'decode-failed')) {
        answer = zclStatus.malformedCommand;
      } else {
        this.logger.error(
          { err: error, ieeeAddress: this.ieeeAddress, clusterId: indication.clusterId },
          'a device failed on a command',
        );
        answer = zclStatus.failure;
      }
    }
    if (answer === 'silent') return;
    if (typeof answer !== 'number') this.#sender.reply(indication, answer);
    else if (wantsDefaultResponse(indication, header, answer)) {
      const response = beginFrame({
        ...header,
        clusterSpecific: false,
        fromServer: !header.fromServer,
        disableDefaultResponse: true,
        commandId: foundation.defaultResponse,
      });
      response.uint8(header.commandId).uint8(answer);
      this.#sender.reply(indication, response.toBuffer());
    }
  }

  #execute(
    indication: ApsIndication,
    endpoint: EndpointLayout,
    header: ZclHeader,
    payload: ByteReader,
  ): Buffer | ZclStatus | 'silent' {
    // From another device's server: answers to our questions, and reports that nobody here asked for.
    if (header.fromServer) {
      if (header.clusterSpecific) return this.#clientCommand(indication, endpoint, header, payload);
      if (header.commandId !== foundation.readAttributes) return 'silent';
      const { clusterId } = indication;
      if (!endpoint.descriptor.outputClusterIds.includes(clusterId)) return zclStatus.unsupportedCluster;
      return readClientAttributes(clusterId, header, payload, this.#manufacturerCode);
    }
    if (!header.clusterSpecific && header.commandId === foundation.defaultResponse) return 'silent';
    const layout = endpoint.clusters.get(indication.clusterId);
    if (layout === undefined) return zclStatus.unsupportedCluster;
    const handler = this.#handlers.get(handlerKey(endpoint.endpointId, indication.clusterId));
    if (!header.clusterSpecific) return answerFoundation({ server: this, layout, handler, header, payload });
    return this.#command(indication, layout, handler, header, payload);
  }

  /** Commands of another's server that devices here understand: news of an OTA image, and the answer to what they ask then. */
  #clientCommand(
    indication: ApsIndication,
    { descriptor }: EndpointLayout,
    { commandId, manufacturerCode }: ZclHeader,
    payload: ByteReader,
  ): ZclStatus | 'silent' {
    const isClient =
      indication.clusterId === otaClusterId && descriptor.outputClusterIds.includes(otaClusterId);
    if (!isClient || manufacturerCode !== undefined) return zclStatus.unsupportedCommand;
    if (commandId === queryNextImageResponse) return 'silent';
    const question = answerOtaNotice(commandId, payload, this.#manufacturerCode);
    if (question === undefined) return zclStatus.unsupportedCommand;
    this.#sender.ask(indication, queryNextImageRequest, question);
    return zclStatus.success;
  }

  #command(
    indication: ApsIndication,
    layout: ClusterLayout,
    handler: ClusterHandler | undefined,
    header: ZclHeader,
    payload: ByteReader,
  ): Buffer | ZclStatus | 'silent' {
    const { commandId, manufacturerCode } = header;
    const known =
      manufacturerCode === undefined && Object.values(layout.cluster.commands).includes(commandId);
    if (handler?.command === undefined || !known) return zclStatus.unsupportedCommand;
    const outcome = handler.command({
      endpointId: indication.endpointId,
      commandId,
      payload,
      unicast: indication.destination.mode === 'unicast',
    });
    if (typeof outcome !== 'object') return outcome;
    const response = { ...header, fromServer: true, disableDefaultResponse: true };
    return beginFrame({ ...response, commandId: outcome.commandId })
      .bytes(outcome.payload)
      .toBuffer();
  }

  #restoreDefaultRule(slot: AttributeSlot): void {
    const rule = this.#defaultRules?.get(slot) ?? slot.defaultRule;
    if (rule === undefined) this.reporting.remove(slot);
    else this.reporting.set(slot, rule, false);
  }

  #change(slot: AttributeSlot, value: ZclValue): void {
    if (sameValue(this.values.get(slot), value)) return;
    this.values.set(slot, value);
    this.reporting.noteChange(slot, value);
    if (this.#batchDepth === 0) this.reporting.flush();
  }
}

function handlerKey(endpointId: number, clusterId: number): number {
  return endpointId * 0x10000 + clusterId;
}

/** ZCL revision 8, 2.5.12.2. */
function wantsDefaultResponse(indication: ApsIndication, header: ZclHeader, status: ZclStatus): boolean {
  if (indication.destination.mode !== 'unicast') return false;
  return !header.disableDefaultResponse || status !== zclStatus.success;
}
