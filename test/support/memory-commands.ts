import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { Command } from '../../src/platform/domain/command.ts';
import type { CommandPage, CommandQuery } from '../../src/platform/domain/ports.ts';

/** A page of the commands of a platform in memory, whose ids count up. Cursors are those of the real one, or ids. */
export function listCommands(all: readonly Command[], homeId: string, query: CommandQuery): CommandPage {
  const { ieeeAddress, hubId, states, cursor, limit } = query;
  const isPlace = cursor !== undefined && /^\d/.test(cursor);
  const isForeign = cursor !== undefined && !/^cmd-\d{2,}$/.test(cursor);
  if (isForeign || (isPlace && ieeeAddress !== undefined)) {
    throw new ZigfleetError('invalid-request', 'The cursor is none of a page before.');
  }
  const rest = all
    .filter((each) => each.homeId === homeId && (hubId === undefined || each.hubId === hubId))
    .filter(({ action }) => {
      return ieeeAddress === undefined || ('ieeeAddress' in action && action.ieeeAddress === ieeeAddress);
    })
    .filter(({ state }) => !states?.length || states.includes(state))
    .filter(({ commandId }) => cursor === undefined || commandId < cursor)
    .sort((a, b) => (a.commandId < b.commandId ? 1 : -1));
  const commands = rest.slice(0, limit);
  return { commands, nextCursor: rest.length > limit ? (commands.at(-1)?.commandId ?? null) : null };
}
