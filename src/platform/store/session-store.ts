import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { CommandState } from '../domain/command.ts';
import type { StoredNetworkMap } from '../domain/ports.ts';
import { keys } from './keys.ts';
import { packAddress, unpackAddress } from './packed-address.ts';
import type { RedisArgument, RedisConnection } from './redis-connection.ts';
import { fieldsOf, listOf, textOf } from './reply.ts';
import type { StoreLimits } from './store-limits.ts';
import { parseHub, type StoredHub } from './stored-hub.ts';

/** Which session of which hub, on this node. */
export interface SessionRef {
  homeId: string;
  hubId: string;
  epoch: number;
  journalId: string;
}

export interface OpenedSession {
  ref: SessionRef;
  hub: StoredHub;
  /** Packed states by IEEE address. */
  states: Map<IeeeAddress, Buffer>;
}

/** The end of a command as its hub told it. */
export interface CommandEnd {
  commandId: string;
  state: CommandState;
  /** JSON; empty if there is nothing to say. */
  result: string;
  /** What the event says beyond which command it was: empty, or JSON after a comma. */
  eventPayload: string;
}

/** A change of a hub's devices, to be stored as a whole. */
export interface HubChange {
  /** Which journal entries it is made of; undefined for an inventory snapshot, which is not in the journal. */
  sequences?: { first: number; last: number };
  /** The digest of the inventory after it, as hexadecimal digits, if the inventory changed. */
  inventoryDigest?: string;
  /** New descriptor references to digests (hexadecimal digits). */
  descriptors: Map<number, string>;
  states: Map<IeeeAddress, Buffer>;
  forgotten: Set<IeeeAddress>;
  /** Encoded events, separated by commas. */
  events: string;
  commandEnds: CommandEnd[];
  /** Until when devices may join from now on, milliseconds since the Unix epoch, if that has changed. */
  permitJoinUntilMs?: number;
  /** When the commands ended by this node's clock, milliseconds since the Unix epoch; absent: now by that of Redis. */
  endedAtMs?: number;
}

/** How a command stands after a change was applied; undefined if it is not known. */
export type CommandStanding = { state: CommandState; result: string; changedAtMs: number } | undefined;

/** A network changes: an old map tells little. */
const networkMapKeptMs = 30 * 24 * 60 * 60 * 1000;

/** Sessions of hubs, and what hubs say in them. Every write is fenced by the session's epoch. */
export class SessionStore {
  readonly #redis: RedisConnection;
  readonly #nodeId: string;
  readonly #limits: StoreLimits;

  constructor(redis: RedisConnection, nodeId: string, limits: StoreLimits) {
    this.#redis = redis;
    this.#nodeId = nodeId;
    this.#limits = limits;
  }

  /**
   * Opens a session for a hub; all its sessions before are fenced off from now on.
   * @returns undefined if the hub is not of this home
   */
  async open(
    homeId: string,
    hub: { hubId: string; journalId: string; model: string; softwareVersion: string },
  ): Promise<OpenedSession | undefined> {
    const { hubId, journalId, model, softwareVersion } = hub;
    // First, and on the same connection: whoever looks after this node's hubs when it dies must not miss one.
    const noted = this.#redis.call('SADD', keys.nodeHubs(this.#nodeId), `${homeId} ${hubId}`);
    const opened = this.#redis.fcall(
      'zf_session_open',
      [keys.hub(homeId, hubId), keys.events(homeId), keys.state(homeId, hubId)],
      [hubId, this.#nodeId, journalId, model, softwareVersion, this.#limits.eventEntriesMax],
    );
    const [, reply] = await Promise.all([noted, opened]);
    if (reply === null) return undefined;
    const [epoch, fields, states] = listOf(reply);
    return {
      ref: { homeId, hubId, journalId, epoch: Number(epoch) },
      hub: parseHub(hubId, fieldsOf(fields)),
      states: new Map([...fieldsOf(states)].map(([field, bytes]) => [unpackAddress(field), bytes] as const)),
    };
  }

  /** Closes a session if it is still the hub's own. @returns whether the hub went offline by this */
  async close({ homeId, hubId, epoch }: SessionRef): Promise<boolean> {
    const closed = await this.#close(homeId, hubId, this.#nodeId, String(epoch));
    await this.#redis.call('SREM', keys.nodeHubs(this.#nodeId), `${homeId} ${hubId}`);
    return closed;
  }

  /** Closes whichever session of the hub a dead node holds. */
  closeOf(deadNodeId: string, homeId: string, hubId: string): Promise<boolean> {
    return this.#close(homeId, hubId, deadNodeId, '');
  }

  async #close(homeId: string, hubId: string, nodeId: string, epoch: string): Promise<boolean> {
    const reply = await this.#redis.fcall(
      'zf_session_close',
      [keys.hub(homeId, hubId), keys.events(homeId)],
      [hubId, nodeId, epoch, this.#limits.eventEntriesMax],
    );
    return reply === 1;
  }

  /** Keeps a map of the hub's network in place of the one before. */
  async putNetworkMap({ homeId, hubId }: SessionRef, map: StoredNetworkMap): Promise<void> {
    const key = keys.networkMap(homeId, hubId);
    await this.#redis.call('SET', key, JSON.stringify(map), 'PX', networkMapKeptMs);
  }

  /**
   * Applies a change, all or nothing; a repeat changes nothing.
   * @returns how each command of `commandEnds` stands now
   * @throws ZigfleetError `fenced` if the session is not the hub's own any more, `store-unavailable`: then it is not known
   *   whether the change was applied, and the very same change must be applied again
   */
  async apply(session: SessionRef, change: HubChange): Promise<CommandStanding[]> {
    const { homeId, hubId } = session;
    const reply = await this.#redis.fcall(
      'zf_apply',
      [
        ...[keys.hub(homeId, hubId), keys.state(homeId, hubId), keys.events(homeId)],
        keys.openCommands(homeId, hubId),
        ...change.commandEnds.map(({ commandId }) => keys.command(homeId, commandId)),
      ],
      this.#applyArguments(session, change),
    );
    const [outcome, ...standings] = listOf(reply);
    switch (textOf(outcome)) {
      case 'applied':
      case 'repeated':
        return standings.map((standing) => {
          const [state, result, changedAtMs] = listOf(standing).map(textOf);
          if (!state) return undefined;
          return { state: state as CommandState, result: result ?? '', changedAtMs: Number(changedAtMs) };
        });
      case 'fenced':
        throw new ZigfleetError('fenced', `another session of ${hubId} has taken over`);
      default:
        throw new ZigfleetError('internal', `the journal of ${hubId} was applied out of order`);
    }
  }

  #applyArguments(session: SessionRef, change: HubChange): RedisArgument[] {
    const { hubId, epoch, journalId } = session;
    const args: RedisArgument[] = [
      ...[hubId, this.#nodeId, epoch, journalId],
      change.sequences?.first ?? '',
      change.sequences?.last ?? '',
      Buffer.from(change.inventoryDigest ?? '', 'hex'),
      change.events,
      this.#limits.eventEntriesMax,
      this.#limits.commandKeptMs,
      change.endedAtMs ?? '',
      change.descriptors.size,
    ];
    for (const [ref, digest] of change.descriptors) args.push(ref, Buffer.from(digest, 'hex'));
    args.push(change.forgotten.size);
    for (const address of change.forgotten) args.push(packAddress(address));
    args.push(change.states.size);
    for (const [address, bytes] of change.states) args.push(packAddress(address), bytes);
    for (const { commandId, state, result, eventPayload } of change.commandEnds) {
      args.push(commandId, state, result, eventPayload);
    }
    if (change.permitJoinUntilMs !== undefined) args.push('pj', change.permitJoinUntilMs);
    return args;
  }
}
