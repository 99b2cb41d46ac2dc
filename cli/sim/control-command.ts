import { Command } from 'commander';
import type { ActionAnswer } from '../../simulator/control/control-server.ts';
import type { DeviceView } from '../../simulator/control/house-view.ts';
import type { HouseAction } from '../../simulator/house/action-schema.ts';
import { formatValues, plainText } from '../format-values.ts';
import { ControlClient } from './control-client.ts';
import { addControlOption, controlTargetOf } from './control-target.ts';

const exitCodesHelp = `
Exit status:
  0  done
  1  it was tried and failed
  2  the command line is wrong, or it cannot be done now
  3  not authorised
  4  no such device, hub, person, room or story
  5  the value does not fit
  7  no house is being served`;

/** A command that talks to a served house: with `--control`, `--json`, examples and exit codes. */
export function createControlCommand(
  name: string,
  description: string,
  examples: readonly string[],
): Command {
  const lines = examples.map((example) => `  zigfleet sim ${example}`).join('\n');
  return addControlOption(new Command(name))
    .description(description)
    .option('--json', 'the answer as JSON', false)
    .addHelpText('after', `\nExamples:\n${lines}\n${exitCodesHelp}`);
}

/** The house that the options name. */
export function clientOf(options: { control?: string }): ControlClient {
  return new ControlClient(controlTargetOf(options, process.env));
}

/** Does one thing in the house, and says what became of it. */
export async function performAction(
  options: { control?: string; json: boolean },
  action: HouseAction,
  said?: string,
): Promise<void> {
  const answer = await clientOf(options).perform(action);
  process.stdout.write(`${options.json ? JSON.stringify(answer) : describeAnswer(answer, said)}\n`);
}

function describeAnswer({ device, time }: ActionAnswer, said: string | undefined): string {
  const words = said ?? (device === undefined ? 'done' : deviceLine(device));
  return plainText(`${time}  ${words}`);
}

/** A device on one line: `kettle: state=ON power=1980`. */
export function deviceLine(device: DeviceView): string {
  const notes = [
    ...(device.powered ? [] : [`no power (${device.powerCuts.join(', ')})`]),
    ...(device.joined ? [] : ['in no network']),
    ...(device.held.length > 0 ? [`held: ${device.held.join(', ')}`] : []),
  ];
  return `${device.id}: ${formatValues(device.values)}${notes.length > 0 ? `  (${notes.join('; ')})` : ''}`;
}
