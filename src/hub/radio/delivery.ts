import { setTimeout as sleep } from 'node:timers/promises';
import type { Models } from 'zigbee-herdsman';
import { messageOf } from '../../common/zigfleet-error.ts';
import { isSleepy } from './device-model.ts';
import { discoverRoute } from './herdsman-inside.ts';

type Endpoint = Models.Endpoint;
type Send = Endpoint['zclCommand'];

/**
 * How long to wait before a frame that was not acknowledged is sent again, milliseconds. A device that is there answers
 * the first of them; one whose way was lost, the second; whoever asked knows after two seconds and what the radio takes.
 */
const pausesMs = [500, 1500];

/** What a Z-Stack data confirm says that sending again may mend; as the library has it. */
const mendable = new Set([
  17, // 0x11 buffer full
  26, // 0x1A no resources
  205, // 0xCD no route
  225, // 0xE1 channel access failure
  233, // 0xE9 MAC no acknowledgement
  240, // 0xF0 transaction expired
]);

/** Of these, what may come of a frame that has arrived, and whose acknowledgement has not. */
const mayHaveArrived = new Set([233, 240]);

/** What changes nothing, however often it is asked. */
const questions = /^(read|discover)/i;

/** Commands whose effect depends on how often they are carried out. */
const relativeCommands = /^(toggle|step|move$|moveWith|increment|decrement)/i;

/**
 * Sends a command to an endpoint of a device, again where that may help, and within bounds.
 *
 * The library's own recovery goes on for 17 s before it says that a mains device is silent, and cannot be stopped: a
 * command that was reported as failed meanwhile might be carried out after that. Here nothing is sent after the failure
 * is told. Whoever sleeps keeps the library's way, which knows how to wait for it.
 */
export async function deliver(endpoint: Endpoint, send: Send, parameters: Parameters<Send>) {
  if (isSleepy(endpoint.getDevice())) return await send(...parameters);
  const [cluster, command, payload, options, ...rest] = parameters;
  const once: Send = (...given) => send(...given);
  const attempt = () => once(cluster, command, payload, { ...options, disableRecovery: true }, ...rest);
  let hasAskedAgain = false;
  for (let pause = 0; ; ) {
    try {
      return await attempt();
    } catch (error) {
      const pauseMs = pausesMs[pause];
      if (isMendable(error, nameOf(command)) && pauseMs !== undefined) {
        await mend(endpoint, pause++, pauseMs);
      } else if (isUnanswered(error) && !hasAskedAgain && questions.test(nameOf(command))) {
        // An order is not given again: the device has the frame. What became of it can be asked.
        hasAskedAgain = true;
      } else {
        throw error;
      }
    }
  }
}

/** Looks for another way to the device; then whether it has another address by now. */
async function mend(endpoint: Endpoint, round: number, pauseMs: number): Promise<void> {
  // Neither is sure to work, nor is its failure news; and a coordinator that is slow must not make it longer.
  const looking = round === 0 ? discoverRoute(endpoint) : endpoint.getDevice().requestNetworkAddress();
  looking.catch(() => undefined);
  await sleep(pauseMs);
}

function isMendable(error: unknown, command: string): boolean {
  const code = Number(error instanceof Error && 'code' in error ? error.code : undefined);
  if (!messageOf(error).includes('Data request failed') || !mendable.has(code)) return false;
  return !(mayHaveArrived.has(code) && relativeCommands.test(command));
}

/** The device has the frame, as far as the coordinator knows, and did not answer. */
export function isUnanswered(error: unknown): boolean {
  return /\bTimeout\b.*after \d+ ?ms/i.test(messageOf(error));
}

function nameOf(command: Parameters<Send>[1]): string {
  return typeof command === 'object' ? command.name : String(command);
}
