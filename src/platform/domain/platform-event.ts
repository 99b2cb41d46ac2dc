import type { CommandFailure } from '../../devices/command-failure.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValues } from '../../devices/trait.ts';

interface EventBase {
  homeId: string;
  /** When it happened, milliseconds since the Unix epoch: for reports by the hub's clock. */
  timeMs: number;
}

interface DeviceEventBase extends EventBase {
  hubId: string;
  ieeeAddress: IeeeAddress;
}

interface HubEventBase extends EventBase {
  hubId: string;
}

interface CommandEventBase extends EventBase {
  hubId: string;
  commandId: string;
  /** Absent for commands to the hub itself. */
  ieeeAddress?: IeeeAddress;
}

/** How people have set a device up from now on; absent where its descriptor has changed. */
export interface DeviceSettingsEvent {
  /** Null until somebody names it. */
  name: string | null;
  icon: string | null;
  roomId: string | null;
}

/** What happened in a home, in the past tense. The one stream from which everything downstream is fed. */
export type PlatformEvent =
  | ({ type: 'hubClaimed' | 'hubOnline' | 'hubOffline' | 'hubUpdated' } & HubEventBase)
  | ({ type: 'hubEntriesLost'; count: number; reason: string } & HubEventBase)
  | ({ type: 'deviceJoined' | 'deviceLeft' | 'deviceOnline' | 'deviceOffline' } & DeviceEventBase)
  | ({ type: 'deviceUpdated'; settings?: DeviceSettingsEvent } & DeviceEventBase)
  | ({ type: 'traitReported'; values: TraitValues; linkQuality?: number } & DeviceEventBase)
  | ({ type: 'commandQueued' | 'commandExpired' | 'commandCancelled' } & CommandEventBase)
  | ({ type: 'commandSucceeded'; confirmed: TraitValues } & CommandEventBase)
  | ({ type: 'commandFailed'; failure: CommandFailure } & CommandEventBase)
  | ({ type: 'webhookSuspended'; webhookId: string; reason: string } & EventBase)
  | ({ type: 'pushProbed'; probeId: string } & EventBase);

export type PlatformEventType = PlatformEvent['type'];

/** An event with its place in the home's stream. Ids are opaque to apps; they only ever grow. */
export interface StoredEvent {
  eventId: string;
  event: PlatformEvent;
}

/** What a subscriber hears: an event, or that some were lost to it and from where it goes on. */
export type EventDelivery =
  | ({ kind: 'event' } & StoredEvent)
  | {
      kind: 'gap';
      afterEventId: string | null;
      resumedAtEventId: string | null;
      reason: 'trimmed' | 'slow-reader';
    };
