import type { Command } from 'commander';
import { clientOf, createControlCommand } from './control-command.ts';

/** After this it says that it is still at it, milliseconds. */
const patienceMs = 2_000;

/** `zigfleet sim step DURATION`: moves the time of a house that stands still. */
export function createCommand(): Command {
  return createControlCommand(
    'step',
    'Moves the time of a house that is served with --speed 0; ends when the house is there.',
    ['step 10min', 'step 1d --json'],
  )
    .argument('<duration>', 'how far: 30s, 10min, 1h, 1d')
    .action(async (duration: string, options) => {
      const notice = setTimeout(() => process.stderr.write(`stepping ${duration} …\n`), patienceMs);
      try {
        const answer = await clientOf(options).step(duration);
        process.stdout.write(`${options.json ? JSON.stringify(answer) : answer.time}\n`);
      } finally {
        clearTimeout(notice);
      }
    });
}
