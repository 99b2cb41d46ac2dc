import type { components, operations } from '../client/gen/api.ts';
import type { AnswerOf } from '../client/operation-types.ts';
import { ZigfleetClient } from '../client/zigfleet-client.ts';
import { ZigfleetError } from '../src/common/zigfleet-error.ts';
import type { ApiTarget } from './api-target.ts';
import { askPlatform } from './ask-platform.ts';

export type DeviceResource = components['schemas']['Device'];
export type HubResource = components['schemas']['Hub'];
export type CommandResource = components['schemas']['Command'];
export type HomeResource = AnswerOf<'get', '/v1/homes'>['homes'][number];
export type RoomResource = AnswerOf<'get', '/v1/homes/{homeId}/rooms'>['rooms'][number];
export type AuditQuery = NonNullable<operations['listPlatformAudit']['parameters']['query']>;
type AuditPage = operations['listPlatformAudit']['responses'][200]['content']['application/json'];
export type AuditEntryResource = AuditPage['entries'][number];
/** Whose audit: all of the platform's, the account's own, or a home's. */
export type AuditScope = 'platform' | 'account' | { homeId: string };
export type EventQuery = NonNullable<operations['streamEvents']['parameters']['query']>;

const pageLimit = 500;
export interface SetRequest {
  ieeeAddress: string;
  set: Record<string, unknown>;
  /** How long to wait for the end, seconds; 0 does not wait. */
  waitS: number;
  whenOffline: 'queue' | 'refuse';
  ttlMs?: number;
}

/**
 * The platform's HTTP API as the commands use it: the generated client, its errors made ZigfleetErrors with one sentence
 * that says what to do.
 */
export class ApiClient {
  readonly #url: string;
  readonly #client: ZigfleetClient;
  readonly #hint: string;

  constructor({ url, token, from }: ApiTarget) {
    this.#url = url;
    this.#client = new ZigfleetClient({ url, token });
    this.#hint =
      from === 'login'
        ? ' Log in again with zigfleet login.'
        : ' Give another with --token-file, --token or ZIGFLEET_TOKEN.';
  }

  async listDevices(): Promise<DeviceResource[]> {
    const devices: DeviceResource[] = [];
    let cursor: string | null = null;
    do {
      const query: { limit: number; cursor?: string } = {
        limit: pageLimit,
        ...(cursor !== null && { cursor }),
      };
      const page = await this.ask((client) => client.call('get', '/v1/devices', { query }));
      // Without `fields` each device is whole.
      devices.push(...(page.devices as DeviceResource[]));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return devices;
  }

  async listHubs(): Promise<HubResource[]> {
    return (await this.ask((client) => client.call('get', '/v1/hubs'))).hubs;
  }

  async listHomes(): Promise<HomeResource[]> {
    return (await this.ask((client) => client.call('get', '/v1/homes'))).homes;
  }

  async listRooms(homeId: string): Promise<RoomResource[]> {
    const request = { path: { homeId } };
    return (await this.ask((client) => client.call('get', '/v1/homes/{homeId}/rooms', request))).rooms;
  }

  /** A code with which a new hub claims itself into the home, once. */
  async createClaimCode(): Promise<string> {
    const answer = await this.ask((client) => client.call('post', '/v1/hubs/claim-codes', { body: {} }));
    return answer.claimCode;
  }

  readDevice(ieeeAddress: string): Promise<DeviceResource> {
    const request = { path: { ieeeAddress } };
    return this.ask((client) => client.call('get', '/v1/devices/{ieeeAddress}', request));
  }

  readCommand(commandId: string): Promise<CommandResource> {
    return this.ask((client) => client.call('get', '/v1/commands/{commandId}', { path: { commandId } }));
  }

  setTraits({ ieeeAddress, waitS, ...body }: SetRequest): Promise<CommandResource> {
    const request = { path: { ieeeAddress }, header: commandHeaders(waitS), body };
    return this.ask((client) => client.call('post', '/v1/devices/{ieeeAddress}/commands', request));
  }

  permitJoin(
    hubId: string,
    body: { durationS: number; via: string | null },
    waitS: number,
  ): Promise<CommandResource> {
    const request = { path: { hubId }, header: commandHeaders(waitS), body };
    return this.ask((client) => client.call('post', '/v1/hubs/{hubId}/permit-join', request));
  }

  /** At most so many entries, newest first. */
  async listAudit(scope: AuditScope, query: AuditQuery, countMax: number): Promise<AuditEntryResource[]> {
    const entries: AuditEntryResource[] = [];
    let cursor: string | null = null;
    do {
      const limit = Math.min(pageLimit, countMax - entries.length);
      const page: AuditPage = await this.#auditPage(scope, { ...query, limit, ...(cursor && { cursor }) });
      entries.push(...page.entries);
      cursor = page.nextCursor;
    } while (cursor !== null && entries.length < countMax);
    return entries;
  }

  #auditPage(scope: AuditScope, query: AuditQuery): Promise<AuditPage> {
    return this.ask((client) => {
      if (scope === 'platform') return client.call('get', '/v1/audit', { query });
      if (scope === 'account') return client.call('get', '/v1/account/audit', { query });
      return client.call('get', '/v1/homes/{homeId}/audit', { path: scope, query });
    });
  }

  /** Opens the event stream. The signal ends it. */
  async openEvents(
    query: EventQuery,
    lastEventId: string | undefined,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    const header = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const response = await this.ask((client) => client.open('get', '/v1/events', { query, header, signal }));
    if (!response.body) throw new ZigfleetError('unavailable', 'The platform sent an empty answer.');
    return response.body;
  }

  /** Asks for anything else. @throws ZigfleetError */
  ask<T>(call: (client: ZigfleetClient) => Promise<T>): Promise<T> {
    return askPlatform(this.#client, this.#url, call, this.#hint);
  }
}

/** A proxy that repeats the request must not make a second command of it. */
function commandHeaders(waitS: number) {
  return { 'idempotency-key': crypto.randomUUID(), ...(waitS > 0 && { prefer: `wait=${waitS}` }) };
}
