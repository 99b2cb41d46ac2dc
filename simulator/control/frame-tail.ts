import type { ServerResponse } from 'node:http';
import type { RadioService } from '../house/radio-service.ts';
import type { AirFrame } from '../network/network-observer.ts';
import { FrameDescriber, type FrameEvent, type FrameRecord } from './frame-record.ts';
import type { HouseDirector } from './house-director.ts';

/** What a reader of frames wants to see; what is absent does not matter. */
export interface FrameFilter {
  hub?: string | undefined;
  /** One of these has sent it or is to get it. */
  devices?: readonly string[] | undefined;
  /** By name or id in hex. */
  cluster?: string | undefined;
  events: readonly FrameEvent[];
}

/** Bytes that may wait for a slow reader; further frames are dropped and counted. */
const backlogBytesMax = 1024 * 1024;

/** Tells a reader what passes on the air, a JSON document a line, until either side ends it. */
export class FrameTail {
  readonly #director: HouseDirector;
  readonly #filter: FrameFilter;
  readonly #response: ServerResponse;
  readonly #radios: readonly RadioService[];
  readonly #unobserve: (() => void)[] = [];
  readonly #onEnd: () => void;
  #dropped = 0;
  #ended = false;

  /**
   * @param onEnd - called once, when it is over
   * @throws ZigfleetError `not-found` for a device or hub that the house does not have
   */
  constructor(director: HouseDirector, filter: FrameFilter, response: ServerResponse, onEnd: () => void) {
    this.#director = director;
    this.#filter = filter;
    this.#response = response;
    this.#onEnd = onEnd;
    this.#radios = director.house.radiosOf(filter.hub);
    for (const id of filter.devices ?? []) if (id !== 'coordinator') director.house.device(id);
  }

  /** From here on the response is its own. */
  start(): void {
    this.#response.writeHead(200, {
      'content-type': 'application/x-ndjson',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    this.#response.flushHeaders();
    this.#response.once('close', () => this.stop());
    this.#response.on('drain', () => this.#tellDropped());
    for (const radio of this.#radios) this.#observe(radio);
  }

  stop(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const end of this.#unobserve) end();
    this.#tellDropped();
    this.#response.end();
    this.#onEnd();
  }

  #observe(radio: RadioService): void {
    const { events } = this.#filter;
    const { clock } = this.#director.house;
    const describer = new FrameDescriber(radio);
    const tell = (event: FrameEvent, frame: AirFrame, fate?: Parameters<FrameDescriber['describe']>[3]) =>
      this.#tell(describer.describe(event, frame, clock.now(), fate));
    this.#unobserve.push(
      radio.network.observe({
        ...(events.includes('sent') && { frameSent: (frame) => tell('sent', frame) }),
        ...(events.includes('delivered') && {
          frameDelivered: (frame, networkAddress) => tell('delivered', frame, { networkAddress }),
        }),
        ...(events.includes('lost') && {
          frameLost: (frame, networkAddress, reason) => tell('lost', frame, { networkAddress, reason }),
        }),
      }),
    );
  }

  #tell(record: FrameRecord): void {
    if (!this.#wants(record)) return;
    if (this.#response.writableLength > backlogBytesMax) {
      this.#dropped++;
      return;
    }
    this.#tellDropped();
    this.#response.write(`${JSON.stringify(record)}\n`);
  }

  /** Before whatever comes next: the reader learns where something is missing. */
  #tellDropped(): void {
    if (this.#dropped === 0) return;
    this.#response.write(`${JSON.stringify({ event: 'dropped', count: this.#dropped })}\n`);
    this.#dropped = 0;
  }

  #wants({ from, to, at, cluster, clusterId }: FrameRecord): boolean {
    const { devices, cluster: wanted } = this.#filter;
    if (wanted !== undefined && wanted.toLowerCase() !== cluster.toLowerCase()) {
      if (!/^0x[0-9a-f]{1,4}$/i.test(wanted) || Number(wanted) !== clusterId) return false;
    }
    if (devices === undefined || devices.length === 0) return true;
    const concerned = [from.device, 'device' in to ? to.device : null, at?.device];
    return devices.some((id) => concerned.includes(id));
  }
}
