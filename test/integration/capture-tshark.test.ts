import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaptureWriter } from '../../simulator/capture/capture-writer.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { magnetAddress, makeLedgerWorld, plugAddress } from '../support/ledger-world.ts';
import { tshark, tsharkOrInstall } from '../support/tshark.ts';

const version = await tsharkOrInstall();
if (version === undefined) {
  process.stderr.write(
    '\n*** tshark is missing, and could not be installed: captures are NOT tried against Wireshark\n\n',
  );
}

let folder: string;
let path: string;

/** The fields of each packet that a display filter lets through. */
async function packets(filter: string, ...fields: string[]): Promise<string[][]> {
  const columns = fields.flatMap((field) => ['-e', field]);
  const output = await tshark('-r', path, '-Y', filter, '-T', 'fields', ...columns);
  return (output ?? '')
    .split('\n')
    .filter(Boolean)
    .map((row) => row.split('\t'));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zigfleet-capture-'));
  path = join(folder, 'air.pcapng');
  const world = makeLedgerWorld();
  const writer = new CaptureWriter({ path, comment: 'a test', logger: silentLogger() });
  await writer.start();
  writer.observe(world.network, 'hall');
  world.joinAll();
  world.run(10_000);
  world.device('door').variable('contact').setFromOutside(false);
  world.send(plugAddress, 6, '114201');
  world.send(plugAddress, 0, '1043000400050001ff');
  const networkAddress = world.network.networkAddressOf(plugAddress) ?? 0;
  const question = Buffer.from([9, networkAddress & 0xff, networkAddress >> 8]);
  world.network.coordinator.sendZdo(networkAddress, 0x0005, question);
  world.run(1000);
  await writer.stop();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(version === undefined)('tshark', () => {
  it('decodes every packet, and finds nothing malformed', async () => {
    const all = await packets('frame', 'frame.number', 'frame.interface_name');
    expect(all.length).toBeGreaterThan(20);
    expect(all.every(([, name]) => name === 'hall')).toBe(true);
    expect(await packets('_ws.malformed', 'frame.number')).toEqual([]);
    expect(await packets('!(zbee_zcl || zbee_zdp)', 'frame.number', 'frame.protocols')).toEqual([]);
  });

  it('decodes reports down to their attributes and values', async () => {
    const contacts = await packets(
      'zbee_aps.cluster == 0x0006 && zbee_zcl.cmd.id == 0x0a',
      'zbee_nwk.src',
      'zbee_nwk.dst',
      'zbee_zcl_general.onoff.attr_id',
      'zbee_zcl_general.onoff.attr.onoff',
    );
    expect(contacts.at(-1)?.slice(1)).toEqual(['0x0000', '0x0000', expect.stringMatching(/^(1|0x01|True)$/)]);
    const temperatures = await packets(
      'zbee_aps.cluster == 0x0402',
      'zbee_zcl_meas_sensing.tempmeas.attr.value',
    );
    expect(temperatures.length).toBeGreaterThan(1);
    for (const [value] of temperatures) expect(Math.abs(Number(value) / 100 - 21.37)).toBeLessThan(1);
    const models = await packets(
      'zbee_aps.cluster == 0x0000 && zbee_zcl.cmd.id == 0x0a',
      'zbee_zcl.attr.str',
    );
    expect(models.some(([text]) => text?.includes('lumi.sensor_magnet.aq2'))).toBe(true);
  });

  it('decodes commands and reads', async () => {
    const commands = await packets(
      'zbee_zcl_general.onoff.cmd.srv_rx.id',
      'zbee_zcl.cmd.tsn',
      'zbee_aps.dst',
    );
    expect(commands).toEqual([['66', '1']]);
    const reads = await packets(
      'zbee_zcl.cmd.id == 0x00 && zbee_aps.cluster == 0',
      'zbee_zcl_general.basic.attr_id',
    );
    expect(reads[0]?.[0]).toContain('0x0004');
  });

  it('decodes ZDO: announces, requests and responses', async () => {
    const announced = await packets('zbee_aps.zdp_cluster == 0x0013', 'zbee_zdp.ext_addr');
    expect(announced.map(([address]) => `0x${address?.replaceAll(':', '')}`)).toContain(magnetAddress);
    const responses = await packets('zbee_aps.zdp_cluster == 0x8005', 'zbee_zdp.status', 'zbee_zdp.endpoint');
    expect(responses).toHaveLength(1);
    expect(Number(responses[0]?.[0])).toBe(0);
  });
});
