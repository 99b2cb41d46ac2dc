import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { makeLedgerWorld, plugAddress } from '../../test/support/ledger-world.ts';
import { deviceModels } from '../devices/models/device-models.ts';
import type { ApsDestination } from '../network/application.ts';
import type { AirFrame } from '../network/network-observer.ts';
import { CaptureWriter } from './capture-writer.ts';
import { attributeName, clusterNames } from './cluster-names.ts';
import { decodeAirFrame } from './decode-frame.ts';
import { decodeZcl } from './decode-zcl.ts';
import { interfaceBlock, packetBlock, sectionHeaderBlock, tapHeader } from './pcapng.ts';
import { stationNames } from './station-names.ts';
import { encodePacket } from './zigbee-packet.ts';

function airFrame(clusterId: number, payloadHex: string, changes: Partial<AirFrame> = {}): AirFrame {
  const destination: ApsDestination = changes.destination ?? {
    mode: 'unicast',
    networkAddress: 0,
    endpointId: 1,
  };
  return {
    sequence: 1,
    sourceNetworkAddress: 0x950a,
    destination,
    request: {
      destination,
      sourceEndpointId: 1,
      profileId: 0x0104,
      clusterId,
      payload: Buffer.from(payloadHex.replaceAll(' ', ''), 'hex'),
    },
    ...changes,
  };
}

const names = {
  nameOf: (networkAddress: number) =>
    networkAddress === 0x950a ? '0x00158d0000000001 lumi.weather' : undefined,
};
const line = (clusterId: number, payloadHex: string, changes?: Partial<AirFrame>) =>
  decodeAirFrame(airFrame(clusterId, payloadHex, changes), names);

describe('decodeAirFrame', () => {
  const from = '0x00158d0000000001 lumi.weather';

  it.each([
    [0x0402, '18020a0000295908', 'ZCL report temperatureMeasurement.measuredValue=2137'],
    [0x0000, '1001 00 0400 0500', 'ZCL read basic.manufacturerName basic.modelId'],
    [
      0x0000,
      '1801 01 0400 00 42 044c554d49 0300 86',
      'ZCL readResponse basic.manufacturerName="LUMI" basic.hardwareVersion:unsupportedAttribute',
    ],
    [0x0000, '1001 02 1000 42 0168', 'ZCL write basic.locationDescription="h"'],
    [0x0000, '1801 04 00', 'ZCL writeResponse basic success'],
    [0x0000, '1801 04 88 0500', 'ZCL writeResponse basic.modelId:readOnly readOnly'],
    [
      0x0006,
      '1801 07 8c 00 0000',
      'ZCL configureReportingResponse onOff.onOff:unreportableAttribute unreportableAttribute',
    ],
    [0x0006, '1801 0b 02 00', 'ZCL defaultResponse onOff to toggle success'],
    [0x0006, '0101 02', 'ZCL onOff.toggle'],
    [0x0008, '0101 04 80 0a00', 'ZCL levelControl.moveToLevelWithOnOff 800a00'],
    [0x0500, '0901 00 010000000000', 'ZCL iasZone.zoneStatusChange 010000000000'],
    [0x0500, '0901 77', 'ZCL iasZone.0x77'],
    [0xfc11, '0101 05', 'ZCL 0xfc11.0x05'],
    [0xfc11, '1801 0a 0500 20 07', 'ZCL report 0xfc11.0x0005=7'],
    [
      0x0000,
      '1c5f11 01 0a 01ff 42 03 0121ff',
      "ZCL report basic.lumiHeartbeat={x'0121ff'} (maker 0x115f)".replace('{', '').replace('}', ''),
    ],
    [0x0402, '18020a000029', 'ZCL report temperatureMeasurement (cut)'],
    [0x0402, '1802', '0x0402 1802'],
    [0x0402, '', '0x0402 '],
  ])('shows cluster 0x%s, %s', (clusterId, payload, shown) => {
    expect(line(clusterId, payload)).toBe(`${from} → coordinator  ${shown}`);
  });

  it('shows where frames go', () => {
    const to = (destination: ApsDestination) => line(6, '010102', { destination, sourceNetworkAddress: 0 });
    expect(to({ mode: 'unicast', networkAddress: 0x950a, endpointId: 1 })).toBe(
      `coordinator → ${from}  ZCL onOff.toggle`,
    );
    expect(to({ mode: 'unicast', networkAddress: 0x1111, endpointId: 3 })).toBe(
      'coordinator → 0x1111/3  ZCL onOff.toggle',
    );
    expect(to({ mode: 'group', groupId: 7 })).toBe('coordinator → group 7  ZCL onOff.toggle');
    expect(to({ mode: 'broadcast', networkAddress: 0xffff, endpointId: 255 })).toBe(
      'coordinator → everyone/255  ZCL onOff.toggle',
    );
  });

  it('shows ZDO', () => {
    const zdo = (clusterId: number, payload: string) => {
      const frame = airFrame(clusterId, payload);
      Object.assign(frame.request, { profileId: 0, sourceEndpointId: 0 });
      return decodeAirFrame(frame, names).split('  ')[1];
    };
    expect(zdo(0x0013, '01')).toBe('ZDO deviceAnnounce');
    expect(zdo(0x8002, '0180')).toBe('ZDO nodeDescriptorResponse 0x80');
    expect(zdo(0x8005, '0100')).toBe('ZDO activeEndpointsResponse');
    expect(zdo(0x7777, '')).toBe('ZDO 0x7777');
  });

  it('cuts long values', () => {
    const text = '61'.repeat(200);
    expect(line(0, `18010a1000 42 c8${text}`).length).toBeLessThan(200);
  });

  it('names the stations of a network', () => {
    const { network, joinAll } = makeLedgerWorld();
    joinAll();
    const byModel = stationNames(network, (address) => (address === plugAddress ? 'lumi.plug' : undefined));
    const networkAddress = network.networkAddressOf(plugAddress) ?? 0;
    expect(byModel.nameOf(networkAddress)).toBe(`${plugAddress} lumi.plug`);
    expect(byModel.nameOf(0xfffa)).toBeUndefined();
  });

  it('does not mind any bytes', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.uint8Array({ maxLength: 80 }), (clusterId, bytes) => {
        expect(typeof line(clusterId, Buffer.from(bytes).toString('hex'))).toBe('string');
        decodeZcl(clusterId, Buffer.from(bytes));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('cluster names', () => {
  it('are known for every cluster that a model serves', () => {
    const layouts = [...deviceModels.values()].flatMap(({ layout }) => [...layout.endpoints.values()]);
    const clusters = layouts.flatMap((endpoint) => [...endpoint.clusters.values()]);
    expect(clusters.length).toBeGreaterThan(15);
    for (const { cluster } of clusters) {
      expect(clusterNames(cluster.id)?.name).toBe(cluster.name);
      for (const { attributeId, name } of Object.values(cluster.attributes)) {
        expect(attributeName(cluster.id, attributeId)).toBe(name);
      }
    }
  });

  it('are ids where there are none', () => {
    expect(clusterNames(0xfc77)).toBeUndefined();
    expect(attributeName(0xfc77, 3)).toBe('0x0003');
    expect(attributeName(0x0006, 0xf000)).toBe('0xf000');
  });
});

describe('encodePacket', () => {
  const counters = () => ({ mac: 5, network: 6, aps: 7 });
  const hex = (frame: AirFrame) => encodePacket(frame, 0x1a62, counters()).toString('hex');
  const zcl = '18020a0000295908';

  // MAC, network and APS headers as the specifications lay them out (IEEE 802.15.4 7.2, Zigbee r22 3.3.1 and 2.2.5.1).
  it('puts the headers around a unicast', () => {
    expect(hex(airFrame(0x0402, zcl))).toBe(
      `${'6188 05 621a 0000 0a95'}${'4800 0000 0a95 1e 06'}${'40 01 0204 0401 01 07'}${zcl}`.replaceAll(
        ' ',
        '',
      ),
    );
  });

  it('puts the headers around a group frame and a broadcast', () => {
    expect(hex(airFrame(6, zcl, { destination: { mode: 'group', groupId: 0x0907 } }))).toBe(
      `${'4188 05 621a ffff 0a95'}${'0800 fdff 0a95 1e 06'}${'0c 0709 0600 0401 01 07'}${zcl}`.replaceAll(
        ' ',
        '',
      ),
    );
    const everyone: ApsDestination = { mode: 'broadcast', networkAddress: 0xffff, endpointId: 255 };
    expect(hex(airFrame(6, zcl, { destination: everyone }))).toBe(
      `${'4188 05 621a ffff 0a95'}${'0800 ffff 0a95 1e 06'}${'08 ff 0600 0401 01 07'}${zcl}`.replaceAll(
        ' ',
        '',
      ),
    );
  });

  it('counts each layer on, and over', () => {
    const moved = { mac: 255, network: 255, aps: 255 };
    encodePacket(airFrame(6, zcl), 1, moved);
    const packet = encodePacket(airFrame(6, zcl), 1, moved);
    expect([packet[2], packet[16], packet[24]]).toEqual([0, 0, 0]);
  });
});

describe('pcapng', () => {
  it('has blocks that begin and end with their length, in whole words', () => {
    const blocks = [
      sectionHeaderBlock({ application: 'a', comment: 'b' }),
      interfaceBlock('radio'),
      packetBlock(0, 1, Buffer.of(1, 2, 3)),
    ];
    for (const block of blocks) {
      expect(block.length % 4).toBe(0);
      expect(block.readUInt32LE(4)).toBe(block.length);
      expect(block.readUInt32LE(block.length - 4)).toBe(block.length);
    }
  });

  it('dates packets in microseconds over 64 bits', () => {
    const timeUs = 1_795_493_333_915_161;
    const block = packetBlock(3, timeUs, Buffer.of(1, 2, 3));
    expect(block.readUInt32LE(8)).toBe(3);
    expect(block.readUInt32LE(12) * 2 ** 32 + block.readUInt32LE(16)).toBe(timeUs);
    expect([block.readUInt32LE(20), block.readUInt32LE(24)]).toEqual([3, 3]);
    expect(block.subarray(28, 32).toString('hex')).toBe('01020300');
  });

  it('says the channel before each frame', () => {
    expect(tapHeader(15).toString('hex')).toBe(
      '00001400 00000100 00000000 03000300 0f000000'.replaceAll(' ', ''),
    );
  });
});

describe('CaptureWriter', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zigfleet-capture-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function capture(name: string, options: { bufferBytesMax?: number } = {}) {
    const path = join(folder, name);
    const world = makeLedgerWorld();
    const writer = new CaptureWriter({ path, comment: 'a test', logger: silentLogger(), ...options });
    await writer.start();
    const end = writer.observe(world.network, 'radio');
    world.joinAll();
    world.run(10_000);
    end();
    world.run(10_000);
    await writer.stop();
    return { bytes: readFileSync(path), writer, world };
  }

  it('writes the same bytes for the same seed, and a packet for each frame that was sent', async () => {
    const one = await capture('one');
    const other = await capture('other');
    expect(one.bytes.equals(other.bytes)).toBe(true);
    let packets = 0;
    for (let offset = 0; offset < one.bytes.length; offset += one.bytes.readUInt32LE(offset + 4)) {
      if (one.bytes.readUInt32LE(offset) === 6) packets++;
    }
    const endMs = one.world.startMs + 12_000;
    const sent = one.world.entries.filter(({ type, timeMs }) => type === 'frameSent' && timeMs <= endMs);
    expect(packets).toBe(sent.length);
  });

  it('counts packets that the disk was too slow for, and stays readable', async () => {
    const { writer, bytes } = await capture('small', { bufferBytesMax: 1000 });
    expect(writer.droppedPackets).toBeGreaterThan(0);
    let offset = 0;
    while (offset < bytes.length) offset += bytes.readUInt32LE(offset + 4);
    expect(offset).toBe(bytes.length);
  });

  it('says so when the file cannot be written', async () => {
    const writer = new CaptureWriter({ path: folder, comment: '', logger: silentLogger() });
    await expect(writer.start()).rejects.toMatchObject({ code: 'invalid-config' });
  });
});
