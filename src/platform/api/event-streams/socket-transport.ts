import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { ClosingReason, EventTransport } from './event-transport.ts';

/** Codes by which a socket is closed (RFC 6455, section 7.4). The `closing` message before says more. */
const closeCodes: Record<ClosingReason, number> = {
  'slow-reader': 1008,
  'credential-revoked': 1008,
  'shutting-down': 1001,
  'store-unavailable': 1013,
};

/**
 * Events as JSON messages of a WebSocket: `{"type","id","data"}`, where `id` is the place to resume from. A silent socket is
 * pinged; one that leaves two pings unanswered is dead.
 */
export class SocketTransport implements EventTransport {
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  begun = false;
  #unansweredPings = 0;

  constructor(webSocket: WebSocket, socket: Socket) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    webSocket.on('pong', () => {
      this.#unansweredPings = 0;
    });
    webSocket.on('message', (message) => this.#hear(String(message)));
  }

  get gone(): boolean {
    return this.#webSocket.readyState === this.#webSocket.CLOSED;
  }

  get waitingBytes(): number {
    return this.#webSocket.bufferedAmount;
  }

  begin(place: string): void {
    this.begun = true;
    this.#send({ type: 'ready', id: place });
  }

  event(type: string, json: string, place: string | undefined): boolean {
    const id = place === undefined ? '' : `"id":${JSON.stringify(place)},`;
    this.#webSocket.send(`{"type":"${type}",${id}"data":${json}}`, ignore);
    return !this.#socket.writableNeedDrain;
  }

  beat(place: string | undefined): boolean {
    if (this.#unansweredPings >= 2) {
      this.destroy();
      return true;
    }
    this.#unansweredPings++;
    this.#webSocket.ping(undefined, undefined, ignore);
    // Programs in browsers do not see pings.
    this.#send({ type: 'heartbeat', ...(place !== undefined && { id: place }) });
    return !this.#socket.writableNeedDrain;
  }

  close(reason: ClosingReason, detail: string): void {
    this.#send({ type: 'closing', data: { reason, detail } });
    this.#webSocket.close(closeCodes[reason], reason);
  }

  /** Says why there will be no stream, as a problem document, and ends. */
  refuse(problem: object): void {
    this.#send({ type: 'problem', data: problem });
    this.#webSocket.close(1008, 'refused');
  }

  destroy(): void {
    this.#webSocket.terminate();
  }

  onClose(listener: () => void): void {
    this.#webSocket.once('close', listener);
  }

  onDrain(listener: () => void): void {
    this.#socket.on('drain', listener);
  }

  /** Subscribers have nothing to say but that they are there. */
  #hear(message: string): void {
    if (message === '{"type":"ping"}') {
      // Who asks and does not read the answers is treated as any other who does not read.
      if (!this.#socket.writableNeedDrain) this.#send({ type: 'pong' });
    } else this.#webSocket.close(1003, 'only {"type":"ping"} is understood');
  }

  #send(message: object): void {
    this.#webSocket.send(JSON.stringify(message), ignore);
  }
}

function ignore(): void {
  // What is sent while the socket closes is lost, as its end tells.
}
