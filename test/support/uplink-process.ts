import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { systemRandom } from '../../src/common/random.ts';
import { Uplink } from '../../src/hub/uplink/uplink.ts';
import { plug } from './uplink-rig.ts';

/**
 * A hub's uplink as a process of its own, to be killed. Prints each command as it is executed; `hang` as third argument
 * lets none of them end, `slow` lets each take a while. The fourth is a claim code, if it needs one.
 */
const [dataDir = '', port = '', mode = 'obey', claimCode] = process.argv.slice(2);
const slowMs = 20;
const uplink = new Uplink({
  dataDir,
  platformAddress: `127.0.0.1:${port}`,
  hubModel: 'smart-gateway',
  softwareVersion: '1',
  executor: {
    execute: async ({ commandId, action }) => {
      process.stdout.write(`${commandId}\n`);
      if (mode === 'hang') return new Promise(() => undefined);
      const confirmed = action.type === 'setTraits' ? action.values : {};
      if (mode === 'slow')
        await new Promise((resolve) => systemClock.setTimer(slowMs, () => resolve(undefined)));
      return { state: 'succeeded', confirmed };
    },
  },
  ...(claimCode !== undefined && { claimCode }),
  linkBounds: { delayMinMs: 20, delayMaxMs: 100 },
  clock: systemClock,
  random: systemRandom,
  logger: silentLogger(),
});
await uplink.start();
uplink.upsertDevice(plug, { networkAddress: 1, joined: false });
