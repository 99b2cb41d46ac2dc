import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { HouseAction } from '../../simulator/house/action-schema.ts';
import { createControlCommand, performAction } from './control-command.ts';

type Door = NonNullable<HouseAction['door']>;

/** What can be done to a door or window, and what that means. */
const doorMoves: Readonly<Record<string, Omit<Door, 'name'>>> = {
  open: { open: 1 },
  close: { open: 0 },
  shut: { open: 0 },
  bolt: { bolted: true },
  lock: { bolted: true },
  unbolt: { bolted: false },
  unlock: { bolted: false },
  jam: { jammed: true },
  free: { jammed: false },
};

const roomHelp = 'its id, as `zigfleet sim ls rooms` shows it';

/** The commands about people, rooms and what goes on there. */
export function createCommands(): Command[] {
  return [
    createControlCommand('move', 'Sends a person somewhere, on foot.', [
      'move anna kitchen',
      'move anna bedroom --doing asleep',
      'move anna outdoors',
    ])
      .argument('<person>', 'who')
      .argument('<room>', 'where: a room, or outdoors')
      .addOption(new Option('--doing <what>', 'what they do there').choices(['moving', 'still', 'asleep']))
      .action((person: string, to: string, { doing, ...options }) =>
        performAction(
          options,
          { move: { person, to, ...(doing !== undefined && { doing }) } },
          `${person} is on the way to ${to}`,
        ),
      ),
    createControlCommand('door', 'Moves a door or window, or its bolt.', [
      'door "front door" unbolt',
      'door "front door" open',
      'door "kitchen window" open --how-far 0.2',
      'door "front door" jam',
    ])
      .argument('<name>', 'as `zigfleet sim ls doors` shows it')
      .addArgument(new Argument('<what>', 'what to do').choices(Object.keys(doorMoves)))
      .option('--how-far <fraction>', 'how far to open it, 0 to 1', parseFraction)
      .action((name: string, what: string, { howFar, ...options }) => {
        const move = { ...doorMoves[what], ...(what === 'open' && howFar !== undefined && { open: howFar }) };
        return performAction(options, { door: { name, ...move } }, `${name}: ${what}`);
      }),
    createControlCommand('use', 'Starts an appliance, or turns it on or off.', ['use kettle'])
      .argument('<appliance>', 'as `zigfleet sim ls appliances` shows it')
      .action((name: string, options) => performAction(options, { appliance: { name } }, `${name} was used`)),
    ...createHazardCommands(),
    createControlCommand('air-out', 'Blows smoke and gas out of a room.', ['air-out kitchen'])
      .argument('<room>', roomHelp)
      .action((room: string, options) => performAction(options, { airOut: { room } }, `${room}: fresh air`)),
    createControlCommand('shake', 'Knocks at something.', ['shake hall window --strength 0.8'])
      .argument('<place>', 'where: a room, or outdoors')
      .argument('<object>', 'what is knocked at')
      .option('--strength <strength>', '0 to 1', parseFraction)
      .action((place: string, object: string, { strength, ...options }) =>
        performAction(
          options,
          { shake: { place, object, ...(strength !== undefined && { strength }) } },
          `${place}: someone knocks at ${object}`,
        ),
      ),
    createControlCommand('outage', 'Cuts the mains of a circuit, or gives it back.', [
      'outage main',
      'outage main --end',
    ])
      .argument('[circuit]', 'as the rooms name it', 'main')
      .option('--end', 'gives it back', false)
      .action((circuit: string, { end, ...options }) =>
        performAction(
          options,
          { outage: { circuit, lost: !end } },
          `${circuit}: the mains are ${end ? 'back' : 'away'}`,
        ),
      ),
    createControlCommand('note', 'Writes a remark into the ledger.', ['note "the test begins"'])
      .argument('<text>', 'up to 1000 characters')
      .action((note: string, options) => performAction(options, { note }, 'noted')),
  ];
}

function createHazardCommands(): Command[] {
  return [
    createControlCommand('leak', 'Lets water run onto the floor of a room.', [
      'leak bathroom',
      'leak bathroom --rate 12',
      'leak bathroom --stop --mop-up',
    ])
      .argument('<room>', roomHelp)
      .option('--rate <litres>', 'a minute', parsePositive)
      .option('--stop', 'it runs no more; the water stays', false)
      .option('--mop-up', 'takes the water away', false)
      .action((room: string, { rate, stop, mopUp, ...options }) => {
        const litresPerMinute = stop ? 0 : rate;
        const leak = {
          ...{ room, ...(litresPerMinute !== undefined && { litresPerMinute }), ...(mopUp && { mopUp }) },
        };
        return performAction(options, { leak }, `${room}: ${stop || mopUp ? 'the leak ends' : 'water runs'}`);
      }),
    createControlCommand('smoke', 'Lets something smoulder in a room.', [
      'smoke kitchen',
      'smoke kitchen --stop',
    ])
      .argument('<room>', roomHelp)
      .option('--rate <growth>', 'dB/m a minute', parsePositive)
      .option('--stop', 'it smoulders no more; the smoke stays until it is aired', false)
      .action((room: string, { rate, stop, ...options }) => {
        const dbPerMetrePerMinute = stop ? 0 : rate;
        const smoke = { room, ...(dbPerMetrePerMinute !== undefined && { dbPerMetrePerMinute }) };
        return performAction(options, { smoke }, `${room}: ${stop ? 'no more smoke' : 'it smoulders'}`);
      }),
    createControlCommand('gas', 'Lets gas leak in a room.', ['gas kitchen', 'gas kitchen --stop'])
      .argument('<room>', roomHelp)
      .option('--rate <growth>', '% of the lower explosive limit a minute', parsePositive)
      .option('--stop', 'it leaks no more; the gas stays until it is aired', false)
      .action((room: string, { rate, stop, ...options }) => {
        const percentLelPerMinute = stop ? 0 : rate;
        const gas = { room, ...(percentLelPerMinute !== undefined && { percentLelPerMinute }) };
        return performAction(options, { gas }, `${room}: ${stop ? 'no more gas' : 'gas leaks'}`);
      }),
  ];
}

function parseFraction(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  }
  return value;
}

function parsePositive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}
