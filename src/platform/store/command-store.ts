import { createHash, randomUUID } from 'node:crypto';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { CommandAction } from '../../devices/command-action.ts';
import type { CommandFailure } from '../../devices/command-failure.ts';
import type { CommandFindings } from '../../devices/command-findings.ts';
import type { CommandOutcome } from '../../devices/command-outcome.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValues } from '../../devices/trait.ts';
import { type Command, type CommandSource, type CommandState, DeviceElsewhere } from '../domain/command.ts';
import type { CommandPage, CommandQuery, CommandRequest, Commands } from '../domain/ports.ts';
import type { Principal } from '../domain/principal.ts';
import { preconditionFailed } from './change-outcome.ts';
import { settingsTags } from './device-settings.ts';
import { dueKeyOf, dueShardCount, keys } from './keys.ts';
import { packAddress } from './packed-address.ts';
import type { RedisConnection, RedisReply } from './redis-connection.ts';
import { fieldsOf, listOf, textOf } from './reply.ts';
import type { CommandEnd, SessionRef } from './session-store.ts';
import type { StoreLimits } from './store-limits.ts';

/** 20 hexadecimal digits, 74 bits of them random: from a UUID, whose random bytes Node gets for many at a time. */
function newCommandId(): string {
  return `cmd-${randomUUID().replaceAll('-', '').slice(0, 20)}`;
}

/** What was asked, as it is stored with a command. */
interface StoredRequest {
  action: CommandAction;
  requestedBy: string;
  /** Absent in commands of an earlier version. */
  through?: CommandSource;
  traceparent?: string;
}

/** A command that the hub's node is to send. */
export interface CommandToSend {
  commandId: string;
  action: CommandAction;
  traceparent: string;
  /** Milliseconds, 0 if the time has passed: the hub then says what became of it. */
  remainingMs: number;
}

/** Where somebody has to look at a command again. */
export interface DueCommand {
  homeId: string;
  commandId: string;
}

interface StoredEnd {
  confirmed?: TraitValues;
  failure?: CommandFailure;
  findings?: CommandFindings;
}

/** How a command ended, beside its state. */
export type ParsedEnd = Pick<Command, 'confirmed' | 'failure' | 'findings'>;

/** The end of a command whose hub has not said what became of it. */
const unknownEnd: StoredEnd = {
  failure: {
    reason: 'interrupted',
    detail: 'The hub got the command but did not say what became of it.',
  },
};

/** How long whoever takes due commands has to look at them, before another node does. */
const dueHoldMs = 5_000;
const dueBatchMax = 256;

/** Most commands of a home that are looked at for one page. */
const listScanMax = 1_000;
/** Where a list goes on: in that of a home after a place in its stream, in that of a device after a command. */
const placePattern = /^\d{1,15}-\d{1,15}$/;
const commandIdPattern = /^cmd-[0-9a-f]{20}$/;

/** Commands in Redis: the truth about each. */
export class CommandStore {
  readonly #redis: RedisConnection;
  readonly #nodeId: string;
  readonly #limits: StoreLimits;

  constructor(redis: RedisConnection, nodeId: string, limits: StoreLimits) {
    this.#redis = redis;
    this.#nodeId = nodeId;
    this.#limits = limits;
  }

  /**
   * Stores a new command. With an idempotency key that was used before, the first command comes back.
   * @param epoch - of the session into which this node will send it at once; undefined if it cannot
   * @throws ZigfleetError `hub-offline`, `queue-full`, `conflict`, `not-found`, `store-unavailable`, DeviceElsewhere
   */
  async create(
    request: CommandRequest,
    epoch: number | undefined,
  ): Promise<{ command: Command; created: boolean }> {
    const { homeId, hubId, action, ttlMs, requestedBy, idempotencyKey, traceparent } = request;
    const commandId = newCommandId();
    const asked: StoredRequest = {
      action,
      requestedBy: requestedBy.accountId,
      through: sourceOf(requestedBy, request.userAgent),
      ...(traceparent !== undefined && { traceparent }),
    };
    const address = addressOf(action);
    const commandKeys = [
      keys.command(homeId, commandId),
      keys.openCommands(homeId, hubId),
      keys.hub(homeId, hubId),
      keys.events(homeId),
    ];
    if (idempotencyKey !== undefined) {
      commandKeys.push(keys.idempotency(homeId, requestedBy.accountId, digest(idempotencyKey)));
    }
    const created = this.#redis.fcall('zf_command_create', commandKeys, [
      ...[commandId, hubId, address ?? '', JSON.stringify(asked), ttlMs, request.whenOffline],
      ...[this.#limits.openCommandsMax, this.#nodeId, epoch ?? '', this.#limits.eventEntriesMax],
      ...[digest(JSON.stringify([hubId, action])), this.#limits.commandKeptMs, keys.homePrefix(homeId)],
      request.ifSoleHub && address !== undefined ? packAddress(address) : '',
      ...conditionOf(request),
      ...[this.#limits.homeCommandsListedMax, this.#limits.deviceCommandsListedMax],
    ]);
    // Sent together with it; a due time without a command is dropped when it comes.
    const noted = this.#redis.fcall('zf_due_note', [dueKeyOf(homeId)], [`${homeId} ${commandId}`, ttlMs]);
    const [reply] = await Promise.all([created, noted]);
    return this.#created(homeId, hubId, commandId, asked, listOf(reply));
  }

  #created(
    homeId: string,
    hubId: string,
    commandId: string,
    asked: StoredRequest,
    reply: RedisReply[],
  ): { command: Command; created: boolean } {
    switch (textOf(reply[0])) {
      case 'created': {
        const createdAtMs = Number(textOf(reply[2]));
        const command: Command = {
          ...{ commandId, homeId, hubId, action: asked.action },
          state: textOf(reply[1]) as CommandState,
          createdAtMs,
          expiresAtMs: Number(textOf(reply[3])),
          changedAtMs: createdAtMs,
          ...{ requestedBy: asked.requestedBy, requestedThrough: asked.through ?? unknownSource },
          ...{ confirmed: null, failure: null },
        };
        return { command, created: true };
      }
      case 'repeated': {
        const command = parseCommand(homeId, textOf(reply[1]), fieldsOf(reply[2]));
        if (command) return { command, created: false };
        throw new ZigfleetError('conflict', 'The idempotency key was used for a command that is forgotten.');
      }
      case 'conflict':
        throw new ZigfleetError('conflict', 'The idempotency key was used for another request.');
      case 'other-tag':
        throw preconditionFailed();
      case 'elsewhere':
        throw new DeviceElsewhere();
      case 'offline':
        throw new ZigfleetError('hub-offline', 'The hub is offline.', { context: { hubId } });
      case 'full':
        throw new ZigfleetError('queue-full', 'Too many commands wait for this hub.', {
          context: { hubId, openCommandsMax: this.#limits.openCommandsMax },
        });
      default:
        throw new ZigfleetError('not-found', 'There is no such hub.', { context: { hubId } });
    }
  }

  async get(homeId: string, commandId: string): Promise<Command | undefined> {
    const reply = await this.#redis.call('HGETALL', keys.command(homeId, commandId));
    return parseCommand(homeId, commandId, fieldsOf(reply));
  }

  /** @throws ZigfleetError `invalid-request` */
  async list(homeId: string, query: CommandQuery): Promise<CommandPage> {
    const { ieeeAddress, hubId = '', states = [], cursor = '', limit } = query;
    const pattern = ieeeAddress === undefined ? placePattern : commandIdPattern;
    if (cursor !== '' && !pattern.test(cursor)) {
      throw new ZigfleetError('invalid-request', 'The cursor is none of a page before.');
    }
    const prefix = keys.homePrefix(homeId);
    const reply =
      ieeeAddress === undefined
        ? this.#redis.fcall(
            'zf_commands_list',
            [keys.commands(homeId)],
            [prefix, cursor, limit, listScanMax, hubId, states.join(',')],
          )
        : this.#redis.fcall(
            'zf_device_commands_list',
            [keys.deviceCommands(homeId, ieeeAddress)],
            [prefix, cursor, limit, states.join(',')],
          );
    const [next, ...found] = listOf(await reply);
    const commands = found.flatMap((each) => {
      const [commandId, fields] = listOf(each);
      return parseCommand(homeId, textOf(commandId), fieldsOf(fields)) ?? [];
    });
    return { commands, nextCursor: textOf(next) || null };
  }

  /** The devices that a batch is for. @throws ZigfleetError `conflict` */
  async beginBatch(batch: Parameters<Commands['beginBatch']>[0]): Promise<readonly IeeeAddress[]> {
    const { homeId, requestedBy, idempotencyKey, request, ieeeAddresses } = batch;
    const key = keys.idempotency(homeId, requestedBy.accountId, digest(`batch ${idempotencyKey}`));
    const args = [digest(request), JSON.stringify(ieeeAddresses), this.#limits.commandKeptMs];
    const [outcome, first] = listOf(await this.#redis.fcall('zf_batch_begin', [key], args));
    switch (textOf(outcome)) {
      case 'conflict':
        throw new ZigfleetError('conflict', 'The idempotency key was used for another request.');
      case 'repeated':
        return JSON.parse(textOf(first)) as IeeeAddress[];
      default:
        return ieeeAddresses;
    }
  }

  /** Ends a command that nobody has handed to its hub; any other is left as it is. @returns how it stands now */
  async cancelQueued(homeId: string, commandId: string): Promise<Command | undefined> {
    const reply = await this.#redis.fcall(
      'zf_command_cancel',
      [keys.command(homeId, commandId), keys.events(homeId)],
      [...[commandId, this.#limits.eventEntriesMax, this.#limits.commandKeptMs], keys.homePrefix(homeId)],
    );
    return parseCommand(homeId, commandId, fieldsOf(reply));
  }

  /**
   * The commands that the session is to send, oldest first; those that were queued are `sent` from now on.
   * @param which - `all`: those that were sent in an earlier session, too
   * @throws ZigfleetError `fenced`
   */
  async take(session: SessionRef, which: 'all' | 'queued', countMax: number): Promise<CommandToSend[]> {
    const { homeId, hubId, epoch } = session;
    const reply = await this.#redis.fcall(
      'zf_commands_take',
      [keys.hub(homeId, hubId), keys.openCommands(homeId, hubId), keys.events(homeId)],
      [
        ...[hubId, this.#nodeId, epoch, which, countMax, keys.homePrefix(homeId)],
        ...[this.#limits.commandKeptMs, this.#limits.eventEntriesMax],
      ],
    );
    const [outcome, ...taken] = listOf(reply);
    if (textOf(outcome) === 'fenced') {
      throw new ZigfleetError('fenced', `another session of ${hubId} has taken over`);
    }
    return taken.map((each) => {
      const [commandId = '', request = '{}', remaining] = listOf(each).map(textOf);
      const { action, traceparent = '' } = JSON.parse(request) as StoredRequest;
      return { commandId, action, traceparent, remainingMs: Math.max(0, Number(remaining)) };
    });
  }

  /** Notes that the hub has these commands, unless they have ended. */
  async markDelivered(homeId: string, hubId: string, commandIds: readonly string[]): Promise<void> {
    const commandKeys = commandIds.map((id) => keys.command(homeId, id));
    await this.#redis.fcall('zf_commands_delivered', commandKeys, [hubId]);
  }

  /** Commands whose time has come. They stay due until `settleDue`. */
  async takeDue(): Promise<DueCommand[]> {
    const replies = await Promise.all(
      Array.from({ length: dueShardCount }, (_, shard) =>
        this.#redis.fcall('zf_due_take', [keys.due(shard)], [dueBatchMax, dueHoldMs]),
      ),
    );
    return replies
      .flatMap((reply) => listOf(reply).map(textOf))
      .map((member) => {
        const [homeId = '', commandId = ''] = member.split(' ');
        return { homeId, commandId };
      });
  }

  /** Ends those of a home's due commands that must end, and forgets or postpones the due times. */
  async settleDue(homeId: string, commandIds: readonly string[]): Promise<void> {
    const reply = await this.#redis.fcall(
      'zf_commands_expire',
      [keys.events(homeId), ...commandIds.map((id) => keys.command(homeId, id))],
      [
        ...[this.#limits.eventEntriesMax, this.#limits.commandKeptMs, this.#limits.commandGraceMs],
        ...[JSON.stringify(unknownEnd), `,${JSON.stringify(unknownEnd.failure)}`],
        ...[keys.homePrefix(homeId), ...commandIds],
      ],
    );
    const againAtMs = listOf(reply).map(textOf);
    const done: string[] = [];
    const again: string[] = [];
    for (const [index, commandId] of commandIds.entries()) {
      const at = againAtMs[index] ?? '0';
      if (at === '0') done.push(`${homeId} ${commandId}`);
      else again.push(at, `${homeId} ${commandId}`);
    }
    const due = dueKeyOf(homeId);
    await Promise.all([
      done.length > 0 ? this.#redis.call('ZREM', due, ...done) : null,
      again.length > 0 ? this.#redis.call('ZADD', due, ...again) : null,
    ]);
  }
}

/** The device that a command is about; undefined for the hub itself, and for several devices. */
export function addressOf(action: CommandAction): `0x${string}` | undefined {
  return 'ieeeAddress' in action ? action.ieeeAddress : undefined;
}

/** Of commands that an earlier version has made. */
const unknownSource: CommandSource = { credentialId: '', kind: 'token', name: null, userAgent: null };

/** Characters of what a program calls itself that are kept. */
const userAgentLengthMax = 128;

function sourceOf(
  { credentialId, loginId, scopes, keyName }: Principal,
  userAgent: string | undefined,
): CommandSource {
  return {
    credentialId,
    kind: scopes ? 'apiKey' : loginId === undefined ? 'token' : 'login',
    name: keyName ?? null,
    userAgent: userAgent?.slice(0, userAgentLengthMax) ?? null,
  };
}

/** The tags that a command insists on, and which part of a device's tag they are about. */
function conditionOf({ action, ifMatch }: CommandRequest): [tags: string, part: 'settings' | 'all'] {
  const isRemoval = action.type === 'removeDevice';
  return isRemoval ? [settingsTags(ifMatch), 'settings'] : [ifMatch ?? '', 'all'];
}

/** How the store keeps what a hub said became of a command. */
export function toCommandEnd(commandId: string, outcome: CommandOutcome): CommandEnd {
  switch (outcome.state) {
    case 'succeeded': {
      const { confirmed, findings } = outcome;
      const result = JSON.stringify({ confirmed, ...(findings && { findings }) } satisfies StoredEnd);
      return { commandId, state: 'succeeded', result, eventPayload: `,${JSON.stringify(confirmed)}` };
    }
    case 'failed': {
      const { failure, findings } = outcome;
      const result = JSON.stringify({ failure, ...(findings && { findings }) } satisfies StoredEnd);
      return { commandId, state: 'failed', result, eventPayload: `,${JSON.stringify(failure)}` };
    }
    case 'expired':
    case 'cancelled':
      return { commandId, state: outcome.state, result: '', eventPayload: '' };
  }
}

/** What the store keeps of an end, read. */
export function parseEnd(result: string): ParsedEnd {
  const end = (result === '' ? {} : JSON.parse(result)) as StoredEnd;
  const { confirmed = null, failure = null, findings } = end;
  return { confirmed, failure, ...(findings && { findings }) };
}

/** The request of an open command, read. */
export function parseRequest(json: string): StoredRequest {
  return JSON.parse(json) as StoredRequest;
}

function parseCommand(homeId: string, commandId: string, fields: Map<string, Buffer>): Command | undefined {
  const text = (name: string) => fields.get(name)?.toString() ?? '';
  if (!fields.has('s')) return undefined;
  const { action, requestedBy, through: requestedThrough = unknownSource } = parseRequest(text('i'));
  return {
    ...{ commandId, homeId, hubId: text('h'), action, requestedBy, requestedThrough },
    state: text('s') as CommandState,
    createdAtMs: Number(text('t')),
    expiresAtMs: Number(text('x')),
    changedAtMs: Number(text('c')),
    ...parseEnd(text('r')),
  };
}

function digest(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
