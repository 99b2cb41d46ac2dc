import { type Clock, systemClock } from '../../src/common/clock.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { CommandFailure } from '../../src/devices/command-failure.ts';
import type { CommandFindings } from '../../src/devices/command-findings.ts';
import type { IeeeAddress } from '../../src/devices/ieee-address.ts';
import type { TraitValues } from '../../src/devices/trait.ts';
import { nowhere } from '../../src/platform/api/example-world.ts';
import { type Command, type CommandState, isFinal } from '../../src/platform/domain/command.ts';
import type { DeviceTwin } from '../../src/platform/domain/device-twin.ts';
import type { Hub } from '../../src/platform/domain/hub.ts';
import type { EventDelivery, PlatformEvent, StoredEvent } from '../../src/platform/domain/platform-event.ts';
import type { CommandRequest, PlatformPorts, StoredNetworkMap } from '../../src/platform/domain/ports.ts';
import type { Principal, Role } from '../../src/platform/domain/principal.ts';
import { defaultQuotas, type Quotas, quotaExceeded } from '../../src/platform/limits/quotas.ts';
import { memoryAccounts } from './memory-accounts.ts';
import { MemoryAudit } from './memory-audit.ts';
import { listCommands } from './memory-commands.ts';
import { memoryDevices } from './memory-devices.ts';
import { memoryGroups } from './memory-groups.ts';
import { MemoryHistoryStore, memoryHistory } from './memory-history.ts';
import { memoryHomes } from './memory-homes.ts';
import { obey } from './memory-radio.ts';
import { changed, requireMatch, tagged } from './memory-tags.ts';
import { memoryWebhooks } from './memory-webhooks.ts';

/** What a device does with a command. */
export type DeviceBehaviour = 'obeys' | 'isSilent' | 'isSlow';

/** A claim code in the memory of the platform: tests know it beforehand. */
export const memoryClaimCode = 'K7QF-2M9X-T4RD';

const heldBackRetryMs = 10;
const eventIdPattern = /^(\d{1,15})-(\d{1,15})$/;

/** The platform's ports over plain maps: small and exact, for tests of what stands on the ports. */
export class MemoryPlatform {
  /** Every call fails with `store-unavailable`. */
  storeAway = false;
  /** Commands are refused with `queue-full`. */
  queueFull = false;
  ready = true;
  /** There are as many homes, keys, rooms, members and hubs as there may be. */
  quotaUsed = false;
  /** Too many requests were made. */
  requestsUsed = false;
  /** Too many passwords were tried. */
  attemptsUsed = false;
  /** The home wants a PIN for every device. */
  pinWanted = false;
  behaviour: DeviceBehaviour = 'obeys';
  /** The time that everything is stamped with, milliseconds since the Unix epoch. */
  nowMs = Date.UTC(2026, 0, 5, 8, 30);
  /** Timers go by the machine's time, everything else by `nowMs`. */
  readonly clock: Clock = {
    now: () => this.nowMs,
    monotonic: () => systemClock.monotonic(),
    setTimer: (delayMs, run) => systemClock.setTimer(delayMs, run),
  };
  readonly history = new MemoryHistoryStore();
  readonly principals = new Map<string, Principal>();
  readonly hubs = new Map<string, Hub>();
  readonly devices: DeviceTwin[] = [];
  /** By hub. */
  readonly networkMaps = new Map<string, StoredNetworkMap>();
  readonly commands = new Map<string, Command>();
  readonly requests: CommandRequest[] = [];
  /** Each home's events, oldest first. */
  readonly events = new Map<string, StoredEvent[]>();
  subscriptionCount = 0;
  readonly audit = new MemoryAudit(this);
  readonly #keys = new Map<string, { commandId: string; action: string }>();
  readonly #batches = new Map<string, { request: string; ieeeAddresses: readonly IeeeAddress[] }>();
  readonly #watchers = new Set<() => void>();
  #eventCount = 0;

  addToken(token: string, accountId: string, homes: Record<string, Role>): void {
    this.principals.set(token, {
      accountId,
      credentialId: `credential-${this.principals.size + 1}`,
      homes: new Map(Object.entries(homes)),
    });
  }

  publish(event: PlatformEvent): StoredEvent {
    const stored = { eventId: `${1_764_000_000_000 + 5_000 * this.#eventCount++}-0`, event };
    this.events.set(event.homeId, [...(this.events.get(event.homeId) ?? []), stored]);
    this.#changed();
    return stored;
  }

  /** Forgets all events of a home but the last ones. */
  trim(homeId: string, keep: number): void {
    const kept = (this.events.get(homeId) ?? []).slice(-keep);
    this.events.set(homeId, keep === 0 ? [] : kept);
  }

  /** Brings a command on, as a hub's answer would. */
  settle(
    commandId: string,
    state: CommandState,
    end: { confirmed?: TraitValues; failure?: CommandFailure; findings?: CommandFindings } = {},
  ): void {
    const command = this.commands.get(commandId);
    if (!command || isFinal(command.state)) return;
    this.commands.set(commandId, {
      ...command,
      state,
      changedAtMs: this.nowMs,
      confirmed: end.confirmed ?? null,
      failure: end.failure ?? null,
      ...(end.findings && { findings: end.findings }),
    });
    const { homeId, hubId, action } = command;
    const about = {
      ...{ homeId, hubId, commandId, timeMs: this.nowMs },
      ...('ieeeAddress' in action && { ieeeAddress: action.ieeeAddress }),
    };
    if (end.confirmed) this.publish({ type: 'commandSucceeded', ...about, confirmed: end.confirmed });
    if (end.failure) this.publish({ type: 'commandFailed', ...about, failure: end.failure });
    this.#changed();
  }

  readonly ports: PlatformPorts = {
    credentials: {
      authenticate: async (token) => {
        this.requireStore();
        return this.principals.get(token);
      },
      forget: () => undefined,
    },
    audit: this.audit,
    rates: {
      take: (subject) => {
        const isAllowed = !this.requestsUsed || subject === 'address';
        return { isAllowed, burst: 100, remaining: 99, retryAfterMs: isAllowed ? 0 : 1_000, resetMs: 1_000 };
      },
    },
    accounts: memoryAccounts(this),
    homes: memoryHomes(this),
    groups: memoryGroups(this),
    hubs: {
      list: async (homeId) => {
        this.requireStore();
        return [...this.hubs.values()].filter((hub) => hub.homeId === homeId);
      },
      get: async (homeId, hubId) => {
        this.requireStore();
        const hub = this.#hubOf(homeId, hubId);
        return hub && tagged(hub);
      },
      update: async (homeId, hubId, change, ifMatch) => {
        const hub = this.#hubOf(homeId, hubId);
        return hub && changed(hub, change, ifMatch);
      },
      release: async (homeId, hubId, ifMatch) => {
        const hub = this.#hubOf(homeId, hubId);
        if (hub) requireMatch(hub, ifMatch);
        return hub !== undefined;
      },
      revoke: async (homeId, hubId) => this.#hubOf(homeId, hubId) !== undefined,
      replace: async (homeId, hubId, newHubId) => {
        const hub = this.#hubOf(homeId, hubId);
        return hub && newHubId !== nowhere.hubId ? tagged({ ...hub, hubId: newHubId }) : undefined;
      },
      networkMap: async (_homeId, hubId) => this.networkMaps.get(hubId),
      requireRoomForDevice: async () => this.requireQuota('devicesPerHomeMax'),
      createClaimCode: async (_homeId, ttlMs) => {
        this.requireStore();
        this.requireQuota('hubsPerHomeMax');
        return { claimCode: memoryClaimCode, expiresAtMs: this.nowMs + ttlMs };
      },
    },
    devices: memoryDevices(this),
    webhooks: memoryWebhooks(this),
    probes: {
      send: async (homeId) => {
        this.requireStore();
        const probeId = 'probe-5a1f0c2d3b4e6978';
        const { eventId } = this.publish({ type: 'pushProbed', homeId, timeMs: this.nowMs, probeId });
        return { probeId, eventId };
      },
    },
    commands: {
      submit: async (request) => this.#submit(request),
      list: async (homeId, query) => {
        this.requireStore();
        return listCommands([...this.commands.values()], homeId, query);
      },
      beginBatch: async (batch) => {
        this.requireStore();
        return this.#beginBatch(batch);
      },
      get: async (homeId, commandId) => {
        this.requireStore();
        return this.#commandOf(homeId, commandId);
      },
      waitForEnd: (homeId, commandId, waitMs, signal) => this.#waitForEnd(homeId, commandId, waitMs, signal),
      cancel: async (homeId, commandId) => {
        this.requireStore();
        const command = this.#commandOf(homeId, commandId);
        if (command && command.state !== 'queued') {
          throw new ZigfleetError('conflict', 'The hub may already have started the command.');
        }
        this.settle(commandId, 'cancelled');
        return this.#commandOf(homeId, commandId);
      },
    },
    events: {
      subscribe: (homeId, afterEventId, deliver, signal, onStart) =>
        this.#subscribe(homeId, afterEventId, deliver, signal, onStart),
    },
    ...memoryHistory(this.history, () => this.requireStore(), this.clock),
    health: {
      check: async () => ({
        ready: this.ready,
        faults: this.ready ? [] : ['store: it does not answer'],
      }),
    },
  };

  requireQuota(quota: keyof Quotas): void {
    if (this.quotaUsed) throw quotaExceeded(quota, defaultQuotas);
  }

  requireStore(): void {
    if (this.storeAway) throw new ZigfleetError('store-unavailable', 'The store does not answer.');
  }

  #hubOf(homeId: string, hubId: string): Hub | undefined {
    const hub = this.hubs.get(hubId);
    return hub?.homeId === homeId ? hub : undefined;
  }

  #commandOf(homeId: string, commandId: string): Command | undefined {
    const command = this.commands.get(commandId);
    return command?.homeId === homeId ? command : undefined;
  }

  #submit(request: CommandRequest): Command {
    this.requireStore();
    const { homeId, hubId, action, ttlMs, requestedBy, idempotencyKey } = request;
    const key = `${requestedBy.accountId} ${idempotencyKey}`;
    const earlier = idempotencyKey === undefined ? undefined : this.#keys.get(key);
    if (earlier) {
      const command = this.commands.get(earlier.commandId);
      if (command && earlier.action === JSON.stringify(action)) return command;
      throw new ZigfleetError('conflict', 'The idempotency key was used for another request.');
    }
    const target =
      'ieeeAddress' in action ? this.#deviceOf(homeId, action.ieeeAddress) : this.#hubOf(homeId, hubId);
    if (target) requireMatch(target, request.ifMatch);
    const online = this.hubs.get(hubId)?.online ?? false;
    if (!online && request.whenOffline === 'refuse') {
      throw new ZigfleetError('hub-offline', 'The hub is offline.');
    }
    if (this.queueFull) throw new ZigfleetError('queue-full', 'Too many commands wait for this hub.');
    const commandId = `cmd-${String(this.commands.size + 1).padStart(2, '0')}`;
    const command: Command = {
      commandId,
      homeId,
      hubId,
      action,
      state: online ? 'sent' : 'queued',
      createdAtMs: this.nowMs,
      expiresAtMs: this.nowMs + ttlMs,
      changedAtMs: this.nowMs,
      requestedBy: requestedBy.accountId,
      requestedThrough: {
        ...{ credentialId: requestedBy.credentialId, kind: 'token' as const, name: null },
        userAgent: request.userAgent ?? null,
      },
      confirmed: null,
      failure: null,
    };
    this.requests.push(request);
    this.commands.set(commandId, command);
    if (idempotencyKey !== undefined) this.#keys.set(key, { commandId, action: JSON.stringify(action) });
    if (online) setImmediate(() => this.#execute(command));
    return command;
  }

  #beginBatch(batch: Parameters<PlatformPorts['commands']['beginBatch']>[0]): readonly IeeeAddress[] {
    const key = `${batch.requestedBy.accountId} ${batch.idempotencyKey}`;
    const first = this.#batches.get(key);
    if (this.#keys.has(key) || (first && first.request !== batch.request)) {
      throw new ZigfleetError('conflict', 'The idempotency key was used for another request.');
    }
    this.#batches.set(key, first ?? batch);
    return (first ?? batch).ieeeAddresses;
  }

  #deviceOf(homeId: string, ieeeAddress: string): DeviceTwin | undefined {
    return this.devices.find((each) => each.homeId === homeId && each.ieeeAddress === ieeeAddress);
  }

  #execute({ commandId, action }: Command): void {
    if (this.behaviour === 'obeys') {
      this.settle(commandId, 'succeeded', obey(action));
    } else if (this.behaviour === 'isSilent') {
      const failure = { reason: 'no-ack' as const, detail: 'The device did not acknowledge.' };
      this.settle(commandId, 'failed', { failure });
    }
  }

  async #waitForEnd(
    homeId: string,
    commandId: string,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<Command | undefined> {
    this.requireStore();
    const isOver = () => isFinal(this.#commandOf(homeId, commandId)?.state ?? 'expired');
    if (!isOver()) {
      await new Promise<void>((resolve) => {
        const look = () => {
          if (isOver() || signal.aborted) done();
        };
        const timer = systemClock.setTimer(waitMs, () => done());
        const done = () => {
          timer.cancel();
          this.#watchers.delete(look);
          signal.removeEventListener('abort', look);
          resolve();
        };
        this.#watchers.add(look);
        signal.addEventListener('abort', look);
      });
    }
    return this.#commandOf(homeId, commandId);
  }

  async #subscribe(
    homeId: string,
    afterEventId: string | undefined,
    deliver: (delivery: EventDelivery) => boolean,
    signal: AbortSignal,
    onStart: ((atEventId: string) => void) | undefined,
  ): Promise<void> {
    // As over a network: the place in the stream is known a little later.
    await new Promise((resolve) => setImmediate(resolve));
    this.requireStore();
    if (afterEventId !== undefined && !eventIdPattern.test(afterEventId)) {
      throw new ZigfleetError('invalid-request', 'The last event id is none of this platform.');
    }
    this.subscriptionCount++;
    let position = afterEventId ?? this.events.get(homeId)?.at(-1)?.eventId ?? '0-0';
    onStart?.(position);
    let oldestKnown = this.events.get(homeId)?.[0]?.eventId;
    if (afterEventId !== undefined && oldestKnown !== undefined && afterEventId < oldestKnown) {
      deliver({ kind: 'gap', afterEventId, resumedAtEventId: oldestKnown, reason: 'trimmed' });
    }
    while (!signal.aborted) {
      const log = this.events.get(homeId) ?? [];
      const next = log.find(({ eventId }) => eventId > position);
      const trimmed = log[0] !== undefined && oldestKnown !== undefined && log[0].eventId > oldestKnown;
      const lost = trimmed && next !== undefined && next === log[0] && position !== '0-0';
      oldestKnown = log[0]?.eventId;
      if (!next) {
        await this.#change(signal);
      } else {
        const taken =
          (!lost ||
            deliver({
              kind: 'gap',
              afterEventId: position,
              resumedAtEventId: next.eventId,
              reason: 'slow-reader',
            })) &&
          deliver({ kind: 'event', ...next });
        if (taken) position = next.eventId;
        else await this.#change(signal, heldBackRetryMs);
      }
    }
    this.subscriptionCount--;
  }

  /** Resolves at the next change, when the signal aborts, or after a while if one is given. */
  #change(signal: AbortSignal, timeoutMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#watchers.delete(done);
        timer?.cancel();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = timeoutMs === undefined ? undefined : systemClock.setTimer(timeoutMs, done);
      this.#watchers.add(done);
      signal.addEventListener('abort', done);
    });
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}
