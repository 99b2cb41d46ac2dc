import { Command } from 'commander';
import { createLogger } from '../src/common/logger.ts';
import { type Hub, startHub } from '../src/hub/hub.ts';
import { hubConfigSchema } from '../src/hub/hub-config.ts';
import { addConfigOptions, configFromOptions } from './config-options.ts';
import { createRotateKeyCommand, rotateKeySignal } from './hub-rotate-key.ts';
import { runUntilSignal } from './run-until-signal.ts';

/** `zigfleet hub`: one hub process. */
export function createCommand(): Command {
  const command = new Command('hub').description(
    'Runs a hub: drives a Zigbee coordinator and keeps the platform informed. Logs to standard error.',
  );
  command.addCommand(createRotateKeyCommand());
  return addConfigOptions(command, hubConfigSchema).action(async () => {
    const config = configFromOptions(command, hubConfigSchema);
    const logger = createLogger({ name: 'hub', level: config.logLevel });
    let hub: Hub | undefined;
    // From the first moment: without a listener the signal would end the process.
    process.on(rotateKeySignal, () => {
      logger.info('asked for a new key');
      hub?.rotateKey().catch((error: unknown) => logger.warn({ err: error }, 'the key is not rotated yet'));
    });
    await runUntilSignal(async (signal) => {
      hub = await startHub(config, logger, signal);
      return hub;
    }, logger);
  });
}
