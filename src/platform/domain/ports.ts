import type { NetworkMap } from '../../devices/command-findings.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { AvailabilityHistory } from '../history/availability-reader.ts';
import type { History } from '../history/history-reader.ts';
import type { Accounts } from './account.ts';
import type { Audit } from './audit.ts';
import type { Command, CommandAction, CommandState } from './command.ts';
import type { DeviceFilter } from './device-filter.ts';
import type { CommandTarget, DeviceTwin } from './device-twin.ts';
import type { Groups } from './group.ts';
import type { Homes } from './home.ts';
import type { Hub } from './hub.ts';
import type { EventDelivery } from './platform-event.ts';
import type { Principal } from './principal.ts';
import type { Probes } from './push-report.ts';
import type { RateLimits } from './rate-limits.ts';
import type { IfMatch, Tagged } from './tagged.ts';
import type { Webhooks } from './webhook.ts';

/** What the HTTP API asks of the rest of the platform. Every method may throw `store-unavailable`. */
export interface PlatformPorts {
  credentials: Credentials;
  accounts: Accounts;
  homes: Homes;
  groups: Groups;
  hubs: Hubs;
  devices: Devices;
  commands: Commands;
  events: Events;
  history: History;
  availability: AvailabilityHistory;
  audit: Audit;
  rates: RateLimits;
  webhooks: Webhooks;
  probes: Probes;
  health: Health;
}

export interface Credentials {
  /** The principal of a bearer token, or undefined if the token is unknown, expired or revoked. */
  authenticate(bearerToken: string): Promise<Principal | undefined>;
  /** Whoever has just gained or lost a home by this token sees it with the next request. */
  forget(bearerToken: string): void;
}

export interface Hubs {
  list(homeId: string): Promise<Hub[]>;
  get(homeId: string, hubId: string): Promise<Tagged<Hub> | undefined>;
  /** @returns undefined if the home does not have it. @throws precondition-failed */
  update(
    homeId: string,
    hubId: string,
    change: Partial<Pick<Hub, 'name' | 'icon'>>,
    ifMatch?: IfMatch,
  ): Promise<Tagged<Hub> | undefined>;
  /**
   * Lets go of a hub: the home forgets it with its devices, its stream is cut.
   * @returns whether the home had it. @throws precondition-failed
   */
  release(homeId: string, hubId: string, ifMatch?: IfMatch): Promise<boolean>;
  /** The hub's key is not good any more: its stream is cut and none can be opened. @returns whether the home has it */
  revoke(homeId: string, hubId: string): Promise<boolean>;
  /**
   * A new hub takes over from an old one: its name, its place in rooms and groups, and its devices as soon as the new one
   * has them. The old one is revoked. Doing it again changes nothing.
   * @returns the new hub; undefined if the home does not have both
   * @throws conflict if the new one is revoked, or another one has taken over already
   */
  replace(homeId: string, hubId: string, newHubId: string): Promise<Tagged<Hub> | undefined>;
  /** The last map of the hub's network; undefined if none was made or it is forgotten. */
  networkMap(homeId: string, hubId: string): Promise<StoredNetworkMap | undefined>;
  /** @throws quota-exceeded if the home has as many devices as it may have */
  requireRoomForDevice(homeId: string): Promise<void>;
  /** A single-use code with which a hub may claim itself into the home until it expires. @throws quota-exceeded */
  createClaimCode(homeId: string, ttlMs: number): Promise<{ claimCode: string; expiresAtMs: number }>;
}

/** A map of a hub's network, and when by the hub's clock and by which command it was made. */
export interface StoredNetworkMap {
  madeAtMs: number;
  commandId: string;
  map: NetworkMap;
}

export interface DevicePage {
  devices: DeviceTwin[];
  /** Opaque; null at the end. */
  nextCursor: string | null;
}

export const deviceOrders = ['address', 'name'] as const;

export interface DeviceQuery {
  filter?: DeviceFilter;
  /** By address unless told. A device that comes or goes meanwhile makes no other one be told twice or left out. */
  sort?: (typeof deviceOrders)[number];
  /** The `nextCursor` of the page before, which was asked for with the same filter and order. */
  cursor?: string;
  limit: number;
}

/** What people say of a device; null takes it back. */
export interface DeviceChange {
  name?: string | null;
  icon?: string | null;
  roomId?: string | null;
}

export interface Devices {
  /** @throws invalid-request for a cursor of no page */
  list(homeId: string, query: DeviceQuery): Promise<DevicePage>;
  get(homeId: string, ieeeAddress: IeeeAddress): Promise<Tagged<DeviceTwin> | undefined>;
  /** @returns undefined if the home does not have it. @throws precondition-failed, not-found (the room), conflict */
  update(
    homeId: string,
    ieeeAddress: IeeeAddress,
    change: DeviceChange,
    ifMatch?: IfMatch,
  ): Promise<Tagged<DeviceTwin> | undefined>;
  /**
   * Where a command to the device goes.
   * @param certain - look where the device is now, whatever it costs
   */
  target(homeId: string, ieeeAddress: IeeeAddress, certain: boolean): Promise<CommandTarget | undefined>;
}

export interface CommandRequest {
  homeId: string;
  hubId: string;
  action: CommandAction;
  ttlMs: number;
  /** What to do if the hub is offline: keep it until its TTL, or throw `hub-offline`. */
  whenOffline: 'queue' | 'refuse';
  /** Refuse it with `DeviceElsewhere` if another hub of the home has the device too. */
  ifSoleHub?: boolean;
  requestedBy: Principal;
  /** What the program that asks calls itself. */
  userAgent?: string;
  /** Tags that the device may have, or the hub if the command is for none; of a device to be removed its settings only. */
  ifMatch?: IfMatch;
  /** The same key from the same account within a day gets the first command back. */
  idempotencyKey?: string;
  traceparent?: string;
}

export interface CommandQuery {
  /** Of one device only, which lists fewer than the home. */
  ieeeAddress?: IeeeAddress;
  hubId?: string;
  states?: readonly CommandState[];
  cursor?: string;
  limit: number;
}

export interface CommandPage {
  /** Newest first; may be fewer than asked for, or none, before the end. */
  commands: Command[];
  /** Opaque; null at the end. */
  nextCursor: string | null;
}

export interface Commands {
  /** @throws invalid-request for a cursor of no page */
  list(homeId: string, query: CommandQuery): Promise<CommandPage>;
  /**
   * Under an idempotency key: the devices that a batch is for, which are those of the first time that it was sent.
   * @throws conflict if the key was used for another request
   */
  beginBatch(batch: {
    homeId: string;
    requestedBy: Principal;
    idempotencyKey: string;
    /** What makes two requests the same. */
    request: string;
    ieeeAddresses: readonly IeeeAddress[];
  }): Promise<readonly IeeeAddress[]>;
  /** Stores the command and hands it to the hub. @throws hub-offline, queue-full, conflict (key used for another request), precondition-failed, DeviceElsewhere */
  submit(request: CommandRequest): Promise<Command>;
  get(homeId: string, commandId: string): Promise<Command | undefined>;
  /** The command as soon as it is final, or as it is when `waitMs` have passed or the signal aborts. */
  waitForEnd(
    homeId: string,
    commandId: string,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<Command | undefined>;
  /** @throws conflict if the hub may already have started it */
  cancel(homeId: string, commandId: string): Promise<Command | undefined>;
}

export interface Events {
  /**
   * Delivers the home's events in order until the signal aborts.
   * @param afterEventId - resume after this one; undefined: from now on
   * @param deliver - false means that the reader is full and has not taken it: the subscription then holds back, and
   *   tells of a gap if the stream was trimmed meanwhile
   * @param onStart - called once, before the first delivery, when the place from which events are delivered is fixed:
   *   nothing that happens from now on is missed. The id is one to resume from.
   * @throws invalid-request for an id that is none; store-unavailable if it cannot start
   */
  subscribe(
    homeId: string,
    afterEventId: string | undefined,
    deliver: (delivery: EventDelivery) => boolean,
    signal: AbortSignal,
    onStart?: (atEventId: string) => void,
  ): Promise<void>;
}

export interface Health {
  /** Whether the node can serve: the store answers and the link listens. One line per fault. */
  check(): Promise<{ ready: boolean; faults: string[] }>;
}
