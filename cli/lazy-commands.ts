import { Command } from 'commander';

/** A command in a file of its own that is loaded only when it is asked for. */
export interface LazyCommand {
  name: string;
  summary: string;
  /** Under which heading the help lists it; absent: the usual one. */
  group?: string;
  load: () => Promise<Command>;
}

/** Adds the one command that is asked for in full and the others by name only. */
export async function addLazyCommands(
  parent: Command,
  commands: readonly LazyCommand[],
  asked: string | undefined,
): Promise<Command> {
  for (const { name, summary, group, load } of commands) {
    const command = name === asked ? await load() : new Command(name);
    command.summary(summary);
    if (group !== undefined) command.helpGroup(group);
    parent.addCommand(command);
  }
  return parent;
}

/** Lets all commands below one end and complain as that one does. */
export function passSettingsOn(parent: Command): Command {
  for (const command of parent.commands) passSettingsOn(command.copyInheritedSettings(parent));
  return parent;
}
