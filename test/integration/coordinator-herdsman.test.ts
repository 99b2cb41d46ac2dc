import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Controller } from 'zigbee-herdsman';
import { ZnpServer } from '../../simulator/coordinator/znp/znp-server.ts';
import { VirtualNetwork } from '../../simulator/network/network.ts';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { seededRandom } from '../../src/common/random.ts';
import { herdsman } from '../support/coordinator-rig.ts';
import { byte, scriptedPlug } from '../support/scripted-node.ts';
import { waitUntil } from '../support/wait-until.ts';

const plugAddress = '0x00158d0000000001';
const secondAddress = '0x00158d0000000002';

/** What a long-lived installation goes through, step by step, with the real client: the steps build on each other. */
describe('zigbee-herdsman on the virtual coordinator', () => {
  const common = { clock: systemClock, logger: silentLogger() };
  const network = new VirtualNetwork({ ...common, random: seededRandom(1) });
  const plug = scriptedPlug(plugAddress);
  const second = scriptedPlug(secondAddress);
  let directory = '';
  let server: ZnpServer;
  let controller: Controller;

  const startServer = async (nvName: string) => {
    server = new ZnpServer({
      ...common,
      network,
      port: 0,
      random: seededRandom(2),
      nvPath: join(directory, nvName),
    });
    await server.start();
    controller = herdsman(server.port, join(directory, 'herdsman'));
  };

  const endpointOf = (ieeeAddress: string) => {
    const endpoint = controller.getDeviceByIeeeAddr(ieeeAddress)?.getEndpoint(1);
    if (!endpoint) throw new Error(`no endpoint 1 of ${ieeeAddress}`);
    return endpoint;
  };

  const joinAndInterview = async (application: typeof plug) => {
    const ended = new Promise<string>((resolve) => {
      controller.on('deviceInterview', ({ status }) => {
        if (status !== 'started') resolve(status);
      });
    });
    application.network?.join();
    await expect(ended).resolves.toBe('successful');
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'zigfleet-herdsman-'));
    network.addNode(plug);
    network.addNode(second);
    await startServer('nv.json');
  });

  afterAll(async () => {
    await controller?.stop().catch(() => undefined);
    await server?.stop();
    network.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('forms a new network at its first start', async () => {
    await expect(controller.start()).resolves.toBe('reset');
    const parameters = await controller.getNetworkParameters();
    expect(parameters).toMatchObject({ panID: 0x1a62, channel: 15 });
    expect(parameters.extendedPanID).toBe(network.coordinator.ieeeAddress);
    expect(network.coordinator.endpoints).toHaveLength(15);
    expect(server.counts.rpcErrors).toBe(0);
  });

  it('opens the network, and closes it', async () => {
    await controller.permitJoin(60);
    await waitUntil('the network to open', () => network.permitsJoin);
    await controller.permitJoin(0);
    await waitUntil('the network to close', () => !network.permitsJoin);
    await controller.permitJoin(60);
    await waitUntil('the network to open again', () => network.permitsJoin);
  });

  it('interviews a node that joins', async () => {
    await joinAndInterview(plug);
    const device = controller.getDeviceByIeeeAddr(plugAddress);
    expect(device).toMatchObject({
      modelID: 'scripted.plug',
      manufacturerName: 'Scripted',
      type: 'Router',
      powerSource: 'Mains (single phase)',
      softwareBuildID: '1.0.0',
      networkAddress: network.node(plugAddress)?.networkAddress,
    });
    expect(endpointOf(plugAddress).inputClusters).toEqual([0, 3, 4, 5, 6]);
    await joinAndInterview(second);
  });

  it('reads, writes, binds and configures reporting', async () => {
    const endpoint = endpointOf(plugAddress);
    await expect(endpoint.read('genOnOff', ['onOff'])).resolves.toEqual({ onOff: 0 });
    await endpoint.write('genOnOff', { startUpOnOff: 1 });
    expect(plug.attributes.get(`6/${0x4003}`)?.value.toString('hex')).toBe('01');
    const target = controller.getDevicesByType('Coordinator')[0]?.getEndpoint(1);
    if (!target) throw new Error('the coordinator has no endpoint 1');
    await endpoint.bind('genOnOff', target);
    expect(network.node(plugAddress)?.bindings).toEqual([
      {
        sourceEndpointId: 1,
        clusterId: 6,
        target: { ieeeAddress: network.coordinator.ieeeAddress, endpointId: 1 },
      },
    ]);
    await endpoint.configureReporting('genOnOff', [
      { attribute: 'onOff', minimumReportInterval: 0, maximumReportInterval: 3600, reportableChange: 0 },
    ]);
  });

  it('hears a report that comes by the binding', async () => {
    const reported = new Promise((resolve) => {
      controller.on('message', (message) => {
        if (message.type === 'attributeReport') resolve(message.data);
      });
    });
    await plug.report(1, 6, 0, byte(0x10, 1));
    await expect(reported).resolves.toEqual({ onOff: 1 });
  });

  it('commands one node, and the members of a group', async () => {
    const commandsOf = (application: typeof plug) =>
      application.received.filter(({ payload }) => ((payload[0] ?? 0) & 3) === 1).length;
    const [before, beforeSecond] = [commandsOf(plug), commandsOf(second)];
    await endpointOf(plugAddress).command('genOnOff', 'on', {});
    expect(commandsOf(plug)).toBe(before + 1);
    network.node(plugAddress)?.addGroup(1, 7);
    await controller.createGroup(7).command('genOnOff', 'off', {});
    await waitUntil('the group command', () => commandsOf(plug) === before + 2);
    expect(commandsOf(second)).toBe(beforeSecond);
  });

  it('draws the true map', async () => {
    const [coordinator] = controller.getDevicesByType('Coordinator');
    const rows = await coordinator?.lqi();
    expect(rows?.map((row) => row.eui64).sort()).toEqual([plugAddress, secondAddress]);
    const device = controller.getDeviceByIeeeAddr(plugAddress);
    expect((await device?.lqi())?.map((row) => row.eui64)).toContain(network.coordinator.ieeeAddress);
    expect((await device?.routingTable())?.[0]).toMatchObject({ destinationAddress: 0, status: 'ACTIVE' });
    expect(await device?.bindingTable()).toHaveLength(1);
  });

  it('is told that a node does not answer, with the reason', async () => {
    network.node(secondAddress)?.setPower(false);
    const failed = endpointOf(secondAddress).command('genOnOff', 'on', {}, { disableRecovery: true });
    await expect(failed).rejects.toThrow(/MAC_NO_ACK|NWK_NO_ROUTE|MAC_TRANSACTION_EXPIRED/);
    network.node(secondAddress)?.setPower(true);
  });

  it('goes on after a restart of both sides, without a new network', async () => {
    const { parameters } = network.coordinator;
    await controller.stop();
    await server.stop();
    expect(network.coordinator.running).toBe(false);
    await startServer('nv.json');
    await expect(controller.start()).resolves.toBe('resumed');
    expect(network.coordinator.parameters).toEqual(parameters);
    await expect(endpointOf(plugAddress).read('genOnOff', ['onOff'])).resolves.toEqual({ onOff: 0 });
  });

  it('goes on after a restart of its own', async () => {
    await controller.stop();
    controller = herdsman(server.port, join(directory, 'herdsman'));
    await expect(controller.start()).resolves.toBe('resumed');
    expect(network.node(plugAddress)?.linked).toBe(true);
  });

  it('restores its backup into an empty stick, and the nodes are still there', async () => {
    const { parameters } = network.coordinator;
    const { ieeeAddress } = network.coordinator;
    await controller.stop();
    await server.stop();
    network.coordinator.ieeeAddress = '0x00124b00ffffffff';
    await startServer('another-nv.json');
    await expect(controller.start()).resolves.toBe('restored');
    expect(network.coordinator.ieeeAddress).toBe(ieeeAddress);
    expect(network.coordinator.parameters).toEqual(parameters);
    await expect(endpointOf(plugAddress).read('genOnOff', ['onOff'])).resolves.toEqual({ onOff: 0 });
  });

  it('removes a node', async () => {
    const left = new Promise((resolve) => controller.on('deviceLeave', resolve));
    await controller.getDeviceByIeeeAddr(plugAddress)?.removeFromNetwork();
    await left;
    expect(network.node(plugAddress)?.joined).toBe(false);
    expect(plug.events.at(-1)).toBe('left');
    expect(controller.getDeviceByIeeeAddr(plugAddress)).toBeUndefined();
  });
});
