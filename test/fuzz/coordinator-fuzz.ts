import { connect, type Socket } from 'node:net';
import { encodeFrame, MtParser } from '../../simulator/coordinator/znp/mt-frame.ts';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { parseHouse } from '../../simulator/house/load-house.ts';
import { startHouse } from '../../simulator/serve.ts';
import { createLogger } from '../../src/common/logger.ts';
import { type Random, seededRandom } from '../../src/common/random.ts';
import { waitUntil } from '../support/wait-until.ts';
import { hostileBytes } from './hostile-bytes.ts';

const houseFile = `
name: Fuzz
seed: 5
hubs: { hub: { radio: { port: 0, baud: 0 } } }
devices:
  climate: { model: lumi.weather }
  plug: { model: lumi.plug }
  lamp: { model: lumi.light.cwac02 }
`;

/** What a well-behaved client sends to bring a network up and open it. */
const forming = [
  [0x2f, 0x08, '0100800000'],
  [0x2f, 0x05, '04'],
  [0x24, 0x00, '010401050000000000'],
  [0x25, 0x36, '0ffcff3c01'],
] as const;

const ping = encodeFrame(0x21, 0x01, Buffer.alloc(0));
/** Longer than any frame: ends whatever a client left unfinished. */
const filler = Buffer.alloc(300);
const healthTimeoutMs = 5_000;
const messagesMax = 60;

export interface FuzzOptions {
  seed: number;
  /** How many clients, each with a coordinator of its own. */
  runs: number;
  /** The first of them: a run is the same whether others went before it or not. */
  first?: number;
  progress?: (run: number) => void;
}

export interface FuzzReport {
  runs: number;
  sentBytes: number;
  /** Frames among them that the coordinator took for whole. */
  acceptedFrames: number;
  receivedFrames: number;
}

/** A client that checks what it gets: whole frames and nothing between them. */
class StrictClient {
  readonly socket: Socket;
  readonly parser: MtParser;
  frames = 0;
  pings = 0;
  closed = false;

  constructor(port: number) {
    this.parser = new MtParser((cmd0, cmd1) => {
      this.frames++;
      if (cmd0 === 0x61 && cmd1 === 0x01) this.pings++;
    });
    this.socket = connect({ host: '127.0.0.1', port, noDelay: true });
    this.socket.on('data', (chunk) => this.parser.push(chunk));
    this.socket.on('close', () => {
      this.closed = true;
    });
    // A refused client is told by a closed connection, however that shows on this side.
    this.socket.on('error', () => {
      this.closed = true;
    });
  }

  /** @throws Error if the coordinator sent anything but frames */
  check(): void {
    const { skippedBytes, badFrames } = this.parser.counts;
    if (skippedBytes + badFrames > 0) throw new Error(`${skippedBytes} bytes came that are no frame`);
  }
}

/** How a hostile client delivers its bytes and goes away. */
type Manner = 'whole' | 'pieces' | 'halfOpen' | 'abrupt' | 'deaf' | 'twins';
const manners: readonly Manner[] = ['whole', 'pieces', 'halfOpen', 'abrupt', 'deaf', 'twins'];

async function misbehave(
  random: Random,
  port: number,
  manner: Manner,
  networkAddresses: () => number[],
): Promise<{ sentBytes: number; frames: number }> {
  const client = new StrictClient(port);
  await waitUntil('the connection', () => !client.socket.connecting);
  let sentBytes = 0;
  const write = (bytes: Buffer) => {
    sentBytes += bytes.length;
    client.socket.write(bytes);
  };
  for (const [cmd0, cmd1, data] of forming) {
    if (random.next() < 0.8) write(encodeFrame(cmd0, cmd1, Buffer.from(data, 'hex')));
  }
  if (manner === 'deaf') client.socket.pause();
  const twin = manner === 'twins' ? new StrictClient(port) : undefined;
  const count = random.integer(1, messagesMax);
  for (let message = 0; message < count; message++) {
    const bytes = hostileBytes(random, networkAddresses());
    twin?.socket.write(bytes);
    if (manner !== 'pieces') {
      write(bytes);
      continue;
    }
    for (let offset = 0; offset < bytes.length; ) {
      const length = random.integer(1, 9);
      write(bytes.subarray(offset, offset + length));
      offset += length;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  if (manner === 'halfOpen') client.socket.end();
  if (manner === 'whole' || manner === 'pieces') {
    // All that it sent has been dealt with once the answer to a last ping is there.
    write(Buffer.concat([filler, ping]));
    await waitUntil('the answer to the ping', () => client.pings > 0, healthTimeoutMs);
  }
  client.check();
  twin?.check();
  twin?.socket.destroy();
  if (manner === 'halfOpen') {
    await waitUntil('the half-open connection to be closed', () => client.closed, healthTimeoutMs);
  }
  client.socket.destroy();
  return { sentBytes, frames: client.frames };
}

/**
 * After all that, the next client must be served as if nothing had been. It is refused as long as the port has not
 * noticed that the one before has gone, and comes again.
 */
async function assertHealthy(port: number): Promise<void> {
  const greet = () => {
    const client = new StrictClient(port);
    client.socket.write(Buffer.concat([filler, ping]));
    return client;
  };
  let client = greet();
  try {
    await waitUntil(
      'the next client to be served',
      () => {
        if (client.closed) client = greet();
        return client.pings > 0;
      },
      healthTimeoutMs,
    );
    client.check();
  } finally {
    client.socket.destroy();
  }
}

function joinedAddresses(house: HouseService): number[] {
  return [...house.devices()].filter(({ node }) => node.joined).map(({ node }) => node.networkAddress);
}

/**
 * Lets strangers loose on coordinators, each in a house of its own.
 * @throws Error naming seed and run if a coordinator fails, logs an error, answers with anything but frames, or does
 *   not serve the next client
 */
export async function fuzzCoordinator(options: FuzzOptions): Promise<FuzzReport> {
  const { seed, runs, first = 0 } = options;
  const report: FuzzReport = { runs: 0, sentBytes: 0, acceptedFrames: 0, receivedFrames: 0 };
  for (let run = first; run < first + runs; run++) {
    const random = seededRandom(seed).fork(`run ${run}`);
    const manner = manners[run % manners.length] ?? 'whole';
    const failures: string[] = [];
    const logger = createLogger({
      name: 'fuzz',
      level: 'error',
      destination: { write: (line) => void failures.push(line) },
    });
    const house = await startHouse(parseHouse(houseFile, 'fuzz.yaml'), { logger });
    try {
      const [radio] = house.radioServices;
      if (!radio) throw new Error('the house has a radio');
      const { port } = radio.coordinator;
      const { sentBytes, frames } = await misbehave(random, port, manner, () => joinedAddresses(house));
      await assertHealthy(port);
      if (failures.length > 0) throw new Error(`it logged: ${failures.join('')}`);
      report.sentBytes += sentBytes;
      report.receivedFrames += frames;
      report.acceptedFrames += radio.coordinator.counts.frames;
    } catch (error) {
      throw new Error(`seed ${seed}, run ${run} (${manner}): ${String(error)}`, { cause: error });
    } finally {
      await house.stop();
    }
    report.runs++;
    options.progress?.(run);
  }
  return report;
}
