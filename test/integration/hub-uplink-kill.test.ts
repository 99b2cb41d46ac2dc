import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CommandOutcome } from '../../src/devices/command-outcome.ts';
import { decodeCommandResult } from '../../src/rpc/wire/command.ts';
import { LinkRig } from '../support/link-rig.ts';
import { plug, setState } from '../support/uplink-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

const program = fileURLToPath(new URL('../support/uplink-process.ts', import.meta.url));

let link: LinkRig;
let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'zigfleet-uplink-kill-'));
  link = new LinkRig();
  await link.server.start();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await link.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function startHub(mode: 'hang' | 'obey'): { child: ChildProcess; executed: () => string[] } {
  const child = spawn(process.execPath, [program, dataDir, String(link.port), mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  return { child, executed: () => output.split('\n').filter((line) => line !== '') };
}

function outcomes(): Map<string, CommandOutcome> {
  return new Map(
    link.handler.entries.flatMap(({ entry: { entry } }) => {
      if (entry?.$case !== 'commandResult') return [];
      const { commandId, outcome } = decodeCommandResult(entry.value, () => plug.traits);
      return [[commandId, outcome] as const];
    }),
  );
}

async function plugIndex(): Promise<number> {
  return await waitUntil('the plug is known', () => {
    const found = link.handler.entries.map(({ entry }) => entry.entry);
    return found.flatMap((each) =>
      each?.$case === 'deviceUpserted' ? [each.value.device?.index ?? 0] : [],
    )[0];
  });
}

it('a hub that is killed (-9) answers what it had begun, does what it had not, and does nothing twice', async () => {
  const hanging = startHub('hang');
  const index = await plugIndex();
  const { connection } = link.handler;
  connection.sendCommand(setState('begun', index, 'ON', 60_000));
  connection.sendCommand(setState('waiting', index, 'OFF', 60_000));
  connection.sendCommand(setState('late', index, 'OFF', 500));
  await waitUntil('all are delivered', () => link.handler.delivered.length === 3);
  const deliveredAt = performance.now();
  await waitUntil('one is begun', () => hanging.executed().length === 1);
  hanging.child.kill('SIGKILL');
  await once(hanging.child, 'close');
  await waitUntil('the TTL of one has passed', () => performance.now() - deliveredAt > 600);

  const restartedAt = performance.now();
  const obeying = startHub('obey');
  await waitUntil('all are answered', () => outcomes().size === 3);
  expect(performance.now() - restartedAt).toBeLessThan(3000);
  await waitUntil('its word of what it did is here', () => obeying.executed().length > 0);
  expect(hanging.executed()).toEqual(['begun']);
  expect(obeying.executed()).toEqual(['waiting']);
  expect(outcomes().get('begun')).toMatchObject({ state: 'failed', failure: { reason: 'interrupted' } });
  expect(outcomes().get('waiting')).toEqual({ state: 'succeeded', confirmed: { state: 'OFF' } });
  expect(outcomes().get('late')).toEqual({ state: 'expired' });

  await waitUntil('the command is taken', () =>
    link.handler.connection.sendCommand(setState('begun', index, 'ON', 60_000)),
  );
  await waitUntil('it is answered again', () => {
    const results = link.handler.entries.filter(({ entry }) => entry.entry?.$case === 'commandResult');
    return results.length === 4;
  });
  expect(obeying.executed()).toEqual(['waiting']);
});

it('a hub that is frozen is noticed, and comes back by itself', async () => {
  const { child } = startHub('obey');
  await plugIndex();
  child.kill('SIGSTOP');
  const frozenAt = performance.now();
  await waitUntil('the platform notices', () => link.handler.ends.length === 1);
  expect(performance.now() - frozenAt).toBeLessThan(6000);
  child.kill('SIGCONT');
  await waitUntil('it is back', () => link.handler.openConnections.length === 1);
});
