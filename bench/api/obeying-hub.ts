import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { systemRandom } from '../../src/common/random.ts';
import type { CommandExecutor } from '../../src/hub/uplink/command-executor.ts';
import { Uplink } from '../../src/hub/uplink/uplink.ts';
import { exampleDevice } from '../../test/support/example-devices.ts';

/**
 * A hub without a radio, a process of its own: the real uplink with its journal, and devices that obey at once. Arguments:
 * the port of the platform's link, the data folder, the claim code, how many devices.
 */
const [linkPort = '', dataDir = '', claimCode = '', deviceCount = '0'] = process.argv.slice(2);
const executor: CommandExecutor = {
  execute: async ({ action }) => ({
    state: 'succeeded',
    confirmed: action.type === 'setTraits' ? action.values : {},
  }),
};
const uplink = new Uplink({
  ...{ dataDir, claimCode, platformAddress: `127.0.0.1:${linkPort}` },
  ...{ hubModel: 'smart-gateway', softwareVersion: '1', executor },
  ...{ clock: systemClock, random: systemRandom, logger: silentLogger() },
});
await uplink.start();
for (let index = 0; index < Number(deviceCount); index++) {
  const { descriptor, values } = exampleDevice(index);
  uplink.upsertDevice(descriptor, { networkAddress: 1 + index, joined: true });
  uplink.report(descriptor.ieeeAddress, values, Date.now(), 90);
}
process.on('disconnect', () => process.exit(0));
