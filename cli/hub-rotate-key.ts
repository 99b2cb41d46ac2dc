import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { Type } from 'typebox';
import { folderHolder, lockFolder } from '../src/common/folder-lock.ts';
import { createLogger } from '../src/common/logger.ts';
import { ZigfleetError } from '../src/common/zigfleet-error.ts';
import { hubConfigSchema } from '../src/hub/hub-config.ts';
import { HubKeys } from '../src/hub/uplink/hub-keys.ts';
import { hubKeysFile, hubLockFile } from '../src/hub/uplink/uplink.ts';
import { addConfigOptions, configFromOptions } from './config-options.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { parseSeconds } from './parse-seconds.ts';

/** By which a running hub is told to take a new key. */
export const rotateKeySignal = 'SIGUSR2';

/** All that is needed of what a hub is told. */
const schema = Type.Object({ dataDir: hubConfigSchema.properties.dataDir });

const lookEveryMs = 100;
const waitDefaultS = 30;

/** `zigfleet hub rotate-key`: has the hub of a data folder take a new key pair. */
export function createRotateKeyCommand(): Command {
  const command = new Command('rotate-key')
    .summary('gives the hub of this machine a new key')
    .description(
      'Has the hub of a data folder make a new key pair, signed by the old one; from then on the platform refuses the old one. A hub that runs does it at once, another one at its next start.',
    );
  return addConfigOptions(command, schema)
    .option('--wait <seconds>', 'how long to wait for a hub that runs', parseSeconds(0, 3600), waitDefaultS)
    .addHelpText('after', exitCodesHelp)
    .action(async ({ wait: waitS }: { wait: number }) => {
      const { dataDir: folder } = configFromOptions(command, schema);
      const path = join(folder, hubKeysFile);
      if (!existsSync(path)) {
        throw new ZigfleetError(
          'invalid-config',
          `there is no hub in ${folder}: --data names its data folder`,
        );
      }
      const holder = folderHolder(folder, hubLockFile);
      process.exitCode =
        holder === undefined ? rotateAtNextStart(folder, path) : await rotateNow(path, holder, waitS);
    });
}

function rotateAtNextStart(folder: string, path: string): number {
  const release = lockFolder(folder, hubLockFile);
  try {
    const keys = openKeys(path);
    keys.prepare();
    process.stdout.write(`${keys.hubId}: the new key is made; the hub takes it at its next start\n`);
    return exitCodes.ok;
  } finally {
    release();
  }
}

async function rotateNow(path: string, pid: number, waitS: number): Promise<number> {
  const before = Buffer.from(openKeys(path).current.publicKey);
  process.kill(pid, rotateKeySignal);
  const deadline = performance.now() + waitS * 1000;
  for (;;) {
    const keys = openKeys(path);
    if (!before.equals(keys.current.publicKey)) {
      process.stdout.write(`${keys.hubId}: the hub has a new key, the old one is refused\n`);
      return exitCodes.ok;
    }
    if (performance.now() > deadline) break;
    await sleep(lookEveryMs);
  }
  process.stderr.write(
    `zigfleet: the platform has not taken the new key within ${waitS} s; the hub takes it as soon as it is connected\n`,
  );
  return exitCodes.notFinal;
}

function openKeys(path: string): HubKeys {
  return HubKeys.open(path, createLogger({ name: 'hub', level: 'warn' }));
}
