import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Zcl } from 'zigbee-herdsman';
import { herdsmanClusters } from '../../simulator/clone/herdsman-clusters.ts';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { parseHouse } from '../../simulator/house/load-house.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { herdsman } from '../support/coordinator-rig.ts';
import { runProgram } from '../support/run-program.ts';
import { waitUntil } from '../support/wait-until.ts';

const original = `
name: Original
seed: 4
hubs: { hub: { radio: { port: 0, baud: 0 } } }
devices:
  climate: { model: lumi.weather }
  plug: { model: lumi.plug }
  lamp: { model: lumi.light.cwac02 }
`;

interface Entry {
  type: string;
  ieeeAddr: string;
  modelId?: string;
  interviewCompleted?: boolean;
  endpoints: Record<string, Record<string, unknown>>;
}

/** What of a device must be the same in the clone. */
function essence(database: string): Record<string, unknown> {
  const entries = database
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry)
    .filter(({ type }) => type !== 'Coordinator');
  return Object.fromEntries(
    entries.map(({ ieeeAddr, type, modelId, endpoints }) => [
      ieeeAddr,
      {
        type,
        modelId,
        endpoints: Object.entries(endpoints).map(
          ([id, { profId, devId, inClusterList, outClusterList }]) => ({
            id,
            profId,
            devId,
            inClusterList,
            outClusterList,
          }),
        ),
      },
    ]),
  );
}

describe('sim clone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zigfleet-clone-'));
  const databasePath = join(folder, 'database.db');

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Lets a zigbee-herdsman interview a whole house, do something, and gives the database that it writes. */
  async function interview(
    house: HouseService,
    name: string,
    during: (controller: ReturnType<typeof herdsman>) => Promise<void>,
  ): Promise<string> {
    const [radio] = house.radios;
    if (!radio) throw new Error('the house has a radio');
    const prefix = join(folder, name);
    const controller = herdsman(radio.port, prefix);
    await controller.start();
    try {
      await controller.permitJoin(120);
      const count = house.house.devices.length;
      await waitUntil('all interviews', () => {
        const devices = [...controller.getDevicesIterator()].filter(({ type }) => type !== 'Coordinator');
        return (
          devices.length === count && devices.every(({ interviewState }) => interviewState === 'SUCCESSFUL')
        );
      });
      await during(controller);
    } finally {
      await controller.stop();
    }
    return readFileSync(`${prefix}.db`, 'utf8');
  }

  it('makes a house whose devices are interviewed as those of the original were', {
    timeout: 60_000,
  }, async () => {
    const first = await startHouse(parseHouse(original, 'original.yaml'), { logger: silentLogger() });
    let database = await interview(first, 'first', async (controller) => {
      const plug = controller.getDeviceByIeeeAddr(first.device('plug').entry.ieeeAddress);
      const endpoint = plug?.getEndpoint(1);
      const [coordinator] = controller.getDevicesByType('Coordinator');
      const target = coordinator?.getEndpoint(1);
      if (!endpoint || !target) throw new Error('the plug has an endpoint 1');
      await endpoint.bind('genOnOff', target);
      await endpoint.configureReporting('genOnOff', [
        { attribute: 'onOff', minimumReportInterval: 7, maximumReportInterval: 300, reportableChange: 0 },
      ]);
      await endpoint.command('genOnOff', 'on', {});
      await endpoint.read('genOnOff', ['onOff']);
    });
    const plugAddress = first.device('plug').entry.ieeeAddress;
    const lampAddress = first.device('lamp').entry.ieeeAddress;
    await first.stop();
    // A plug of a maker that nobody here has heard of.
    database = database.replaceAll('lumi.plug', 'acme.plug');
    writeFileSync(databasePath, database);
    writeFileSync(
      join(folder, 'state.json'),
      JSON.stringify({ [lampAddress]: { state: 'ON', brightness: 77 } }),
    );
    const run = await runProgram(['sim', 'clone', databasePath, '--state', join(folder, 'state.json')]);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stderr).toContain('3 devices: 2 recognised, 1 generic');

    const house = parseHouse(run.stdout.replace('port: 6638', 'port: 0\n      baud: 0'), 'clone.yaml');
    const clone = await startHouse(house, { logger: silentLogger() });
    const placed = (address: string) => {
      const found = [...clone.devices()].find(({ entry }) => entry.ieeeAddress === address);
      if (!found) throw new Error(`the clone has ${address}`);
      return found;
    };
    try {
      expect(placed(plugAddress).device.variable('state').value).toBe('ON');
      expect(placed(lampAddress).device.variable('brightness').value).toBe(77);
      const again = await interview(clone, 'second', async (controller) => {
        const endpoint = controller.getDeviceByIeeeAddr(plugAddress)?.getEndpoint(1);
        const rules = await endpoint?.readReportingConfig('genOnOff', [{ attribute: 'onOff' }]);
        expect(rules).toMatchObject([{ minRepIntval: 7, maxRepIntval: 300 }]);
        await endpoint?.command('genOnOff', 'off', {});
        expect(placed(plugAddress).device.variable('state').value).toBe('OFF');
      });
      expect(placed(plugAddress).node.bindings).toMatchObject([{ sourceEndpointId: 1, clusterId: 6 }]);
      expect(essence(again)).toEqual(essence(database));
    } finally {
      await clone.stop();
    }
  });

  it('is the same network for the same program with its database and backup: nobody has to join', async () => {
    // Of the run before: the database as its program left it, and the backup of its coordinator.
    const prefix = join(folder, 'moved');
    copyFileSync(databasePath, `${prefix}.db`);
    copyFileSync(join(folder, 'first.backup.json'), `${prefix}.backup.json`);
    const run = await runProgram(['sim', 'clone', databasePath]);
    const house = parseHouse(run.stdout.replace('port: 6638', 'port: 0\n      baud: 0'), 'clone.yaml');
    const clone = await startHouse(house, { logger: silentLogger() });
    const controller = herdsman(clone.radios[0]?.port ?? 0, prefix);
    const interviews: string[] = [];
    controller.on('deviceInterview', ({ device }) => interviews.push(device.ieeeAddr));
    try {
      expect(await controller.start()).toBe('restored');
      const devices = [...controller.getDevicesIterator()].filter(({ type }) => type !== 'Coordinator');
      expect(devices).toHaveLength(3);
      for (const { ieeeAddr, networkAddress } of devices) {
        const placed = [...clone.devices()].find(({ entry }) => entry.ieeeAddress === ieeeAddr);
        expect(placed?.node).toMatchObject({ linked: true, networkAddress });
      }
      const lamp = [...clone.devices()].find(({ entry }) => entry.model.modelId === 'lumi.light.cwac02');
      const endpoint = controller.getDeviceByIeeeAddr(lamp?.entry.ieeeAddress ?? '')?.getEndpoint(1);
      await endpoint?.command('genOnOff', 'on', {});
      expect(lamp?.device.variable('state').value).toBe('ON');
      expect(interviews).toEqual([]);
    } finally {
      await controller.stop();
      await clone.stop();
    }
  });

  it('says what is wrong with a database, and in which line', async () => {
    const good = '{"id":1,"type":"Coordinator","ieeeAddr":"0x00124b0000000001"}';
    const lines = [good, '{"type":"Router"', '{"type":"EndDevice","ieeeAddr":"x","endpoints":{}}', '7', good];
    writeFileSync(join(folder, 'bad.db'), lines.join('\n'));
    const run = await runProgram(['sim', 'clone', join(folder, 'bad.db')]);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toBe('');
    for (const line of ['bad.db:2: not JSON', 'bad.db:3: /ieeeAddr', 'bad.db:4: an object']) {
      expect(run.stderr).toContain(line);
    }
  });

  it('calls clusters and attributes what zigbee-herdsman calls them', () => {
    const theirs = Object.entries(Zcl.Clusters).map(([name, cluster]) => [
      name,
      cluster.ID,
      Object.values(cluster.attributes).map(({ name: attribute, ID, type }) => `${attribute}:${ID}:${type}`),
    ]);
    const ours = herdsmanClusters.map(([name, id, text]) => [
      name,
      id,
      text
        .split(' ')
        .filter((each) => each !== '')
        .map((each) => {
          const [attribute = '', attributeId = '', type = ''] = each.split(':');
          return `${attribute}:${Number.parseInt(attributeId, 16)}:${Number.parseInt(type, 16)}`;
        }),
    ]);
    expect(ours).toEqual(theirs);
  });
});
