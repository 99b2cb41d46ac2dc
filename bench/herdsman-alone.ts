import { join } from 'node:path';
import { Controller, type Models } from 'zigbee-herdsman';

/**
 * A process with nothing but zigbee-herdsman: the yardstick of the command benchmark. Its parent names the radio and a
 * data folder, then asks for rounds of on/off commands and gets the times of each in microseconds.
 */
const [radio, dataFolder] = process.argv.slice(2);
if (!radio || !dataFolder) throw new Error('usage: herdsman-alone.ts RADIO DATA_FOLDER');

const controller = new Controller({
  network: {
    panID: 0x1a63,
    extendedPanID: [1, 2, 3, 4, 5, 6, 7, 8],
    channelList: [11],
    networkKey: [1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 13],
  },
  transport: { path: radio, adapter: 'zstack' },
  databasePath: join(dataFolder, 'database.db'),
  databaseBackupPath: join(dataFolder, 'database.backup.db'),
  backupPath: join(dataFolder, 'coordinator_backup.json'),
  adapter: { disableLED: true },
  acceptJoiningDeviceHandler: async () => true,
});

function firstInterviewed(): Promise<Models.Device> {
  return new Promise((resolve, reject) => {
    controller.on('deviceInterview', ({ device, status }) => {
      if (status === 'successful') resolve(device);
      if (status === 'failed') reject(new Error('the interview failed'));
    });
  });
}

async function measure(device: Models.Device, count: number): Promise<number[]> {
  const endpoint = device.getEndpoint(1);
  if (!endpoint) throw new Error('the device has no endpoint 1');
  const microseconds: number[] = [];
  for (let round = 0; round < count; round++) {
    const startMs = performance.now();
    await endpoint.command('genOnOff', round % 2 === 0 ? 'on' : 'off', {}, {});
    microseconds.push((performance.now() - startMs) * 1000);
  }
  return microseconds;
}

await controller.start();
const interviewed = firstInterviewed();
await controller.permitJoin(254);
const device = await interviewed;
await controller.permitJoin(0);
process.on('message', async (count: number) => process.send?.(await measure(device, count)));
process.once('disconnect', () => process.exit(0));
process.send?.('ready');
