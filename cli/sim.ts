import { Command } from 'commander';
import { createCommand as createCloneCommand } from './sim-clone.ts';
import { createCommand as createServeCommand } from './sim-serve.ts';
import { createCommand as createVerifyCommand } from './sim-verify.ts';

/** `zigfleet sim …`: virtual houses. */
export function createCommand(): Command {
  return new Command('sim')
    .description('Virtual houses: Zigbee devices without hardware.')
    .addCommand(createServeCommand())
    .addCommand(createCloneCommand())
    .addCommand(createVerifyCommand());
}
