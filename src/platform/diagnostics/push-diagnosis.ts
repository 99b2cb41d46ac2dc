import { type Clock, delay } from '../../common/clock.ts';
import { isZigfleetError, messageOf } from '../../common/zigfleet-error.ts';
import type { Trait } from '../../devices/trait.ts';
import type { Command } from '../domain/command.ts';
import type { DeviceTwin } from '../domain/device-twin.ts';
import type { Hub } from '../domain/hub.ts';
import type { PlatformPorts } from '../domain/ports.ts';
import type { Principal } from '../domain/principal.ts';
import type { PushReport, PushStep, PushStepName } from '../domain/push-report.ts';
import type { Webhook } from '../domain/webhook.ts';
import { compareEntryIds } from '../events/event-position.ts';
import { StreamListener } from './stream-listener.ts';

/** How long an event may take from the store to a subscriber. */
const eventWaitMs = 3_000;
const pollMs = 50;

export interface PushQuestion {
  hub: Hub;
  /** The device to ask; undefined: any of the hub that can be asked. */
  device: DeviceTwin | undefined;
  /** How long the device may take. */
  waitMs: number;
  requestedBy: Principal;
  userAgent?: string | undefined;
}

/**
 * Sends a probe the way that every event goes, and says how far it came: a question to the device over hub and radio, an
 * event into the store, from there to a subscriber of this node and to each webhook of the home. A step that fails does
 * not keep the later ones from being tried where they can be.
 */
export class PushDiagnosis {
  readonly #ports: PlatformPorts;
  readonly #clock: Clock;

  constructor(ports: PlatformPorts, clock: Clock) {
    this.#ports = ports;
    this.#clock = clock;
  }

  /** @throws ZigfleetError `store-unavailable` if not even the hub can be looked up */
  async run(question: PushQuestion, signal: AbortSignal): Promise<PushReport> {
    const { hub } = question;
    const { homeId, hubId } = hub;
    const steps: PushStep[] = [hubStep(hub)];
    const listener = new StreamListener(this.#ports.events, homeId);
    try {
      const listening = await this.#attempt('events', () => listener.start(eventWaitMs));
      const { device, command } = await this.#askDevice(question, steps, signal);
      const probe = await this.#sendProbe(homeId, steps);
      steps.push(await this.#events(listener, listening, probe, command));
      steps.push(...(await this.#webhooks(homeId, probe?.eventId)));
      return {
        ...{ probeId: probe?.probeId ?? null, homeId, hubId },
        ...{ ieeeAddress: device?.ieeeAddress ?? null, commandId: command?.commandId ?? null, steps },
        stoppedAt: steps.find(({ status }) => status === 'failed')?.name ?? null,
      };
    } finally {
      await listener.stop();
    }
  }

  /** The question to the device: how far it got says what is between the platform and the device. */
  async #askDevice(
    { hub, device: given, waitMs, requestedBy, userAgent }: PushQuestion,
    steps: PushStep[],
    signal: AbortSignal,
  ): Promise<{ device?: DeviceTwin; command?: Command }> {
    const device = given ?? (await this.#anyDevice(hub));
    const trait = device && gettableOf(device);
    if (!hub.online || !device) {
      const why = hub.online ? 'The hub has no device that can be asked.' : 'The hub is offline.';
      steps.push(skipped('link', why), skipped('device', why));
      return device ? { device } : {};
    }
    if (trait === undefined) {
      steps.push(skipped('link', 'There was nothing to ask the hub for.'), silentStep(device));
      return { device };
    }
    const startMs = this.#clock.monotonic();
    try {
      const { homeId, hubId } = hub;
      const made = await this.#ports.commands.submit({
        ...{ homeId, hubId, requestedBy, ttlMs: waitMs, whenOffline: 'refuse' },
        action: { type: 'getTraits', ieeeAddress: device.ieeeAddress, traits: [trait] },
        ...(userAgent !== undefined && { userAgent }),
      });
      const ended = await this.#ports.commands.waitForEnd(homeId, made.commandId, waitMs, signal);
      const command = ended ?? made;
      steps.push(...commandSteps(command, device, trait, this.#clock.monotonic() - startMs, waitMs));
      return { device, command };
    } catch (error) {
      steps.push(failed('link', messageOf(error)), skipped('device', 'The hub was not asked.'));
      return { device };
    }
  }

  /** A device of the hub that answers at once, if there is one. */
  async #anyDevice(hub: Hub): Promise<DeviceTwin | undefined> {
    const page = await this.#ports.devices.list(hub.homeId, { filter: { hubId: hub.hubId }, limit: 500 });
    return page.devices.find(
      (each) => each.available && !each.descriptor.sleepy && gettableOf(each) !== undefined,
    );
  }

  async #sendProbe(
    homeId: string,
    steps: PushStep[],
  ): Promise<{ probeId: string; eventId: string } | undefined> {
    const startMs = this.#clock.monotonic();
    try {
      const probe = await this.#ports.probes.send(homeId);
      steps.push(passed('store', this.#clock.monotonic() - startMs, 'The store took an event.'));
      return probe;
    } catch (error) {
      steps.push(failed('store', `The store did not take an event: ${messageOf(error)}`));
      return undefined;
    }
  }

  async #events(
    listener: StreamListener,
    listening: PushStep | undefined,
    probe: { probeId: string } | undefined,
    command: Command | undefined,
  ): Promise<PushStep> {
    if (listening) return listening;
    if (!probe) return skipped('events', 'There was no event to wait for.');
    const startMs = this.#clock.monotonic();
    if (!(await listener.heard(`probe ${probe.probeId}`, eventWaitMs, this.#clock))) {
      return failed('events', `A subscriber did not hear of it within ${eventWaitMs / 1000} s.`);
    }
    const tookMs = this.#clock.monotonic() - startMs;
    const hasEnded = command?.state === 'succeeded' || command?.state === 'failed';
    if (hasEnded && !(await listener.heard(`command ${command.commandId}`, eventWaitMs, this.#clock))) {
      return failed('events', 'A subscriber heard of the probe, but not of the end of the command.');
    }
    return passed('events', tookMs, 'A subscriber heard of it.');
  }

  async #webhooks(homeId: string, eventId: string | undefined): Promise<PushStep[]> {
    let webhooks: Webhook[];
    try {
      webhooks = await this.#ports.webhooks.list(homeId);
    } catch (error) {
      return [failed('webhook', `The webhooks could not be read: ${messageOf(error)}`)];
    }
    return Promise.all(
      webhooks.map(async (webhook) => ({
        ...(await this.#webhook(webhook, eventId)),
        webhookId: webhook.webhookId,
      })),
    );
  }

  async #webhook(webhook: Webhook, eventId: string | undefined): Promise<PushStep> {
    const { homeId, webhookId, state, suspension, status } = webhook;
    if (state === 'paused') return failed('webhook', 'It is paused.');
    if (suspension) return failed('webhook', `It is suspended: ${suspension.reason}.`);
    try {
      const ping = await this.#ports.webhooks.ping(homeId, webhookId);
      if (ping.outcome !== 'delivered') {
        return {
          ...failed('webhook', `The receiver did not take a ping: ${ping.error}.`),
          tookMs: ping.tookMs,
        };
      }
      if (status.failingSinceMs !== null) {
        return failed('webhook', `It takes a ping, but an event is being tried again: ${status.lastError}.`);
      }
      if (eventId !== undefined && !(await this.#reaches(webhook, eventId))) {
        return failed('webhook', 'It takes a ping, but is behind with the events of the home.');
      }
      return passed('webhook', ping.tookMs, 'The receiver took a ping, and is up to date.');
    } catch (error) {
      return isZigfleetError(error, 'not-found')
        ? skipped('webhook', 'It was removed.')
        : failed('webhook', messageOf(error));
    }
  }

  /** Whether a webhook comes to an event soon. */
  async #reaches({ homeId, webhookId }: Webhook, eventId: string): Promise<boolean> {
    for (let waitedMs = 0; waitedMs <= eventWaitMs; waitedMs += pollMs) {
      const now = await this.#ports.webhooks.get(homeId, webhookId);
      const place = now?.status.placeEventId;
      if (place && compareEntryIds(place, eventId) >= 0) return true;
      await delay(this.#clock, pollMs);
    }
    return false;
  }

  /** @returns the step that failed, if it did */
  async #attempt(name: PushStepName, work: () => Promise<void>): Promise<PushStep | undefined> {
    try {
      await work();
      return undefined;
    } catch (error) {
      return failed(name, messageOf(error));
    }
  }
}

function hubStep({ online, onlineChangedAtMs }: Hub): PushStep {
  const since = new Date(onlineChangedAtMs).toISOString();
  return online
    ? passed('hub', null, `The hub is online since ${since}.`)
    : failed('hub', `The hub is offline since ${since}.`);
}

/** What the end of a command, or the lack of one, says of the way to the device. */
function commandSteps(
  { state, failure }: Command,
  { descriptor }: DeviceTwin,
  trait: string,
  elapsedMs: number,
  waitMs: number,
): PushStep[] {
  const tookMs = Math.round(elapsedMs);
  const delivered = passed('link', null, 'The hub has taken the question.');
  const asleep = descriptor.sleepy ? ' It sleeps most of the time: that may be all.' : '';
  switch (state) {
    case 'succeeded':
      return [delivered, passed('device', tookMs, `The device said its ${trait}.`)];
    case 'failed':
      return [
        delivered,
        { ...failed('device', `${failure?.reason}: ${failure?.detail ?? ''}${asleep}`), tookMs },
      ];
    case 'delivered':
      return [delivered, failed('device', `No answer within ${waitMs / 1000} s.${asleep}`)];
    default:
      return [
        failed('link', `The hub has not taken the question within ${waitMs / 1000} s.`),
        skipped('device', 'The hub was not reached.'),
      ];
  }
}

/** A device that cannot be asked: what it said by itself has to do. */
function silentStep({ available, lastSeenMs }: DeviceTwin): PushStep {
  const last =
    lastSeenMs === 0 ? 'It has never spoken' : `It spoke last at ${new Date(lastSeenMs).toISOString()}`;
  return available
    ? skipped('device', `It only speaks by itself and cannot be asked. ${last}.`)
    : failed('device', `It only speaks by itself, and its hub takes it for gone. ${last}.`);
}

/** A trait that the device can be asked for. */
function gettableOf({ descriptor }: DeviceTwin): string | undefined {
  return descriptor.traits.find((trait: Trait) => trait.access.gettable)?.name;
}

function passed(name: PushStepName, tookMs: number | null, detail: string): PushStep {
  return {
    ...{ name, status: 'ok', detail, webhookId: null },
    tookMs: tookMs === null ? null : Math.round(tookMs),
  };
}

function failed(name: PushStepName, detail: string): PushStep {
  return { name, status: 'failed', tookMs: null, detail, webhookId: null };
}

function skipped(name: PushStepName, detail: string): PushStep {
  return { name, status: 'skipped', tookMs: null, detail, webhookId: null };
}
