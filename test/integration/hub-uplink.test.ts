import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LinkRig } from '../support/link-rig.ts';
import { LinkedHub } from '../support/linked-hub.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { plug, plugNumber, setState, type UplinkRig } from '../support/uplink-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

let rig: LinkedHub;
let link: LinkRig;
let hub: UplinkRig;
beforeEach(async () => {
  rig = new LinkedHub();
  ({ link, hub } = rig);
  await link.server.start();
});
afterEach(() => rig.stop());

const at = Date.UTC(2026, 0, 1);

describe('what the hub tells', () => {
  it('arrives in order: device, values by trait, availability, departure', async () => {
    const { uplink, index } = await rig.connectWithPlug();
    uplink.report(plug.ieeeAddress, { state: 'ON', power: 12.5, led: null }, at, 200);
    uplink.availability(plug.ieeeAddress, true);
    uplink.availability(plug.ieeeAddress, true);
    uplink.availability(plug.ieeeAddress, false);
    uplink.deviceLeft(plug.ieeeAddress);
    await waitUntil('everything is there', () => rig.entriesOf('deviceLeft').length === 1);
    expect(link.handler.entries.map(({ entry }) => entry.entry?.$case)).toEqual([
      ...['deviceUpserted', 'report', 'availabilityChanged', 'availabilityChanged', 'deviceLeft'],
    ]);
    expect(link.handler.entries[1]?.entry).toEqual({
      observedAtMs: at,
      entry: {
        $case: 'report',
        value: {
          device: index,
          linkQuality: 200,
          values: [
            { trait: 0, value: { $case: 'text', value: 'ON' } },
            { trait: 1, value: { $case: 'number', value: 12.5 } },
            { trait: 2, value: { $case: 'unknown', value: true } },
          ],
        },
      },
    });
    await waitUntil('all is acknowledged', () => uplink.waitingCount === 0);
  });

  it('leaves out and counts values that no trait fits, and never throws for them', async () => {
    const { uplink } = await rig.connectWithPlug();
    uplink.report(plug.ieeeAddress, { nonsense: 1, power: 'much', led: true }, at);
    uplink.report(plug.ieeeAddress, { power: Number.NaN }, at);
    uplink.report('0x00000000000000ff', { power: 1 }, at);
    await waitUntil('the report is there', () => rig.entriesOf('report').length === 1);
    expect(rig.entriesOf('report')[0]?.values).toEqual([
      { trait: 2, value: { $case: 'boolean', value: true } },
    ]);
    expect(uplink.droppedValueCount).toBe(4);
  });

  it('is nothing if nothing has changed', async () => {
    const { uplink } = await rig.connectWithPlug();
    uplink.upsertDevice(structuredClone(plug), { networkAddress: 0x1234, joined: false });
    uplink.upsertDevice(plug, { networkAddress: 0x4321, joined: false });
    await waitUntil('the new address is there', () => rig.entriesOf('deviceUpserted').length === 2);
    expect(rig.entriesOf('deviceUpserted')[1]?.device?.networkAddress).toBe(0x4321);
  });

  it('keeps the meaning of trait indexes: added traits come last, a changed trait gives a new device index', async () => {
    const { uplink, index } = await rig.connectWithPlug();
    const settable = { reported: true, settable: true, gettable: true };
    const added = {
      ...plug,
      traits: [{ type: 'text' as const, name: 'a', access: settable }, ...plug.traits],
    };
    uplink.upsertDevice(added, { networkAddress: 0x1234, joined: false });
    uplink.upsertDevice({ ...plug, traits: plug.traits.slice(1) }, { networkAddress: 0x1234, joined: false });
    await waitUntil('both are there', () => rig.entriesOf('deviceUpserted').length === 3);
    const [, second, third] = rig.entriesOf('deviceUpserted');
    expect(second?.device?.index).toBe(index);
    expect(second?.device?.descriptor?.traits.map(({ name }) => name)).toEqual([
      'state',
      'power',
      'led',
      'a',
    ]);
    expect(third?.device?.index).toBeGreaterThan(index);
  });

  it('waits in the journal while the platform is away, through restarts, and arrives once', async () => {
    const { uplink } = await rig.connectWithPlug();
    await waitUntil('all is acknowledged', () => uplink.waitingCount === 0);
    const { port } = link;
    const { handler } = link;
    await link.server.stop();
    for (let power = 1; power <= 500; power++) uplink.report(plug.ieeeAddress, { power }, at + power);
    await uplink.stop();
    const restarted = await hub.start(port);
    for (let power = 501; power <= 1000; power++) restarted.report(plug.ieeeAddress, { power }, at + power);
    const again = new LinkRig({}, { port, handler });
    await again.server.start();
    await waitUntil('all is acknowledged', () => restarted.waitingCount === 0);
    expect(rig.firstValues()).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
    await again.stop();
  });

  it('is sent again after what the platform has applied, and only that', async () => {
    const { uplink } = await rig.connectWithPlug();
    for (let power = 1; power <= 50; power++) uplink.report(plug.ieeeAddress, { power }, at);
    await waitUntil('all is there', () => rig.firstValues().length === 50);
    link.handler.batches.length = 0;
    link.handler.connection.goodbye('draining');
    await rig.connected(2);
    uplink.report(plug.ieeeAddress, { power: 51 }, at);
    await waitUntil('the last one is there', () => rig.firstValues().length === 51);
    expect(link.handler.batches.flatMap(({ entries }) => entries)).toHaveLength(1);
  });

  it('stays within the window that the platform grants', async () => {
    const gate = Promise.withResolvers<void>();
    let receivedMax = 0;
    link.handler.limits = { ...link.handler.limits, unacknowledgedEntriesMax: 10, batchEntriesMax: 4 };
    const { uplink } = await rig.connectWithPlug();
    await waitUntil('all is acknowledged', () => uplink.waitingCount === 0);
    link.handler.beforeBatch = async (batch) => {
      receivedMax = Math.max(receivedMax, batch.entries.length);
      await gate.promise;
    };
    for (let power = 1; power <= 100; power++) uplink.report(plug.ieeeAddress, { power }, at);
    await waitUntil('the first is there', () => receivedMax > 0);
    link.handler.connection.sendCommand(setState('through', 1, 'ON'));
    await waitUntil('later messages have passed', () => link.handler.delivered.length === 1);
    gate.resolve();
    await waitUntil('all is there', () => rig.firstValues().length === 100);
    // What had come while the first was held was merged into one: the rest of the window.
    expect(Math.max(...link.handler.batches.map(({ entries }) => entries.length))).toBeLessThanOrEqual(10);
  });

  it('goes out in few batches when there is much of it', async () => {
    const { uplink } = await rig.connectWithPlug();
    link.handler.batches.length = 0;
    for (let power = 1; power <= 200; power++) uplink.report(plug.ieeeAddress, { power }, at);
    await waitUntil('all is there', () => rig.firstValues().length === 200);
    expect(link.handler.batches.length).toBeLessThan(20);
  });

  it('is the whole inventory when the platform asks, in as many messages as it takes', async () => {
    const first = await hub.start(link.port);
    const description = 'x'.repeat(900);
    for (let number = 1; number <= 1500; number++) {
      first.upsertDevice({ ...plugNumber(number), description }, { networkAddress: number, joined: false });
    }
    await waitUntil('all is acknowledged', () => first.waitingCount === 0);
    await first.stop();
    link.handler.inventoryWanted = true;
    await hub.start(link.port);
    const snapshot = await waitUntil('the snapshot', () => link.handler.snapshots[0]);
    expect(snapshot.devices).toHaveLength(1500);
    expect(snapshot.inventoryDigest).toEqual(link.handler.hellos.at(-1)?.inventoryDigest);
    expect(snapshot.inventoryDigest).toEqual(rig.entriesOf('deviceUpserted').at(-1)?.inventoryDigest);
  });
});

describe('the link', () => {
  it('comes back after a cut, a frozen platform, and a refusal', async () => {
    const proxy = new TcpProxy(link.port);
    const uplink = await hub.start(await proxy.start());
    const states: string[] = [];
    uplink.onLinkStatus(({ state }) => states.push(state));
    await rig.connected(1);
    proxy.cut();
    await rig.connected(2);

    const frozenAt = performance.now();
    proxy.isFrozen = true;
    await waitUntil('both ends notice', () => {
      return link.handler.openConnections.length === 0 && uplink.linkStatus.state !== 'connected';
    });
    expect(performance.now() - frozenAt).toBeLessThan(6000);
    proxy.isFrozen = false;
    proxy.cut();
    await rig.connected(3);

    link.handler.refusal = { refusal: 'revoked', detail: 'the key was revoked' };
    link.handler.connection.goodbye('revoked');
    const refused = await waitUntil('it is refused', () => {
      return uplink.linkStatus.state === 'refused' && uplink.linkStatus;
    });
    expect(refused).toMatchObject({ reason: 'revoked' });
    link.handler.refusal = undefined;
    await rig.connected(4);
    expect(states).toEqual(expect.arrayContaining(['connecting', 'connected', 'disconnected', 'refused']));
    await hub.stop();
    await proxy.stop();
  });

  it('shows its claim code until it is let in, and not again', async () => {
    link.handler.isOpen = false;
    const uplink = await hub.start(link.port, { claimCode: 'CODE' });
    await waitUntil('it is refused', () => uplink.linkStatus.state === 'refused');
    link.handler.isOpen = true;
    await rig.connected(1);
    link.handler.connection.goodbye('draining');
    await rig.connected(2);
    const codes = link.handler.hellos.map(({ claimCode }) => claimCode);
    expect(codes.at(-1)).toBe('');
    expect(new Set(codes.slice(0, -1))).toEqual(new Set(['CODE']));
  });

  it('never speaks plaintext to another machine unless it is allowed', async () => {
    await expect(hub.start(0, { platformAddress: 'example.com:50051' })).rejects.toMatchObject({
      code: 'invalid-config',
    });
    await expect(hub.start(0, { platformAddress: 'nonsense' })).rejects.toMatchObject({
      code: 'invalid-config',
    });
  });

  it('does not forget what a wrong platform acknowledges without having got it', async () => {
    const { uplink } = await rig.connectWithPlug();
    await waitUntil('all is acknowledged', () => uplink.waitingCount === 0);
    const original = link.handler.entryBatch.bind(link.handler);
    link.handler.entryBatch = async (connection, batch) => (await original(connection, batch)) + 1_000_000;
    const reasons: string[] = [];
    uplink.onLinkStatus((status) => status.state === 'disconnected' && reasons.push(status.reason));
    uplink.report(plug.ieeeAddress, { power: 1 }, at);
    await waitUntil('the hub leaves', () => reasons.length > 0);
    expect(reasons[0]).toBe('the platform broke the protocol: it acknowledged what was never sent');
  });

  it('uses the numbers above those that the platform knows when the hub comes from a backup', async () => {
    const { uplink } = await rig.connectWithPlug();
    await waitUntil('all is acknowledged', () => uplink.waitingCount === 0);
    link.handler.lastApplied = 50_000_000;
    const stopListening = uplink.onLinkStatus(({ state }) => {
      if (state !== 'disconnected') return;
      // The numbers that the journal gives now are taken, which the hub cannot know yet.
      stopListening();
      uplink.report(plug.ieeeAddress, { power: 7 }, at);
    });
    link.handler.connection.goodbye('draining');
    await rig.connected(2);
    await waitUntil('it is there', () => rig.firstValues().includes(7));
    expect(link.handler.entries.at(-1)?.sequence).toBe(50_000_001);
    uplink.report(plug.ieeeAddress, { power: 8 }, at);
    await waitUntil('the next one is there', () => rig.firstValues().includes(8));
    expect(link.handler.entries.at(-1)?.sequence).toBe(50_000_002);
  });
});

describe('the data folder', () => {
  it('is one hub’s at a time, with its secrets for the owner only', async () => {
    const uplink = await hub.start(link.port);
    const identityFile = join(hub.dataDir, 'hub-identity.json');
    expect(statSync(identityFile).mode & 0o777).toBe(0o600);
    expect(uplink.hubId).toMatch(/^hub-[0-9a-f]{16}$/);
    await expect(hub.start(link.port)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await uplink.stop();
    const again = await hub.start(link.port);
    expect(again.hubId).toBe(uplink.hubId);
    await again.stop();
    expect(readdirSync(hub.dataDir).sort()).toEqual([
      ...['commands.log', 'hub-identity.json', 'inventory.json', 'journal'],
    ]);
    writeFileSync(identityFile, readFileSync(identityFile, 'utf8').replace('hub-', 'bub-'));
    await expect(hub.start(link.port)).rejects.toMatchObject({ code: 'invalid-config' });
  });

  it('with a damaged inventory gives the devices new numbers, never old ones', async () => {
    const { uplink, index } = await rig.connectWithPlug();
    await uplink.stop();
    writeFileSync(join(hub.dataDir, 'inventory.json'), '{"nextIndex":2,"dev');
    const restarted = await hub.start(link.port);
    expect([...restarted.devices()]).toEqual([]);
    restarted.upsertDevice(plug, { networkAddress: 1, joined: false });
    await waitUntil('it is there', () => rig.entriesOf('deviceUpserted').length === 2);
    expect(rig.entriesOf('deviceUpserted')[1]?.device?.index).toBeGreaterThan(index);
  });
});
