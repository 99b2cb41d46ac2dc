import { Command } from 'commander';
import { createLogger } from '../src/common/logger.ts';
import { startPlatform } from '../src/platform/platform.ts';
import { platformConfigSchema } from '../src/platform/platform-config.ts';
import { addConfigOptions, configFromOptions } from './config-options.ts';
import { runUntilSignal } from './run-until-signal.ts';

/** `zigfleet platform`: one node of the platform. */
export function createCommand(): Command {
  const command = new Command('platform').description(
    'Runs a node of the platform: the HTTP API for apps and the link for hubs. Logs to standard error.',
  );
  return addConfigOptions(command, platformConfigSchema).action(async () => {
    const config = configFromOptions(command, platformConfigSchema);
    const logger = createLogger({ name: 'platform', level: config.logLevel });
    await runUntilSignal(() => startPlatform(config, logger), logger);
  });
}
