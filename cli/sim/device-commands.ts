import type { Command } from 'commander';
import type { PhysicalValue } from '../../simulator/devices/variable.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { clientOf, createControlCommand, performAction } from './control-command.ts';

const deviceHelp = 'its id, as `zigfleet sim ls devices` shows it';

/** The commands about one device: press, set, release, unplug, plug, join, leave. */
export function createCommands(): Command[] {
  return [
    createControlCommand('press', 'Presses a button, or switches what has a switch.', [
      'press bedside-button',
      'press bedside-button double',
      'press wall-switch left',
    ])
      .argument('<device>', deviceHelp)
      .argument('[action]', 'which press, or which of several switches (default: the plainest)')
      .action((device: string, action: string | undefined, options) =>
        performAction(options, { press: { device, ...(action !== undefined && { action }) } }),
      ),
    createControlCommand('set', 'Holds physical variables of a device until they are released.', [
      'set kitchen-climate temperature=31.5 humidity=80',
      'set front-door contact=false',
      'set kettle-plug load=2000',
    ])
      .argument('<device>', deviceHelp)
      .argument('<assignments...>', 'name=value')
      .action(async (device: string, assignments: string[], options) => {
        const { values } = await clientOf(options).device(device);
        await performAction(options, { set: { device, values: parseValues(assignments, values) } });
      }),
    createControlCommand('release', 'Gives variables of a device back to nature.', [
      'release kitchen-climate',
      'release kitchen-climate temperature',
    ])
      .argument('<device>', deviceHelp)
      .argument('[variables...]', 'default: all')
      .action((device: string, variables: string[], options) =>
        performAction(options, { release: { device, ...(variables.length > 0 && { variables }) } }),
      ),
    createControlCommand('unplug', 'Takes the power from a device: its plug, or its battery.', [
      'unplug hall-router',
      'unplug hall-router --for 10min',
    ])
      .argument('<device>', deviceHelp)
      .option('--for <duration>', 'then it is plugged in again: 30s, 10min')
      .action((device: string, options) =>
        performAction(options, {
          unplug: { device, ...(options.for !== undefined && { for: options.for as string }) },
        }),
      ),
    createControlCommand('plug', 'Gives a device its power back.', ['plug hall-router'])
      .argument('<device>', deviceHelp)
      .action((device: string, options) => performAction(options, { plug: { device } })),
    createControlCommand(
      'join',
      'Holds the pairing button of a device: for three minutes it looks for a network that is open.',
      ['join new-sensor'],
    )
      .argument('<device>', deviceHelp)
      .action((device: string, options) => performAction(options, { join: { device } })),
    createControlCommand('leave', 'Makes a device leave its network.', ['leave old-sensor'])
      .argument('<device>', deviceHelp)
      .action((device: string, options) => performAction(options, { leave: { device } })),
  ];
}

const booleans: Readonly<Record<string, boolean>> = { true: true, on: true, false: false, off: false };

/** Values by the types of those that the device has now; what does not fit is told by the house. */
function parseValues(
  assignments: readonly string[],
  known: Readonly<Record<string, PhysicalValue>>,
): Record<string, PhysicalValue> {
  const values = new Map<string, PhysicalValue>();
  for (const word of assignments) {
    const split = word.indexOf('=');
    if (split < 1) throw new ZigfleetError('invalid-config', `"${word}" is not of the form name=value.`);
    const name = word.slice(0, split);
    const text = word.slice(split + 1);
    if (values.has(name)) throw new ZigfleetError('invalid-config', `${name} is given twice.`);
    values.set(name, parseValue(known[name], text));
  }
  return Object.fromEntries(values);
}

function parseValue(known: PhysicalValue | undefined, text: string): PhysicalValue {
  if (typeof known === 'boolean') return booleans[text.toLowerCase()] ?? text;
  const number = Number(text);
  return typeof known === 'number' && text.trim() !== '' && Number.isFinite(number) ? number : text;
}
