import { Command } from 'commander';
import type { StoryView } from '../../simulator/control/house-view.ts';
import { formatTable } from '../../src/common/format-table.ts';
import { clientOf, createControlCommand } from './control-command.ts';

/** `zigfleet sim story start NAME`: tells the house's stories. */
export function createCommand(): Command {
  const command = new Command('story').description('Starts and stops the stories of the house.');
  command.addCommand(
    createControlCommand('ls', 'Shows the stories, and how far they are.', ['story ls']).action(
      async (options) => {
        const stories = await clientOf(options).stories();
        const table = () => formatTable(['story', 'state', 'step', 'about'], stories.map(rowOf));
        const text = stories.length === 0 ? 'the house has no stories' : table();
        process.stdout.write(`${options.json ? JSON.stringify(stories) : text}\n`);
      },
    ),
  );
  for (const [what, description] of [
    ['start', 'Begins a story, from its first step.'],
    ['stop', 'Breaks a story off.'],
  ] as const) {
    command.addCommand(
      createControlCommand(what, description, [`story ${what} pipe-leaks`])
        .argument('<story>', 'its id, as `zigfleet sim story ls` shows it')
        .action(async (id: string, options) => {
          const story = await clientOf(options).tellStory(id, what);
          const text = `${story.id}: ${story.state}, step ${story.step} of ${story.steps}`;
          process.stdout.write(`${options.json ? JSON.stringify(story) : text}\n`);
        }),
    );
  }
  return command;
}

function rowOf({ id, state, step, steps, reason, description }: StoryView): string[] {
  return [id, state, `${step}/${steps}`, reason ?? description];
}
