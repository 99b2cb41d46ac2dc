import { type Command, InvalidArgumentError } from 'commander';
import type { ActiveFault } from '../../simulator/faults/fault-desk.ts';
import type { HouseAction } from '../../simulator/house/action-schema.ts';
import { didYouMean } from '../../simulator/house/did-you-mean.ts';
import { type FaultKind, faultKinds } from '../../simulator/house/fault-kinds.ts';
import { formatTable } from '../../src/common/format-table.ts';
import { formatValues } from '../format-values.ts';
import { clientOf, createControlCommand, performAction } from './control-command.ts';

/** What people say instead. */
const otherNames: Readonly<Record<string, FaultKind>> = {
  duplicate: 'duplicates',
  reorder: 'reordering',
  silent: 'silence',
  power: 'powerCut',
  battery: 'lowBattery',
  hang: 'coordinatorHang',
  reset: 'coordinatorReset',
  rejoin: 'rejoinStorm',
  corrupt: 'corruptedSerial',
  corrupted: 'corruptedSerial',
  serial: 'corruptedSerial',
  keychange: 'networkKeyChange',
};

const kindsHelp = `
Kinds that last until they are ended, or for as long as --for says:
  loss, duplicates, reordering  frames of a share (--rate) are lost, come twice, or overtake each other
  delay                         frames take longer (--delay, --jitter)
  silence                       a device hears nothing and is not heard
  powerCut                      a device has no power
  lowBattery                    the battery of a device is nearly empty (--percent)
  coordinatorHang               a coordinator answers nothing, its connection stays
Kinds that happen and are over:
  coordinatorReset              a coordinator restarts by itself; its network is down until its program starts it
  corruptedSerial               frames to the program behind a coordinator have a wrong checksum (--count)
  rejoinStorm                   all devices of a network leave and come back at once
  networkKeyChange              the network has another key; who does not hear of it is out
The target is a device or a hub, for all but silence, powerCut and lowBattery every hub by default.`;

/** `zigfleet sim fault KIND [TARGET]`: lets something go wrong. */
export function createCommand(): Command {
  return createControlCommand('fault', 'Lets something go wrong; lists and ends what is wrong.', [
    'fault loss --rate 0.3 --for 10min',
    'fault delay kitchen-climate --delay 800ms --jitter 400ms',
    'fault silence hall-motion',
    'fault coordinatorReset ground-floor',
    'fault ls',
    'fault end loss',
    'fault end',
  ])
    .argument('<kind>', 'what goes wrong', parseKind)
    .argument('[target]', 'the device or the hub (default: every hub)')
    .option('--for <duration>', 'then it is over: 30s, 10min')
    .option('--rate <share>', 'of frames, 0 to 1', parseNumber)
    .option('--delay <duration>', 'of each frame')
    .option('--jitter <duration>', 'up to so much more')
    .option('--count <frames>', 'how many frames are corrupted', parseNumber)
    .option('--percent <percent>', 'what is left of the battery', parseNumber)
    .addHelpText('after', kindsHelp)
    .action(async (kind: FaultKind, target: string | undefined, options) => {
      const { for: lasting, rate, delay, jitter, count, percent } = options;
      const given = { target, for: lasting, rate, delay, jitter, count, percent };
      const settings = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const fault = { kind, ...settings } as NonNullable<HouseAction['fault']>;
      await performAction(options, { fault }, `${kind} ${target ?? 'everywhere'}`);
    })
    .addCommand(createListCommand())
    .addCommand(createEndCommand());
}

function createListCommand(): Command {
  return createControlCommand('ls', 'Shows what is wrong now.', ['fault ls', 'fault ls --json']).action(
    async (options) => {
      const faults = await clientOf(options).faults();
      const table = () => formatTable(['fault', 'target', 'until', 'settings'], faults.map(describeFault));
      const text = faults.length === 0 ? 'nothing is wrong' : table();
      process.stdout.write(`${options.json ? JSON.stringify(faults) : text}\n`);
    },
  );
}

function createEndCommand(): Command {
  return createControlCommand('end', 'Ends faults: of a kind, at a target, or all.', [
    'fault end',
    'fault end loss',
    'fault end silence hall-motion',
  ])
    .argument('[kind]', 'default: all', parseKind)
    .argument('[target]', 'the device or the hub (default: all)')
    .action(async (kind: FaultKind | undefined, target: string | undefined, options) => {
      const answer = await clientOf(options).perform({
        endFault: { ...(kind !== undefined && { kind }), ...(target !== undefined && { target }) },
      });
      const text = `${answer.time}  ended ${answer.endedFaults} ${answer.endedFaults === 1 ? 'fault' : 'faults'}`;
      process.stdout.write(`${options.json ? JSON.stringify(answer) : text}\n`);
    });
}

/** A fault as a row: kind, target, until, settings. */
export function describeFault({ kind, target, untilMs, settings }: ActiveFault): string[] {
  const until = untilMs === undefined ? 'it is ended' : new Date(untilMs).toISOString();
  return [kind, target ?? 'everywhere', until, formatValues({ ...settings })];
}

/** Takes kebab-case, and what people say instead. */
function parseKind(word: string): FaultKind {
  const plain = word.toLowerCase().replace(/[-_]/g, '');
  const kind = faultKinds.find((each) => each.toLowerCase() === plain) ?? otherNames[plain];
  if (kind !== undefined) return kind;
  const hint = didYouMean(word, faultKinds) || `; there are ${faultKinds.join(', ')}`;
  throw new InvalidArgumentError(`there is no fault "${word}"${hint}`);
}

function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}
