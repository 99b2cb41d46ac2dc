import { Command } from 'commander';
import { createLogger } from '../src/common/logger.ts';
import { startHub } from '../src/hub/hub.ts';
import { hubConfigSchema } from '../src/hub/hub-config.ts';
import { addConfigOptions, configFromOptions } from './config-options.ts';
import { runUntilSignal } from './run-until-signal.ts';

/** `zigfleet hub`: one hub process. */
export function createCommand(): Command {
  const command = new Command('hub').description(
    'Runs a hub: drives a Zigbee coordinator and keeps the platform informed. Logs to standard error.',
  );
  return addConfigOptions(command, hubConfigSchema).action(async () => {
    const config = configFromOptions(command, hubConfigSchema);
    const logger = createLogger({ name: 'hub', level: config.logLevel });
    await runUntilSignal(() => startHub(config, logger), logger);
  });
}
