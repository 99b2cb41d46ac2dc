import { join } from 'node:path';
import { Controller, setLogger } from 'zigbee-herdsman';
import { network } from './network-files.ts';

/** A process with nothing but zigbee-herdsman, which counts the messages that it decodes. */
const [radio, folder] = process.argv.slice(2);
if (!radio || !folder) throw new Error('usage: herdsman-process.ts RADIO FOLDER');

const quiet = () => undefined;
setLogger({
  debug: quiet,
  info: quiet,
  warning: quiet,
  error: (message) => process.stderr.write(`${message}\n`),
});
const controller = new Controller({
  network,
  transport: { path: radio, adapter: 'zstack' },
  databasePath: join(folder, 'database.db'),
  databaseBackupPath: join(folder, 'database.backup.db'),
  backupPath: join(folder, 'coordinator_backup.json'),
  adapter: { disableLED: true },
  acceptJoiningDeviceHandler: async () => true,
});

let messages = 0;
controller.on('message', () => {
  messages++;
});
await controller.start();
process.on('message', () => process.send?.(messages));
process.once('disconnect', () => process.exit(0));
process.send?.(messages);
