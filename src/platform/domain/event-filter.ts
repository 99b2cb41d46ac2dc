import type { PlatformEvent, PlatformEventType } from './platform-event.ts';

/** Which events a subscriber wants. What is absent does not limit; all that is there must fit. */
export interface EventFilter {
  types?: readonly PlatformEventType[];
  hubIds?: readonly string[];
  /** In lower case. */
  ieeeAddresses?: readonly string[];
  /** Events of devices in these rooms and those within them. */
  roomIds?: readonly string[];
  /** Events that tell a value of one of these traits. */
  traits?: readonly string[];
}

/**
 * Whether an event is wanted.
 * @param inRooms - the devices that are in the filter's rooms now; needed if it names any
 */
export function isWanted(
  filter: EventFilter,
  event: PlatformEvent,
  inRooms: ReadonlySet<string> | undefined,
): boolean {
  const { types, hubIds, ieeeAddresses, roomIds, traits } = filter;
  if (types && !types.includes(event.type)) return false;
  if (hubIds && !('hubId' in event && hubIds.includes(event.hubId))) return false;
  if (ieeeAddresses || roomIds) {
    const address = addressOf(event);
    if (address === undefined) return false;
    if (ieeeAddresses && !ieeeAddresses.includes(address)) return false;
    if (roomIds && !inRooms?.has(address)) return false;
  }
  return !traits || traits.some((trait) => Object.hasOwn(valuesOf(event), trait));
}

/** The device that an event is about; undefined if it is about none. */
export function addressOf(event: PlatformEvent): string | undefined {
  return 'ieeeAddress' in event ? event.ieeeAddress : undefined;
}

function valuesOf(event: PlatformEvent): object {
  if (event.type === 'traitReported') return event.values;
  return event.type === 'commandSucceeded' ? event.confirmed : {};
}
