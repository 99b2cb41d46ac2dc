import { describe, expect, it } from 'vitest';
import type { PlatformEvent } from '../domain/platform-event.ts';
import { decodeEvents, encodeEvent, eventCodes } from './event-codec.ts';

const base = { homeId: 'home-1', hubId: 'hub-1', timeMs: 1_790_000_000_000 };
const ieeeAddress = '0x00158d0000000001' as const;

const events: PlatformEvent[] = [
  { type: 'hubClaimed', ...base },
  { type: 'hubOnline', ...base },
  { type: 'hubOffline', ...base },
  { type: 'hubUpdated', ...base },
  { type: 'hubEntriesLost', ...base, count: 3, reason: 'journal-full' },
  { type: 'deviceJoined', ...base, ieeeAddress },
  { type: 'deviceUpdated', ...base, ieeeAddress },
  { type: 'deviceUpdated', ...base, ieeeAddress, settings: { name: 'a', icon: null, roomId: null } },
  { type: 'deviceLeft', ...base, ieeeAddress },
  { type: 'deviceOnline', ...base, ieeeAddress },
  { type: 'deviceOffline', ...base, ieeeAddress },
  { type: 'traitReported', ...base, ieeeAddress, values: { state: 'ON', color: { x: 0.3 } }, linkQuality: 0 },
  { type: 'traitReported', ...base, ieeeAddress, values: { temperature: null } },
  { type: 'commandQueued', ...base, ieeeAddress, commandId: 'cmd-1' },
  { type: 'commandQueued', ...base, commandId: 'cmd-2' },
  { type: 'commandExpired', ...base, commandId: 'cmd-2' },
  { type: 'commandCancelled', ...base, commandId: 'cmd-2' },
  { type: 'commandSucceeded', ...base, ieeeAddress, commandId: 'cmd-1', confirmed: { state: 'ON' } },
  { type: 'commandFailed', ...base, commandId: 'cmd-1', failure: { reason: 'no-ack', detail: 'silent' } },
  { type: 'webhookSuspended', homeId: 'home-1', timeMs: base.timeMs, webhookId: 'webhook-1', reason: 'gone' },
  { type: 'pushProbed', homeId: 'home-1', timeMs: base.timeMs, probeId: 'probe-1' },
];

describe('stored events', () => {
  it('come back as they were', () => {
    const json = `[${events.map(encodeEvent).join(',')}]`;
    expect(decodeEvents('home-1', 'hub-1', json)).toEqual(events);
  });

  it('of each type are tried here', () => {
    expect(new Set(events.map((event) => event.type))).toEqual(new Set(Object.keys(eventCodes)));
  });

  it('of a newer version keep their place and are not made up', () => {
    const [known] = events;
    if (!known) throw new Error('no events');
    const json = `[[999,1,"?"],${encodeEvent(known)}]`;
    expect(decodeEvents('home-1', 'hub-1', json)).toEqual([undefined, known]);
  });
});
