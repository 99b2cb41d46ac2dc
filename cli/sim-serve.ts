import { Command } from 'commander';
import { parseHouse, readHouseText } from '../simulator/house/load-house.ts';
import { createLogger } from '../src/common/logger.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { serveHouse } from './sim/serve-house.ts';
import { addServeOptions, type ServeOptions, withServeOptions } from './sim/serve-options.ts';

/** `zigfleet sim serve HOUSE.yaml`: a house whose radios listen as networked Zigbee sticks do. */
export function createCommand(): Command {
  const command = new Command('serve')
    .description(
      'Serves a virtual house: each of its radios listens like a networked Zigbee stick (TI ZNP over TCP).',
    )
    .argument('<house>', 'the house file (YAML); examples/demo.yaml is one')
    .option(
      '--data <dir>',
      'keep what coordinators and devices remember here; without it they forget when it ends',
    );
  return addServeOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  zigfleet sim serve examples/flat.yaml
  zigfleet sim serve examples/villa.yaml --data ~/villa --ledger villa.ndjson --speed 60
  zigfleet sim serve examples/flat.yaml --speed 0        then: zigfleet sim step 1h`,
    )
    .action(async (path: string, options: ServeOptions & { data?: string }) => {
      const houseFile = await readHouseText(path);
      const house = withServeOptions(parseHouse(houseFile, path), options);
      const logger = createLogger({ name: 'simulator', level: options.logLevel });
      await runUntilSignal(
        () => serveHouse({ ...options, house, houseFile, logger, begin: (director) => director.start() }),
        logger,
      );
    });
}
