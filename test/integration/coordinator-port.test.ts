import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeFrame } from '../../simulator/coordinator/znp/mt-frame.ts';
import { ZnpServer } from '../../simulator/coordinator/znp/znp-server.ts';
import { VirtualNetwork } from '../../simulator/network/network.ts';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { seededRandom } from '../../src/common/random.ts';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import { CoordinatorRig } from '../support/coordinator-rig.ts';
import { byte, scriptedPlug } from '../support/scripted-node.ts';
import { waitUntil } from '../support/wait-until.ts';
import { ZnpClient } from '../support/znp-client.ts';

const common = { clock: systemClock, logger: silentLogger() };

describe("the coordinator's port", () => {
  const rigs: CoordinatorRig[] = [];
  const clients: ZnpClient[] = [];

  const startRig = async (options: Parameters<typeof CoordinatorRig.start>[0] = {}) => {
    const rig = await CoordinatorRig.start(options);
    rigs.push(rig);
    return rig;
  };
  const connect = async (rig: CoordinatorRig) => {
    const client = await ZnpClient.connect(rig.server.port);
    clients.push(client);
    return client;
  };
  /** Brings the network up as a host does. */
  const form = async (client: ZnpClient) => {
    await client.request(0x2f, 0x08, '0100800000');
    await client.request(0x2f, 0x05, '04');
    await client.take(0x45, 0xc0);
    await client.take(0x4f, 0x80);
    await client.request(0x24, 0x00, '010401050000000000');
  };

  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    for (const rig of rigs.splice(0)) await rig.stop();
  });

  it('introduces itself as Z-Stack 3.x.0', async () => {
    const client = await connect(await startRig());
    expect((await client.request(0x21, 0x01)).toString('hex')).toBe('7904');
    expect((await client.request(0x21, 0x02)).toString('hex')).toBe('020102070146d93401');
  });

  it('answers a ping behind garbage and a damaged frame', async () => {
    const rig = await startRig();
    const client = await connect(rig);
    client.socket.write(Buffer.from('ef00010203fe00210121', 'hex'));
    await client.request(0x21, 0x01);
    expect(rig.server.counts).toMatchObject({ frames: 1, badFrames: 1 });
  });

  it.each([
    ['an unknown command', 0x21, 0x77, '', '022177'],
    ['an unknown subsystem', 0x3e, 0x01, '', '013e01'],
    ['a request that ends early', 0x24, 0x01, '34', '042401'],
    ['a ZDO request without destination', 0x25, 0x02, '00', '042502'],
  ])('answers %s with the error frame', async (_what, cmd0, cmd1, data, expected) => {
    const client = await connect(await startRig());
    client.send(cmd0, cmd1, data);
    expect((await client.take(0x60, 0x00)).toString('hex')).toBe(expected);
    await client.request(0x21, 0x01);
  });

  it('forms a network, tells its parameters, and answers for itself', async () => {
    const rig = await startRig();
    const client = await connect(rig);
    await client.request(0x21, 0x09, '83000002621a');
    await client.request(0x2f, 0x08, '0100800000');
    expect((await client.request(0x2f, 0x05, '04')).toString('hex')).toBe('00');
    expect((await client.take(0x45, 0xc0)).toString('hex')).toBe('09');
    expect((await client.take(0x4f, 0x80)).toString('hex')).toBe('000400');
    const information = await client.request(0x25, 0x50);
    expect(information.subarray(0, 7).toString('hex')).toBe('000009621a0000');
    expect(information.at(-1)).toBe(15);
    await client.request(0x24, 0x00, '010401050000000000');
    expect((await client.request(0x25, 0x05, '00000000')).toString('hex')).toBe('00');
    expect((await client.take(0x45, 0x85)).toString('hex')).toBe('00000000000101');
  });

  it('sends raw ZDO frames on demand, and answers with the same sequence number', async () => {
    const client = await connect(await startRig());
    await form(client);
    await client.request(0x25, 0x3e, 'ffff');
    // Active endpoints of the coordinator, sequence number 0x42, as an application frame to endpoint 0.
    const request = '02000000000000000000000000050009000a0300420000';
    expect((await client.request(0x24, 0x02, request)).toString('hex')).toBe('00');
    const raw = await client.take(0x45, 0xff);
    expect(raw.toString('hex')).toBe('0000000580004200000000000101');
  });

  it('gives the records that other clients want', async () => {
    const client = await connect(await startRig());
    expect(await client.request(0x27, 0x49, '00')).toHaveLength(36);
    expect((await client.request(0x21, 0x32, '0107000000')).toString('hex')).toBe('0c000000');
    for (const id of ['0300', '3000', '3200', '3300', '3600', '3800', '3e00', '8700', '8f00']) {
      expect((await client.request(0x21, 0x13, id)).readUInt16LE(0)).toBeGreaterThan(0);
    }
  });

  it('tells the fate of frames to nodes that are not there', async () => {
    const client = await connect(await startRig());
    await form(client);
    await client.request(0x24, 0x01, '34120101060007001e03110102');
    expect((await client.take(0x44, 0x80)).toString('hex')).toBe('cd0107');
  });

  it('refuses to send while there is no network', async () => {
    const client = await connect(await startRig());
    const response = await client.request(0x24, 0x01, '34120101060007001e03110102');
    expect(response.toString('hex')).toBe('c2');
  });

  it('keeps its memory over a restart, and loses it when told to', async () => {
    const rig = await startRig();
    const nvPath = rig.path('nv.json');
    const withMemory = () =>
      new ZnpServer({ ...common, network: rig.network, port: 0, random: seededRandom(3), nvPath });
    await rig.server.stop();
    const first = withMemory();
    await first.start();
    const client = await ZnpClient.connect(first.port);
    await form(client);
    const { parameters } = rig.network.coordinator;
    await first.stop();
    expect(JSON.parse(await readFile(nvPath, 'utf8'))).toMatchObject({ version: 1 });
    const second = withMemory();
    await second.start();
    const again = await ZnpClient.connect(second.port);
    expect((await again.request(0x25, 0x40, '6400')).toString('hex')).toBe('00');
    await again.take(0x45, 0xc0);
    expect(rig.network.coordinator.parameters).toEqual(parameters);
    await again.request(0x21, 0x09, '0300000103');
    again.send(0x41, 0x00, '01');
    await again.take(0x41, 0x80);
    expect((await again.request(0x25, 0x40, '6400')).toString('hex')).toBe('01');
    await second.stop();
  });

  it('does not start on a damaged memory, nor on a taken port', async () => {
    const rig = await startRig();
    const nvPath = rig.path('nv.json');
    await writeFile(nvPath, '{"format":"zigfleet-znp-nv","version":1,"items":{"1:0:1":"x"}}');
    const start = async (options: { port: number; nvPath?: string }) => {
      const network = new VirtualNetwork({ ...common, random: seededRandom(1) });
      const server = new ZnpServer({ ...common, network, random: seededRandom(3), ...options });
      try {
        await server.start();
      } catch (error) {
        return error;
      } finally {
        await server.stop();
      }
      return undefined;
    };
    expect(isZigfleetError(await start({ port: 0, nvPath }), 'decode-failed')).toBe(true);
    expect(isZigfleetError(await start({ port: rig.server.port }), 'port-taken')).toBe(true);
  });

  it('refuses a second client, and takes the next when the first is gone', async () => {
    const rig = await startRig();
    const first = await connect(rig);
    await first.request(0x21, 0x01);
    const second = await connect(rig);
    await waitUntil('the second to be refused', () => second.closed);
    await first.request(0x21, 0x01);
    first.close();
    const third = await connect(rig);
    await third.request(0x21, 0x01);
  });

  it('sends at the rate of the serial line', async () => {
    const rig = await startRig({ baud: 9600 });
    const client = await connect(rig);
    const startMs = performance.now();
    for (let index = 0; index < 40; index++) client.send(0x21, 0x01);
    await waitUntil('all responses', () => client.frames.length === 40);
    // 40 frames of 7 bytes of 10 bits.
    const lineMs = (40 * 7 * 10 * 1000) / 9600;
    const elapsedMs = performance.now() - startMs;
    expect(elapsedMs).toBeGreaterThan(lineMs - 5);
    expect(elapsedMs).toBeLessThan(lineMs * 3);
  });

  it('drops reports for a client that does not read, and holds no more than it may', async () => {
    const rig = await startRig({ backlogBytesMax: 64 * 1024 });
    const client = await connect(rig);
    await form(client);
    const plug = scriptedPlug('0x00158d0000000001');
    rig.network.addNode(plug);
    await client.request(0x25, 0x36, '0ffcff3c01');
    plug.network?.join();
    await waitUntil('the plug to join', () => plug.network?.joined);
    client.socket.pause();
    await waitUntil('frames to be dropped', async () => {
      for (let index = 0; index < 5000; index++) void plug.report(1, 6, 0, byte(0x10, index & 1));
      return rig.server.counts.droppedFrames > 0;
    });
    expect(rig.server.backlogBytes).toBeLessThan(80 * 1024);
    client.socket.resume();
    await waitUntil('the backlog to go', () => rig.server.backlogBytes === 0);
    await client.request(0x21, 0x01);
  });

  it('does not listen to a client that asks without reading', async () => {
    const rig = await startRig({ backlogBytesMax: 64 * 1024 });
    const client = await connect(rig);
    client.socket.pause();
    const requests = Buffer.concat(
      Array.from({ length: 20_000 }, () => encodeFrame(0x21, 0x1c, Buffer.from('4c000000', 'hex'))),
    );
    client.socket.write(requests);
    await waitUntil('the coordinator to stop reading', () => rig.server.backlogBytes > 64 * 1024);
    expect(rig.server.backlogBytes).toBeLessThan(8 * 1024 * 1024);
    client.socket.resume();
    await waitUntil('all answers', () => client.frames.length === 20_000);
  });

  it('forms a network whatever its memory was filled with', async () => {
    const rig = await startRig();
    const client = await connect(rig);
    for (const id of ['8300', '8400', '6200', '4700', '2d00', '0100', '0300']) {
      const length = await client.request(0x21, 0x13, id);
      await client.request(0x21, 0x12, `${id}${length.toString('hex')}`);
      await client.request(0x21, 0x07, `${id}010001ff`);
    }
    await form(client);
    expect(rig.network.coordinator.parameters).toMatchObject({ channel: 15 });
    client.send(0x41, 0x00, '01');
    await client.take(0x41, 0x80);
    await client.request(0x21, 0x01);
  });

  it('hands over a long message piece by piece', async () => {
    const rig = await startRig();
    const client = await connect(rig);
    await form(client);
    const plug = scriptedPlug('0x00158d0000000001');
    rig.network.addNode(plug);
    await client.request(0x25, 0x36, '0ffcff3c01');
    plug.network?.join();
    await waitUntil('the plug to join', () => plug.network?.joined);
    void plug.report(1, 0xfcc0, 0xf7, { type: 0x41, value: Buffer.alloc(400, 0x5a) });
    const announced = await client.take(0x44, 0x82);
    expect(announced).toHaveLength(27);
    const timestamp = announced.subarray(20, 24).toString('hex');
    const [first, second] = [
      await client.request(0x24, 0x12, `${timestamp}0000f0`),
      await client.request(0x24, 0x12, `${timestamp}f000a6`),
    ];
    expect(first.subarray(0, 2).toString('hex')).toBe('00f0');
    expect(Buffer.concat([first.subarray(2), second.subarray(2)])).toHaveLength(406);
    expect((await client.request(0x24, 0x12, `${timestamp}000000`)).toString('hex')).toBe('0000');
    expect((await client.request(0x24, 0x12, `${timestamp}0000f0`)).toString('hex')).toBe('0100');
  });

  it('survives random bytes and mutated frames', async () => {
    const rig = await startRig();
    const client = await connect(rig);
    await form(client);
    const random = seededRandom(99);
    for (let round = 0; round < 400; round++) {
      const data = Buffer.from(Array.from({ length: random.integer(0, 40) }, () => random.integer(0, 255)));
      const subsystem = [1, 4, 5, 7, 15][random.integer(0, 4)] ?? 1;
      const frame = encodeFrame(0x20 | subsystem, random.integer(0, 0x70), data);
      if (round % 3 === 0) frame[random.integer(0, frame.length - 1)] = random.integer(0, 255);
      client.socket.write(round % 7 === 0 ? frame.subarray(0, random.integer(0, frame.length)) : frame);
    }
    // Enough to end any unfinished frame.
    client.socket.write(Buffer.alloc(300));
    client.send(0x21, 0x01);
    await client.take(0x61, 0x01);
    expect(client.closed).toBe(false);
  });
});
