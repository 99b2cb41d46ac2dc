import { Command } from 'commander';
import { addLazyCommands, type LazyCommand } from './lazy-commands.ts';

const houses = 'Houses:';
const views = 'What is there, in a house that is served:';
const deeds = 'What happens there:';

const devices = { group: deeds, file: () => import('./sim/device-commands.ts') };
const world = { group: deeds, file: () => import('./sim/world-commands.ts') };

/** One of the commands that share a file. */
function oneOf(
  { group, file }: { group: string; file: () => Promise<{ createCommands: () => Command[] }> },
  name: string,
  summary: string,
): LazyCommand {
  const load = async () => {
    const found = (await file()).createCommands().find((command) => command.name() === name);
    if (found === undefined) throw new TypeError(`there is no command ${name}`);
    return found;
  };
  return { group, name, summary, load };
}

function only(
  group: string,
  name: string,
  summary: string,
  file: () => Promise<{ createCommand: () => Command }>,
): LazyCommand {
  return { group, name, summary, load: async () => (await file()).createCommand() };
}

const commands: readonly LazyCommand[] = [
  only(
    houses,
    'serve',
    'serves a house: its radios listen like Zigbee sticks',
    () => import('./sim-serve.ts'),
  ),
  only(houses, 'replay', 'serves a recorded run once more', () => import('./sim/replay.ts')),
  only(houses, 'clone', 'makes a house file of a real house', () => import('./sim-clone.ts')),
  only(houses, 'verify', 'compares a ledger with what a platform says', () => import('./sim-verify.ts')),
  only(views, 'ls', 'what is in the house, and how it is now', () => import('./sim/ls.ts')),
  only(views, 'map', 'the networks: who hears whom', () => import('./sim/map.ts')),
  only(views, 'tail', 'frames as they pass, decoded', () => import('./sim/tail.ts')),
  oneOf(devices, 'press', 'presses a button or switch'),
  oneOf(devices, 'set', 'holds physical variables of a device'),
  oneOf(devices, 'release', 'gives them back to nature'),
  oneOf(devices, 'unplug', 'takes the power from a device'),
  oneOf(devices, 'plug', 'gives a device its power back'),
  oneOf(devices, 'join', 'lets a device look for an open network'),
  oneOf(devices, 'leave', 'makes a device leave its network'),
  oneOf(world, 'move', 'sends a person somewhere'),
  oneOf(world, 'door', 'moves a door or window, or its bolt'),
  oneOf(world, 'use', 'uses an appliance'),
  oneOf(world, 'leak', 'lets water run'),
  oneOf(world, 'smoke', 'lets something smoulder'),
  oneOf(world, 'gas', 'lets gas leak'),
  oneOf(world, 'air-out', 'blows smoke and gas out'),
  oneOf(world, 'shake', 'knocks at something'),
  oneOf(world, 'outage', 'cuts the mains of a circuit'),
  oneOf(world, 'note', 'writes a remark into the ledger'),
  only(deeds, 'story', 'starts and stops stories', () => import('./sim/story.ts')),
  only(deeds, 'fault', 'lets something go wrong; lists and ends it', () => import('./sim/fault.ts')),
  only(deeds, 'step', 'moves the time of a house that stands still', () => import('./sim/step.ts')),
];

/** `zigfleet sim …`: virtual houses. @param asked - the only command below it that is needed in full */
export function createCommand(asked: string | undefined): Promise<Command> {
  const command = new Command('sim').description('Virtual houses: Zigbee devices without hardware.');
  return addLazyCommands(command, commands, asked);
}
