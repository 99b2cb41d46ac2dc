import type { CommandFailure } from '../../devices/command-failure.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValues } from '../../devices/trait.ts';
import type { DeviceSettingsEvent, PlatformEvent, PlatformEventType } from '../domain/platform-event.ts';

/*
 * An event as it is stored: `[code, time (ms), ...]` in JSON, where the home is the stream's and the hub the entry's.
 * The numbers stand in the Lua functions and in streams: they never change their meaning.
 */
export const eventCodes = {
  hubClaimed: 1,
  hubOnline: 2,
  hubOffline: 3,
  hubEntriesLost: 4,
  deviceJoined: 5,
  deviceUpdated: 6,
  deviceLeft: 7,
  deviceOnline: 8,
  deviceOffline: 9,
  commandQueued: 10,
  commandExpired: 11,
  commandCancelled: 12,
  commandSucceeded: 13,
  commandFailed: 14,
  traitReported: 15,
  hubUpdated: 16,
  webhookSuspended: 40,
  pushProbed: 41,
} as const satisfies Record<PlatformEventType, number>;

const typesByCode = new Map(
  Object.entries(eventCodes).map(([type, code]) => [code as number, type as PlatformEventType]),
);

type StoredTuple = [code: number, timeMs: number, ...rest: unknown[]];

/** An event as text; several are joined by commas. */
export function encodeEvent(event: PlatformEvent): string {
  return JSON.stringify([eventCodes[event.type], event.timeMs, ...detailsOf(event)]);
}

function detailsOf(event: PlatformEvent): unknown[] {
  switch (event.type) {
    case 'hubClaimed':
    case 'hubOnline':
    case 'hubOffline':
    case 'hubUpdated':
      return [];
    case 'hubEntriesLost':
      return [event.count, event.reason];
    case 'deviceUpdated':
      return event.settings === undefined ? [event.ieeeAddress] : [event.ieeeAddress, event.settings];
    case 'deviceJoined':
    case 'deviceLeft':
    case 'deviceOnline':
    case 'deviceOffline':
      return [event.ieeeAddress];
    case 'traitReported':
      return event.linkQuality === undefined
        ? [event.ieeeAddress, event.values]
        : [event.ieeeAddress, event.values, event.linkQuality];
    case 'commandQueued':
    case 'commandExpired':
    case 'commandCancelled':
      return [event.ieeeAddress ?? null, event.commandId];
    case 'commandSucceeded':
      return [event.ieeeAddress ?? null, event.commandId, event.confirmed];
    case 'commandFailed':
      return [event.ieeeAddress ?? null, event.commandId, event.failure];
    case 'webhookSuspended':
      return [event.webhookId, event.reason];
    case 'pushProbed':
      return [event.probeId];
  }
}

/** The events of one entry of a home's stream; undefined for one that only a newer version of this program knows. */
export function decodeEvents(homeId: string, hubId: string, json: string): (PlatformEvent | undefined)[] {
  const tuples = JSON.parse(json) as StoredTuple[];
  return tuples.map((tuple) => decodeEvent(homeId, hubId, tuple));
}

function decodeEvent(homeId: string, hubId: string, tuple: StoredTuple): PlatformEvent | undefined {
  const [code, timeMs, first, second, third] = tuple;
  const type = typesByCode.get(code);
  const base = { homeId, hubId, timeMs };
  switch (type) {
    case 'hubClaimed':
    case 'hubOnline':
    case 'hubOffline':
    case 'hubUpdated':
      return { type, ...base };
    case 'hubEntriesLost':
      return { type, ...base, count: Number(first), reason: String(second) };
    case 'deviceUpdated':
      return {
        ...{ type, ...base, ieeeAddress: first as IeeeAddress },
        ...(second !== undefined && { settings: second as DeviceSettingsEvent }),
      };
    case 'deviceJoined':
    case 'deviceLeft':
    case 'deviceOnline':
    case 'deviceOffline':
      return { type, ...base, ieeeAddress: first as IeeeAddress };
    case 'traitReported':
      return {
        type,
        ...base,
        ieeeAddress: first as IeeeAddress,
        values: second as TraitValues,
        ...(third !== undefined && { linkQuality: third as number }),
      };
    case 'commandQueued':
    case 'commandExpired':
    case 'commandCancelled':
      return { type, ...base, ...commandOf(first, second) };
    case 'commandSucceeded':
      return { type, ...base, ...commandOf(first, second), confirmed: third as TraitValues };
    case 'commandFailed':
      return { type, ...base, ...commandOf(first, second), failure: third as CommandFailure };
    case 'webhookSuspended':
      return { type, homeId, timeMs, webhookId: String(first), reason: String(second) };
    case 'pushProbed':
      return { type, homeId, timeMs, probeId: String(first) };
    case undefined:
      return undefined;
  }
}

function commandOf(
  ieeeAddress: unknown,
  commandId: unknown,
): { commandId: string; ieeeAddress?: IeeeAddress } {
  return {
    commandId: String(commandId),
    ...(ieeeAddress !== null && { ieeeAddress: ieeeAddress as IeeeAddress }),
  };
}
