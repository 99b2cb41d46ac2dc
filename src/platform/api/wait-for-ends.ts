import type { FastifyReply } from 'fastify';
import { type Command, isFinal } from '../domain/command.ts';
import type { RouteContext } from './route-context.ts';

/**
 * Several commands as they stand when all have ended or the wait is over.
 * @param waitS - seconds; undefined: as they stand now
 */
export async function waitForEnds<T extends { command?: Command }>(
  { ports, waits }: RouteContext,
  submitted: readonly T[],
  waitS: number | undefined,
  reply: FastifyReply,
): Promise<T[]> {
  if (waitS === undefined) return [...submitted];
  reply.header('preference-applied', `wait=${waitS}`);
  const signal = waits.begin(reply);
  return Promise.all(
    submitted.map(async (each) => {
      const { command } = each;
      if (!command || isFinal(command.state)) return each;
      const { homeId, commandId } = command;
      const ended = await ports.commands.waitForEnd(homeId, commandId, waitS * 1000, signal);
      return { ...each, command: ended ?? command };
    }),
  );
}
