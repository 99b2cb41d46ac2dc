import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../common/logger.ts';
import type { Command } from '../domain/command.ts';
import type { CommandStore } from '../store/command-store.ts';
import { CommandTracker } from './command-tracker.ts';

const command: Command = {
  commandId: 'cmd-1',
  homeId: 'home-1',
  hubId: 'hub-1',
  action: { type: 'setTraits', ieeeAddress: '0x00158d0000000001', values: { state: 'ON' } },
  state: 'sent',
  createdAtMs: 1_000,
  expiresAtMs: 61_000,
  changedAtMs: 1_000,
  requestedBy: 'account-1',
  requestedThrough: { credentialId: 'login-1', kind: 'login', name: null, userAgent: null },
  confirmed: null,
  failure: null,
};
const end = {
  commandId: 'cmd-1',
  state: 'succeeded',
  result: '{"confirmed":{"state":"ON"}}',
  eventPayload: '',
} as const;

/** A tracker over a store that never answers: what it tells it has not read there. */
function createTracker(): CommandTracker {
  const store = { get: () => new Promise(() => undefined) } as unknown as CommandStore;
  return new CommandTracker(store, silentLogger());
}

describe('CommandTracker', () => {
  it('tells the end as soon as the hub has told it, though the store does not have it yet', async () => {
    const tracker = createTracker();
    tracker.track(command);
    const waiting = tracker.waitForEnd('home-1', 'cmd-1', 10_000, new AbortController().signal);
    tracker.ending(end, 1_500);
    expect(await waiting).toEqual({
      ...command,
      state: 'succeeded',
      confirmed: { state: 'ON' },
      changedAtMs: 1_500,
    });
  });

  it('stays with the first end, and lets no clock end a command before it was made', async () => {
    const tracker = createTracker();
    tracker.track(command);
    tracker.ending(end, 500);
    tracker.ending({ ...end, state: 'expired', result: '' }, 2_000);
    const known = await tracker.waitForEnd('home-1', 'cmd-1', 0, new AbortController().signal);
    expect(known).toMatchObject({ state: 'succeeded', changedAtMs: 1_000 });
  });

  it('knows nothing of commands that were made elsewhere until the store has them', () => {
    const tracker = createTracker();
    expect(() => tracker.ending(end, 1_500)).not.toThrow();
  });
});
