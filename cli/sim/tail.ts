import { type Command, InvalidArgumentError } from 'commander';
import { type FrameRecord, frameEvents } from '../../simulator/control/frame-record.ts';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { plainText } from '../format-values.ts';
import { clientOf, createControlCommand } from './control-command.ts';

interface Dropped {
  event: 'dropped';
  count: number;
}

/** No line of the house is longer, characters. */
const lineLengthMax = 1024 * 1024;

/** `zigfleet sim tail`: frames as they pass, decoded, until Ctrl-C. */
export function createCommand(): Command {
  return createControlCommand(
    'tail',
    'Shows the frames on the air as they pass, decoded, until Ctrl-C. A reader that is too slow is told how many were dropped.',
    [
      'tail',
      'tail kettle hall-motion',
      'tail --cluster onOff --count 10',
      'tail --hub upstairs --events sent,delivered,lost --json',
    ],
  )
    .argument('[devices...]', 'only what these send or get; "coordinator" is one too')
    .option('--hub <hub>', 'only this one’s network')
    .option('--cluster <cluster>', 'only this one: its name, or its id in hex')
    .option('--events <events>', `of ${frameEvents.join(', ')}`, parseEvents, 'sent,lost')
    .option('--count <frames>', 'end after so many', parseCount)
    .action(async (devices: string[], options) => {
      const query = new URLSearchParams({ events: options.events });
      for (const device of devices) query.append('device', device);
      if (options.hub !== undefined) query.set('hub', options.hub);
      if (options.cluster !== undefined) query.set('cluster', options.cluster);
      const ended = new AbortController();
      const end = () => ended.abort();
      process.once('SIGINT', end);
      process.once('SIGTERM', end);
      process.stdout.once('error', end);
      const stream = await clientOf(options).frames(query, ended.signal);
      const isCut = await show(stream, ended, options);
      if (isCut) throw new ZigfleetError('unavailable', 'The house is served no more.');
    });
}

/** @returns whether the house ended it */
async function show(
  stream: ReadableStream<Uint8Array>,
  ended: AbortController,
  { json, count = Number.POSITIVE_INFINITY }: { json: boolean; count?: number },
): Promise<boolean> {
  const decoder = new TextDecoder();
  let rest = '';
  let shown = 0;
  try {
    for await (const piece of stream) {
      rest += decoder.decode(piece, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > lineLengthMax)
        throw new ZigfleetError('unavailable', 'the house sent too long a line');
      for (const line of lines) {
        const record = JSON.parse(line) as FrameRecord | Dropped;
        process.stdout.write(`${json ? line : lineOf(record)}\n`);
        if (record.event !== 'dropped' && ++shown >= count) {
          ended.abort();
          return false;
        }
      }
    }
  } catch (error) {
    if (ended.signal.aborted) return false;
    if (error instanceof ZigfleetError) throw error;
    throw new ZigfleetError('unavailable', `The house is served no more: ${messageOf(error)}`, {
      cause: error,
    });
  }
  return !ended.signal.aborted;
}

function lineOf(record: FrameRecord | Dropped): string {
  if (record.event === 'dropped') return `… ${record.count} frames dropped: this reader is too slow`;
  const { event, timeMs, hub, text, at, reason } = record;
  const time = new Date(timeMs).toISOString().slice(11, 23);
  const where = at === null ? '' : (at.device ?? at.ieeeAddress ?? String(at.networkAddress));
  const fate = event === 'sent' ? '' : event === 'lost' ? `  LOST at ${where}: ${reason}` : `  at ${where}`;
  return plainText(`${time}  ${hub}  ${text}${fate}`);
}

function parseEvents(text: string): string {
  const words = text.split(',');
  const isKnown = words.every((word) => frameEvents.some((event) => event === word));
  if (!isKnown) throw new InvalidArgumentError(`Give some of ${frameEvents.join(', ')}, with commas.`);
  return text;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d{1,9}$/.test(text) || count < 1)
    throw new InvalidArgumentError('It must be a number of 1 or more.');
  return count;
}
