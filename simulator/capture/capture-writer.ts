import type { Service } from '../../src/common/lifecycle.ts';
import type { Logger } from '../../src/common/logger.ts';
import { AppendFile } from '../ledger/append-file.ts';
import type { VirtualNetwork } from '../network/network.ts';
import { interfaceBlock, packetBlock, sectionHeaderBlock, tapHeader } from './pcapng.ts';
import { encodePacket, type PacketCounters } from './zigbee-packet.ts';

export interface CaptureWriterOptions {
  /** Written anew: what was there is gone. */
  path: string;
  /** What the file says about where it comes from, one line. */
  comment: string;
  logger: Logger;
  /** Bytes that may wait for the disk, 16 MiB if absent; packets that do not fit are dropped and counted. */
  bufferBytesMax?: number;
}

/** Shown while a network is not up, or between two: nodes then shout into the void. */
const noPanId = 0xffff;
const defaultChannel = 11;

/** Writes what networks send into a pcapng file that Wireshark decodes down to ZCL, without any key. */
export class CaptureWriter implements Service {
  readonly #file: AppendFile;
  readonly #logger: Logger;
  #interfaces = 0;
  #dropped = 0;

  constructor(options: CaptureWriterOptions) {
    this.#logger = options.logger;
    this.#file = new AppendFile({
      path: options.path,
      mode: 'replace',
      logger: options.logger,
      ...(options.bufferBytesMax !== undefined && { bufferBytesMax: options.bufferBytesMax }),
    });
    this.#file.append(sectionHeaderBlock({ application: 'zigfleet', comment: options.comment }), true);
  }

  get path(): string {
    return this.#file.path;
  }

  /** Packets that are not in the file because the disk was too slow. */
  get droppedPackets(): number {
    return this.#dropped;
  }

  /** @throws ZigfleetError `invalid-config` if the file cannot be opened */
  start(): Promise<void> {
    return this.#file.start();
  }

  /** @throws ZigfleetError `internal` if the disk did not take everything */
  async stop(): Promise<void> {
    if (this.#dropped > 0) {
      this.#logger.warn(
        { count: this.#dropped, path: this.path },
        'the capture lacks packets: the disk was too slow',
      );
    }
    await this.#file.stop();
  }

  /**
   * Writes what a network sends from now on, as an interface of its own. Packets are dated by the network's clock.
   * @returns how to end that
   */
  observe(network: VirtualNetwork, radioId: string): () => void {
    const interfaceId = this.#interfaces++;
    this.#file.append(interfaceBlock(radioId), true);
    const counters: PacketCounters = { mac: 0, network: 0, aps: 0 };
    const { clock } = network;
    // The wall clock has whole milliseconds and may jump; between them the monotonic one tells.
    const startMs = clock.now() - clock.monotonic();
    let panId = noPanId;
    let channel = 0;
    let tap = tapHeader(defaultChannel);
    return network.observe({
      frameSent: (frame) => {
        const { parameters } = network.coordinator;
        if (parameters) {
          panId = parameters.panId;
          if (parameters.channel !== channel) {
            channel = parameters.channel;
            tap = tapHeader(channel);
          }
        }
        const timeUs = Math.round((startMs + clock.monotonic()) * 1000);
        const packet = Buffer.concat([tap, encodePacket(frame, panId, counters)]);
        if (!this.#file.append(packetBlock(interfaceId, timeUs, packet))) this.#dropped++;
      },
    });
  }
}
