import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Clock, Timer } from '../../../src/common/clock.ts';
import type { Service } from '../../../src/common/lifecycle.ts';
import type { Logger } from '../../../src/common/logger.ts';
import type { Random } from '../../../src/common/random.ts';
import { messageOf, ZigfleetError } from '../../../src/common/zigfleet-error.ts';
import type { VirtualNetwork } from '../../network/network.ts';
import { LineWriter } from './line-writer.ts';
import { MtParser, type ParserCounts } from './mt-frame.ts';
import { ZnpStick } from './znp-stick.ts';

export interface ZnpServerOptions {
  network: VirtualNetwork;
  /** `127.0.0.1` if absent. */
  host?: string;
  /** 0 takes any free port: see `port`. */
  port: number;
  /** Bits per second of the serial line that is played; absent or 0: as fast as the client reads. */
  baud?: number;
  /** File of the coordinator's non-volatile memory; absent: it forgets when the process ends. */
  nvPath?: string;
  /** How many devices the coordinator's memory holds, 1..1000; 100 if absent. */
  deviceCapacity?: number;
  /** Bytes that may wait for a slow client before unasked frames are dropped; 32 KiB paced, 4 MiB not, if absent. */
  backlogBytesMax?: number;
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** What went over the line, and what was thrown away. */
export interface ZnpCounts extends ParserCounts {
  /** Requests that were answered with the protocol's error frame. */
  rpcErrors: number;
  /** Frames that no client heard. */
  droppedFrames: number;
}

/** A frame that pauses for so long in its middle is none, milliseconds. */
const frameGapMs = 1000;

/** For how long a new client waits for the old one to be gone, milliseconds: one that reconnects may overtake itself. */
const takeoverMs = 200;

const keepAliveMs = 10_000;

interface Client {
  socket: Socket;
  parser: MtParser;
  writer: LineWriter;
  lastDataMs: number;
}

/** A ZNP stick behind a TCP port, as serial-port servers offer real ones: one client at a time. */
export class ZnpServer implements Service {
  readonly #options: ZnpServerOptions;
  readonly #logger: Logger;
  readonly #stick: ZnpStick;
  readonly #backlogBytesMax: number;
  readonly #pastCounts: ParserCounts = { frames: 0, skippedBytes: 0, badFrames: 0 };
  #server: Server | undefined;
  #client: Client | undefined;
  #candidate: { socket: Socket; timer: Timer } | undefined;
  #hung = false;

  constructor(options: ZnpServerOptions) {
    this.#options = options;
    this.#logger = options.logger;
    this.#backlogBytesMax = options.backlogBytesMax ?? (options.baud ? 32 * 1024 : 4 * 1024 * 1024);
    this.#stick = new ZnpStick({
      coordinator: options.network.coordinator,
      nvPath: options.nvPath,
      deviceCapacity: options.deviceCapacity ?? 100,
      clock: options.clock,
      random: options.random,
      logger: options.logger,
    });
  }

  /** The port it listens on. @throws ZigfleetError `unavailable` before `start` */
  get port(): number {
    const address = this.#server?.address() as AddressInfo | null | undefined;
    if (!address) throw new ZigfleetError('unavailable', 'the coordinator does not listen yet');
    return address.port;
  }

  /** Whether a client is connected. */
  get connected(): boolean {
    return this.#client !== undefined;
  }

  /** Bytes that wait for the client: those who push frames wait until it is small. */
  get backlogBytes(): number {
    return this.#client?.writer.backlogBytes ?? 0;
  }

  get counts(): ZnpCounts {
    const now = this.#client?.parser.counts ?? { frames: 0, skippedBytes: 0, badFrames: 0 };
    return {
      frames: this.#pastCounts.frames + now.frames,
      skippedBytes: this.#pastCounts.skippedBytes + now.skippedBytes,
      badFrames: this.#pastCounts.badFrames + now.badFrames,
      rpcErrors: this.#stick.dispatcher.rpcErrorCount,
      droppedFrames: this.#stick.line.droppedFrames,
    };
  }

  get hung(): boolean {
    return this.#hung;
  }

  /** A fault: it hears no request, answers none, says nothing; the connection stays. What was asked meanwhile is lost. */
  set hung(hung: boolean) {
    this.#hung = hung;
    this.#stick.line.mute = hung;
  }

  /** A fault: the stick restarts by itself; its network is down until the host starts it again. */
  restart(): void {
    this.#stick.restart();
  }

  /** A fault: so many of the next frames to the host go out with a wrong checksum. @param count - 0..65535 */
  corruptFrames(count: number): void {
    this.#stick.line.framesToCorrupt = count;
  }

  /**
   * Reads the coordinator's memory and listens.
   * @throws ZigfleetError `port-taken`; `decode-failed` if the memory's file is damaged
   */
  async start(): Promise<void> {
    await this.#stick.start();
    const { host = '127.0.0.1', port } = this.#options;
    const server = createServer({ noDelay: true }, (socket) => this.#connected(socket));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        const taken = error.code === 'EADDRINUSE';
        const message = taken
          ? `the coordinator's port ${host}:${port} is taken`
          : `the coordinator cannot listen on ${host}:${port}: ${messageOf(error)}`;
        reject(new ZigfleetError(taken ? 'port-taken' : 'unavailable', message, { cause: error }));
      });
      server.listen({ host, port }, resolve);
    });
    server.on('error', (error) => this.#logger.error({ err: error }, "the coordinator's port failed"));
    this.#logger.info({ host, port: this.port }, 'the coordinator listens');
  }

  async stop(): Promise<void> {
    this.#candidate?.timer.cancel();
    this.#candidate?.socket.destroy();
    this.#candidate = undefined;
    this.#client?.socket.destroy();
    const server = this.#server;
    if (server?.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
    await this.#stick.stop();
  }

  #connected(socket: Socket): void {
    socket.on('error', (error) => {
      this.#logger.debug({ err: error }, 'the connection to the coordinator failed');
    });
    if (!this.#client) {
      this.#adopt(socket);
      return;
    }
    if (this.#candidate) {
      this.#refuse(socket);
      return;
    }
    const timer = this.#options.clock.setTimer(takeoverMs, () => {
      this.#candidate = undefined;
      this.#refuse(socket);
    });
    this.#candidate = { socket, timer };
  }

  #refuse(socket: Socket): void {
    this.#logger.warn(
      { remoteAddress: socket.remoteAddress },
      'a second client of the coordinator is refused: it has one already, as a serial port has',
    );
    socket.destroy();
  }

  #adopt(socket: Socket): void {
    const { clock, baud } = this.#options;
    const writer = new LineWriter({
      clock,
      baud: baud || undefined,
      backlogBytesMax: this.#backlogBytesMax,
      sink: {
        write: (bytes) => {
          socket.write(bytes);
          this.#relieve(client);
        },
        get backlogBytes() {
          return socket.writableLength;
        },
      },
    });
    const parser = new MtParser((cmd0, cmd1, data) => this.#stick.dispatcher.dispatch(cmd0, cmd1, data));
    const client: Client = { socket, parser, writer, lastDataMs: clock.monotonic() };
    this.#client = client;
    this.#stick.line.attach(writer);
    socket.setKeepAlive(true, keepAliveMs);
    socket.on('data', (chunk) => this.#received(client, chunk));
    socket.on('drain', () => this.#relieve(client));
    socket.on('close', () => this.#closed(client));
    this.#options.network.coordinator.lineConnected();
    this.#logger.info({ remoteAddress: socket.remoteAddress }, 'a client of the coordinator connected');
  }

  #received(client: Client, chunk: Buffer): void {
    if (this.#hung) return;
    const nowMs = this.#options.clock.monotonic();
    if (client.parser.pendingBytes > 0 && nowMs - client.lastDataMs > frameGapMs) {
      client.parser.resynchronise();
    }
    client.lastDataMs = nowMs;
    client.parser.push(chunk);
    // Who asks without reading the answers is not listened to until they are read.
    if (client.writer.isFull) client.socket.pause();
  }

  #relieve(client: Client): void {
    if (client.socket.isPaused() && client.writer.backlogBytes < this.#backlogBytesMax / 2) {
      client.socket.resume();
    }
  }

  #closed(client: Client): void {
    const { unsentFrames } = client.writer;
    client.writer.close();
    this.#pastCounts.frames += client.parser.counts.frames;
    this.#pastCounts.badFrames += client.parser.counts.badFrames;
    this.#pastCounts.skippedBytes += client.parser.counts.skippedBytes + client.parser.pendingBytes;
    this.#stick.line.attach(undefined);
    this.#client = undefined;
    this.#options.network.coordinator.lineDisconnected(unsentFrames);
    this.#logger.info('the client of the coordinator is gone');
    const candidate = this.#candidate;
    if (!candidate) return;
    this.#candidate = undefined;
    candidate.timer.cancel();
    if (!candidate.socket.destroyed) this.#adopt(candidate.socket);
  }
}
