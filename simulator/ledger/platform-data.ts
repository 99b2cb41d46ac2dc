import type { CommandAction } from '../../src/devices/command-action.ts';
import type { CommandFailure } from '../../src/devices/command-failure.ts';
import type { TraitValue, TraitValues } from '../../src/devices/trait.ts';

/** A device as the platform tells it. */
export interface PlatformDevice {
  ieeeAddress: string;
  name: string;
  reported: Record<string, TraitValue>;
}

/** An event as the platform tells it, with what verification needs of it. */
export interface PlatformEventRecord {
  eventId: string;
  type: string;
  /** Unix milliseconds. */
  timeMs: number;
  ieeeAddress?: string;
  commandId?: string;
  values?: TraitValues;
}

/** What a subscriber hears: an event, or that the platform no longer has some. */
export type PlatformDelivery =
  | { kind: 'event'; event: PlatformEventRecord }
  | { kind: 'gap'; reason: string };

/** A command as the platform tells it. Times are Unix milliseconds. */
export interface PlatformCommand {
  commandId: string;
  action: CommandAction;
  state: 'queued' | 'sent' | 'delivered' | 'succeeded' | 'failed' | 'expired' | 'cancelled';
  createdAtMs: number;
  changedAtMs: number;
  confirmed: TraitValues | null;
  failure: CommandFailure | null;
}

/** What verification asks of a platform. Every method throws `unavailable` if it does not answer. */
export interface PlatformReader {
  devices(): Promise<PlatformDevice[]>;
  /** Everything since the beginning, until nothing more comes. */
  events(): AsyncIterable<PlatformDelivery>;
  /** Undefined if the platform has no such command. */
  command(commandId: string): Promise<PlatformCommand | undefined>;
}

/** All that a platform says, read at one time. */
export interface PlatformData {
  devices: PlatformDevice[];
  events: PlatformEventRecord[];
  /** Reasons for which the platform no longer has events from before those above. */
  gaps: string[];
  commands: PlatformCommand[];
}

/** More events are no house's: the platform sends without end. */
const eventsMax = 2_000_000;
const eventsPerProgress = 1000;
/** Commands read at a time. */
const commandReadersMax = 8;

/** Reads everything: the devices first, so that the events are never older than they. @throws ZigfleetError as the reader */
export async function readPlatform(
  reader: PlatformReader,
  onEvents?: (count: number) => void,
): Promise<PlatformData> {
  const devices = await reader.devices();
  const events: PlatformEventRecord[] = [];
  const gaps: string[] = [];
  const commandIds = new Set<string>();
  for await (const delivery of reader.events()) {
    if (delivery.kind === 'gap') {
      gaps.push(delivery.reason);
      continue;
    }
    events.push(delivery.event);
    if (events.length % eventsPerProgress === 0) onEvents?.(events.length);
    if (delivery.event.commandId !== undefined) commandIds.add(delivery.event.commandId);
    if (events.length < eventsMax) continue;
    gaps.push(`more than ${eventsMax}`);
    break;
  }
  return { devices, events, gaps, commands: await readCommands(reader, [...commandIds]) };
}

async function readCommands(reader: PlatformReader, ids: readonly string[]): Promise<PlatformCommand[]> {
  const commands: PlatformCommand[] = [];
  let next = 0;
  const work = async () => {
    for (let id = ids[next++]; id !== undefined; id = ids[next++]) {
      const command = await reader.command(id);
      if (command) commands.push(command);
    }
  };
  await Promise.all(Array.from({ length: commandReadersMax }, work));
  return commands.sort((one, other) => one.createdAtMs - other.createdAtMs);
}
