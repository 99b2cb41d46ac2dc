import type { components, operations } from '../client/gen/api.ts';
import type { AnswerOf } from '../client/operation-types.ts';
import type { ZigfleetClient } from '../client/zigfleet-client.ts';
import { ZigfleetError } from '../src/common/zigfleet-error.ts';
import type { ApiTarget } from './api-target.ts';
import { askPlatform } from './ask-platform.ts';
import { createClient } from './create-client.ts';

export type DeviceResource = components['schemas']['Device'];
export type HubResource = components['schemas']['Hub'];
export type CommandResource = components['schemas']['Command'];
export type WebhookResource = components['schemas']['Webhook'];
export type HomeResource = AnswerOf<'get', '/v1/homes'>['homes'][number];
export type RoomResource = AnswerOf<'get', '/v1/homes/{homeId}/rooms'>['rooms'][number];
export type AuditQuery = NonNullable<operations['listPlatformAudit']['parameters']['query']>;
type AuditPage = operations['listPlatformAudit']['responses'][200]['content']['application/json'];
export type AuditEntryResource = AuditPage['entries'][number];
/** Whose audit: all of the platform's, the account's own, or a home's. */
export type AuditScope = 'platform' | 'account' | { homeId: string };
export type DeviceQuery = NonNullable<operations['listDevices']['parameters']['query']>;
export type CommandsQuery = NonNullable<operations['listCommands']['parameters']['query']>;
export type BatchResult = AnswerOf<'post', '/v1/commands'>['results'][number];
export type EventQuery = NonNullable<operations['streamEvents']['parameters']['query']>;

const pageLimit = 500;
const commandsPageLimit = 100;

export interface SetRequest {
  ieeeAddress: string;
  set: Record<string, unknown>;
  /** How long to wait for the end, seconds; 0 does not wait. */
  waitS: number;
  whenOffline: 'queue' | 'refuse';
  ttlMs?: number;
  /** For security devices. */
  pin?: string;
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
    this.#client = createClient({ url, token });
    this.#hint =
      from === 'login'
        ? ' Log in again with zigfleet login.'
        : ' Give another with --token-file, --token or ZIGFLEET_TOKEN.';
  }

  async listDevices(filter: DeviceQuery = {}): Promise<DeviceResource[]> {
    const devices: DeviceResource[] = [];
    let cursor: string | null = null;
    do {
      const query: DeviceQuery = { ...filter, limit: pageLimit, ...(cursor !== null && { cursor }) };
      const page: AnswerOf<'get', '/v1/devices'> = await this.ask((client) =>
        client.call('get', '/v1/devices', { query }),
      );
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

  async listWebhooks(): Promise<WebhookResource[]> {
    const { webhooks } = await this.ask((client) => client.call('get', '/v1/webhooks'));
    return webhooks as WebhookResource[];
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

  setTraits({ ieeeAddress, waitS, pin, ...body }: SetRequest): Promise<CommandResource> {
    const request = { path: { ieeeAddress }, header: commandHeaders(waitS, pin), body };
    return this.ask((client) => client.call('post', '/v1/devices/{ieeeAddress}/commands', request));
  }

  /** Sets traits of what is in a room and can take it. */
  async setRoom(
    { homeId, roomId }: { homeId: string; roomId: string },
    { waitS, pin, ...body }: Omit<SetRequest, 'ieeeAddress'>,
  ): Promise<BatchResult[]> {
    const request = { header: commandHeaders(waitS, pin), body: { ...body, homeId, roomId } };
    return (await this.ask((client) => client.call('post', '/v1/commands', request))).results;
  }

  updateDevice(
    ieeeAddress: string,
    body: { name?: string | null; icon?: string | null; roomId?: string | null },
  ): Promise<DeviceResource> {
    const request = { path: { ieeeAddress }, body };
    return this.ask((client) => client.call('patch', '/v1/devices/{ieeeAddress}', request));
  }

  updateHub(hubId: string, body: { name?: string; icon?: string | null }): Promise<HubResource> {
    return this.ask((client) => client.call('patch', '/v1/hubs/{hubId}', { path: { hubId }, body }));
  }

  removeDevice(
    ieeeAddress: string,
    { force, waitS, pin }: { force: boolean; waitS: number; pin?: string },
  ): Promise<CommandResource> {
    const request = { path: { ieeeAddress }, query: { force }, header: commandHeaders(waitS, pin) };
    return this.ask((client) => client.call('delete', '/v1/devices/{ieeeAddress}', request));
  }

  cancelCommand(commandId: string): Promise<CommandResource> {
    const request = { path: { commandId } };
    return this.ask((client) => client.call('post', '/v1/commands/{commandId}/cancel', request));
  }

  /** At most so many commands of a device, or else of a home, newest first. */
  async listCommands(
    ieeeAddress: string | undefined,
    filter: CommandsQuery,
    countMax: number,
  ): Promise<CommandResource[]> {
    const commands: CommandResource[] = [];
    let cursor: string | null = null;
    do {
      const limit = Math.min(commandsPageLimit, countMax - commands.length);
      const query: CommandsQuery = { ...filter, limit, ...(cursor !== null && { cursor }) };
      const page = await this.#commandsPage(ieeeAddress, query);
      commands.push(...page.commands);
      cursor = page.nextCursor;
    } while (cursor !== null && commands.length < countMax);
    return commands;
  }

  #commandsPage(
    ieeeAddress: string | undefined,
    { homeId, hubId, ...query }: CommandsQuery,
  ): Promise<AnswerOf<'get', '/v1/commands'>> {
    return this.ask((client) => {
      if (ieeeAddress === undefined) {
        const ofHome = { ...query, ...(homeId && { homeId }), ...(hubId && { hubId }) };
        return client.call('get', '/v1/commands', { query: ofHome });
      }
      return client.call('get', '/v1/devices/{ieeeAddress}/commands', { path: { ieeeAddress }, query });
    });
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
function commandHeaders(waitS: number, pin?: string) {
  return {
    'idempotency-key': crypto.randomUUID(),
    ...(waitS > 0 && { prefer: `wait=${waitS}` }),
    ...(pin !== undefined && { 'security-pin': pin }),
  };
}
