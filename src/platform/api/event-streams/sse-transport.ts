import type { ServerResponse } from 'node:http';
import type { ClosingReason, EventTransport } from './event-transport.ts';

/** Server-sent events (WHATWG HTML, section 9.2) on one response. */
export class SseTransport implements EventTransport {
  readonly #response: ServerResponse;
  readonly #headers: Record<string, string>;

  constructor(response: ServerResponse, headers: Record<string, string>) {
    this.#response = response;
    this.#headers = headers;
  }

  get begun(): boolean {
    return this.#response.headersSent;
  }

  get gone(): boolean {
    return this.#response.destroyed;
  }

  get waitingBytes(): number {
    return this.#response.writableLength;
  }

  begin(place: string): void {
    this.#response.writeHead(200, {
      ...this.#headers,
      'content-type': 'text/event-stream; charset=utf-8',
      // Nothing follows on this connection: kept alive after the stream's end it would hold up a node that stops.
      connection: 'close',
      'cache-control': 'no-store',
      // Proxies that buffer would hold events back.
      'x-accel-buffering': 'no',
    });
    this.#response.write(place === '' ? 'retry: 1000\n\n' : `retry: 1000\nid: ${place}\n\n`);
  }

  event(type: string, json: string, place: string | undefined): boolean {
    const id = place === undefined ? '' : `id: ${place}\n`;
    return this.#response.write(`${id}event: ${type}\ndata: ${json}\n\n`);
  }

  beat(place: string | undefined): boolean {
    return this.#response.write(`${place === undefined ? '' : `id: ${place}\n`}: heartbeat\n\n`);
  }

  close(reason: ClosingReason, detail: string): void {
    this.#response.end(`event: closing\ndata: ${JSON.stringify({ reason, detail })}\n\n`);
  }

  destroy(): void {
    this.#response.destroy();
  }

  onClose(listener: () => void): void {
    this.#response.once('close', listener);
  }

  onDrain(listener: () => void): void {
    this.#response.on('drain', listener);
  }
}
