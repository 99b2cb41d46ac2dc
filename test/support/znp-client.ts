import { connect, type Socket } from 'node:net';
import { encodeFrame, MtParser } from '../../simulator/coordinator/znp/mt-frame.ts';
import { waitUntil } from './wait-until.ts';

/** A frame that the coordinator sent. */
export interface ReceivedFrame {
  cmd0: number;
  cmd1: number;
  data: Buffer;
}

/** A bare client of the coordinator's port, which may misbehave. */
export class ZnpClient {
  readonly socket: Socket;
  readonly frames: ReceivedFrame[] = [];
  closed = false;
  receivedBytes = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    const parser = new MtParser((cmd0, cmd1, data) =>
      this.frames.push({ cmd0, cmd1, data: Buffer.from(data) }),
    );
    socket.on('data', (chunk) => {
      this.receivedBytes += chunk.length;
      parser.push(chunk);
    });
    socket.on('close', () => {
      this.closed = true;
    });
    socket.on('error', () => {
      this.closed = true;
    });
  }

  static async connect(port: number): Promise<ZnpClient> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    const client = new ZnpClient(socket);
    await waitUntil('the connection', () => !socket.connecting);
    return client;
  }

  send(cmd0: number, cmd1: number, data = ''): void {
    this.socket.write(encodeFrame(cmd0, cmd1, Buffer.from(data, 'hex')));
  }

  /** Waits for a frame with these command bytes, takes it, and gives its data. */
  async take(cmd0: number, cmd1: number): Promise<Buffer> {
    const found = await waitUntil(`the frame ${cmd0.toString(16)} ${cmd1.toString(16)}`, () =>
      this.frames.find((frame) => frame.cmd0 === cmd0 && frame.cmd1 === cmd1),
    );
    this.frames.splice(this.frames.indexOf(found), 1);
    return found.data;
  }

  /** Sends a synchronous request and gives the data of its response. */
  request(cmd0: number, cmd1: number, data = ''): Promise<Buffer> {
    this.send(cmd0, cmd1, data);
    return this.take(cmd0 + 0x40, cmd1);
  }

  close(): void {
    this.socket.destroy();
  }
}
