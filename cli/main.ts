#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { messageOf } from '../src/common/zigfleet-error.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { addLazyCommands, type LazyCommand, passSettingsOn } from './lazy-commands.ts';

/** The commands, each in a file of its own that is loaded only when it is asked for. */
const commands: readonly LazyCommand[] = [
  only('demo', 'a running world on this machine', () => import('./demo.ts')),
  only('platform', 'the platform service', () => import('./platform.ts')),
  only('hub', 'a hub: a radio on one side, the platform on the other', () => import('./hub.ts')),
  only('sim', 'virtual houses', () => import('./sim.ts')),
  only('devices', 'the devices that the platform knows', () => import('./devices.ts')),
  only('watch', 'what happens, as it happens', () => import('./watch.ts')),
  only('set', 'sets traits of a device or a room', () => import('./set.ts')),
  only('rename', 'gives a device or hub another name', () => import('./rename.ts')),
  only('move', 'puts a device into a room', () => import('./move.ts')),
  only('remove', 'takes a device out of the network', () => import('./remove.ts')),
  only('command', 'what became of a command', () => import('./command.ts')),
  only('commands', 'what devices were told to do', () => import('./commands.ts')),
  only('audit', 'who did what', () => import('./audit.ts')),
  only('history', 'what a trait of a device was', () => import('./history.ts')),
  only('availability', 'when a device or hub was online', () => import('./availability.ts')),
  only('login', 'logs in, for all further commands', () => import('./login.ts')),
  only('logout', 'ends the login', () => import('./logout.ts')),
  only('whoami', 'whose token the commands use', () => import('./whoami.ts')),
  only('approve', 'approves the login of a device', () => import('./approve.ts')),
  only('homes', 'the homes of your account', () => import('./homes.ts')),
  only('rooms', 'the rooms of a home', () => import('./rooms.ts')),
  only('members', 'who belongs to a home', () => import('./members.ts')),
  only('keys', 'API keys for programs', () => import('./keys.ts')),
  only('webhooks', 'events, sent to a server', () => import('./webhooks.ts')),
  only('diagnose', 'finds out where events stop on their way', () => import('./diagnose.ts')),
  only('permit-join', 'lets devices join through a hub', () => import('./permit-join.ts')),
];

function only(
  name: string,
  summary: string,
  file: () => Promise<{ createCommand: (asked: string | undefined) => Command | Promise<Command> }>,
): LazyCommand {
  return { name, summary, load: async () => (await file()).createCommand(process.argv[3]) };
}

/** The program with the one command that is asked for in full and the others by name only. */
async function createProgram(asked: string | undefined): Promise<Command> {
  const program = new Command('zigfleet')
    .description('A smart-home device platform with its own Zigbee world inside.')
    .showHelpAfterError('(zigfleet --help lists the commands)')
    // Options after the name of a command are its own, also where the command above has the same.
    .enablePositionalOptions()
    .exitOverride();
  return passSettingsOn(await addLazyCommands(program, commands, asked));
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  // The reader of a pipe, such as head, has had enough. A command that wants to say something then listens itself.
  if (process.stdout.listenerCount('error') === 1) process.exit(exitCodes.ok);
});

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
