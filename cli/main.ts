#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { messageOf } from '../src/common/zigfleet-error.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';

/** The commands, each in a file of its own that is loaded only when it is asked for. */
const commands: { name: string; summary: string; load: () => Promise<{ createCommand: () => Command }> }[] = [
  { name: 'demo', summary: 'a running world on this machine', load: () => import('./demo.ts') },
  { name: 'platform', summary: 'the platform service', load: () => import('./platform.ts') },
  {
    name: 'hub',
    summary: 'a hub: a radio on one side, the platform on the other',
    load: () => import('./hub.ts'),
  },
  { name: 'sim', summary: 'virtual houses', load: () => import('./sim.ts') },
  { name: 'devices', summary: 'the devices that the platform knows', load: () => import('./devices.ts') },
  { name: 'watch', summary: 'what happens, as it happens', load: () => import('./watch.ts') },
  { name: 'set', summary: 'sets traits of a device', load: () => import('./set.ts') },
  { name: 'command', summary: 'what became of a command', load: () => import('./command.ts') },
  { name: 'audit', summary: 'who did what', load: () => import('./audit.ts') },
  { name: 'permit-join', summary: 'lets devices join through a hub', load: () => import('./permit-join.ts') },
];

/** The program with the one command that is asked for in full and the others by name only. */
async function createProgram(asked: string | undefined): Promise<Command> {
  const program = new Command('zigfleet')
    .description('A smart-home device platform with its own Zigbee world inside.')
    .showHelpAfterError('(zigfleet --help lists the commands)')
    .exitOverride();
  for (const { name, summary, load } of commands) {
    const command = name === asked ? (await load()).createCommand() : new Command(name);
    program.addCommand(command.summary(summary).copyInheritedSettings(program));
  }
  return program;
}

try {
  const program = await createProgram(process.argv[2]);
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has already said what is wrong; help that was asked for is no error.
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  } else {
    process.stderr.write(`zigfleet: ${messageOf(error)}\n`);
    if (process.env.ZIGFLEET_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exitCode = exitCodeOf(error);
  }
}
