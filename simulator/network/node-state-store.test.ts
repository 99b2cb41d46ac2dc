import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import { scriptedPlug } from '../../test/support/scripted-node.ts';
import { makeVirtualWorld, plugAddress } from '../../test/support/virtual-world.ts';
import { NodeStateStore } from './node-state-store.ts';

describe('NodeStateStore', () => {
  let directory = '';
  let path = '';

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'zigfleet-nodes-'));
    path = join(directory, 'nodes.json');
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('gives back what it was told', async () => {
    const { network, join: joinNetwork } = makeVirtualWorld();
    const store = new NodeStateStore({ path, logger: silentLogger() });
    expect((await store.load()).size).toBe(0);
    store.follow(network);
    const node = joinNetwork(scriptedPlug(plugAddress));
    node.addBinding({ sourceEndpointId: 1, clusterId: 6, target: { groupId: 7 } });
    node.addGroup(1, 9);
    await store.stop();
    const states = await new NodeStateStore({ path, logger: silentLogger() }).load();
    expect(states.get(plugAddress)).toEqual(node.state());
  });

  it('does not write after it has stopped', async () => {
    const { network, join: joinNetwork } = makeVirtualWorld();
    const store = new NodeStateStore({ path, logger: silentLogger() });
    store.follow(network);
    const node = joinNetwork(scriptedPlug(plugAddress));
    await store.stop();
    const before = await readFile(path, 'utf8');
    node.addGroup(1, 9);
    await store.stop();
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it.each([
    '{',
    '[]',
    '{"format":"zigfleet-nodes","version":2,"nodes":{}}',
    '{"format":"zigfleet-nodes","version":1,"nodes":{"x":{}}}',
    `{"format":"zigfleet-nodes","version":1,"nodes":{"${plugAddress}":{"networkAddress":0}}}`,
  ])('refuses a damaged file: %s', async (content) => {
    await writeFile(path, content);
    const error = await new NodeStateStore({ path, logger: silentLogger() }).load().catch((thrown) => thrown);
    expect(isZigfleetError(error, 'decode-failed')).toBe(true);
  });
});
