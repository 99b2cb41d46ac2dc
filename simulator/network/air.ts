import type { Clock, Timer } from '../../src/common/clock.ts';
import type { Random } from '../../src/common/random.ts';
import type { ApsRequest, Delivery } from './application.ts';
import type { CoordinatorDelivery } from './coordinator-host.ts';
import { Frame } from './frame.ts';
import { FrameQueue, type Task } from './frame-queue.ts';
import type { LossReason, NetworkObserver } from './network-observer.ts';
import type { CachedRoute, Party } from './party.ts';
import { combine, drawArrivals, isPlain, type RadioConditions } from './radio-conditions.ts';
import type { Topology } from './topology.ts';
import { networkAddresses } from './zdo-clusters.ts';

/** How many frames wait at a parent for one sleepy child; more are refused. */
const waitingMax = 8;

export interface AirOptions {
  clock: Clock;
  random: Random;
  topology: Topology;
  observers: readonly NetworkObserver[];
  conditions: RadioConditions;
  /** How long a parent keeps a frame for a sleepy child, milliseconds (IEEE 802.15.4, macTransactionPersistenceTime). */
  transactionPersistenceMs: number;
  /** Hands an arrived frame to its receiver; false if nobody there wants it. */
  deliver: (frame: Frame<Party>) => boolean;
  /** Tells the coordinator's host the fate of a frame. */
  complete: (handle: number, delivery: CoordinatorDelivery) => void;
  onError: (error: unknown) => void;
}

/** The fates that are known at once need no new promise each time. */
const knownFates: Record<Delivery, Promise<Delivery>> = {
  delivered: Promise.resolve('delivered'),
  noAck: Promise.resolve('noAck'),
  noRoute: Promise.resolve('noRoute'),
  notJoined: Promise.resolve('notJoined'),
};

/** A promise of a fate that is already known. */
export function known(delivery: Delivery): Promise<Delivery> {
  return knownFates[delivery];
}

/** Carries frames: finds the way, makes them late, lose, double or swap them, and keeps those of sleepers. */
export class Air {
  readonly #options: AirOptions;
  readonly #topology: Topology;
  readonly #observers: readonly NetworkObserver[];
  readonly #queue: FrameQueue<Frame<Party>>;
  #conditions: RadioConditions;
  #plain: boolean;
  #sequence = 0;
  /** Of the frames that the air delays. */
  readonly #onTheirWay = new Set<Timer>();

  constructor(options: AirOptions) {
    this.#options = options;
    this.#topology = options.topology;
    this.#observers = options.observers;
    this.#conditions = options.conditions;
    this.#plain = isPlain(options.conditions);
    this.#queue = new FrameQueue((frame) => this.#arrive(frame), options.onError);
  }

  get conditions(): RadioConditions {
    return this.#conditions;
  }

  set conditions(conditions: RadioConditions) {
    this.#conditions = conditions;
    this.#plain = isPlain(conditions);
  }

  /** Does something right after the current call, in order with the frames. */
  afterwards(task: Task): void {
    this.#queue.push(task);
  }

  flush(): void {
    this.#queue.flush();
  }

  stop(): void {
    for (const timer of this.#onTheirWay) timer.cancel();
    this.#onTheirWay.clear();
    this.#queue.stop();
  }

  /** Sends from a node to one receiver. */
  send(from: Party, to: Party | undefined, request: ApsRequest): Promise<Delivery> {
    if (to && (to.sleepy || !this.#isPlainBetween(from, to))) {
      return new Promise((resolve) => {
        const fate = this.#transmit(from, to, request, -1, resolve);
        if (fate) resolve(Frame.toDelivery(fate));
      });
    }
    const fate = this.#transmit(from, to, request, -1, undefined);
    return knownFates[Frame.toDelivery(fate ?? 'noAck')];
  }

  /** Sends from the coordinator to one receiver; the host hears the fate under its handle, if that is not -1. */
  sendFromCoordinator(from: Party, to: Party | undefined, request: ApsRequest, handle: number): void {
    const fate = this.#transmit(from, to, request, handle, undefined);
    // A delivered frame tells its fate when it arrives.
    if (fate && fate !== 'delivered' && handle >= 0) {
      this.#queue.push(() => this.#options.complete(handle, fate));
    }
  }

  /** Sends to all of an audience; nobody acknowledges. */
  flood(from: Party, audience: Iterable<Party>, request: ApsRequest): void {
    if (!from.listening) return;
    const sequence = ++this.#sequence;
    let announced = false;
    for (const to of audience) {
      if (to === from) continue;
      const frame = new Frame<Party>(sequence, from.networkAddress, request, to);
      if (!announced) {
        announced = true;
        for (const observer of this.#observers) observer.frameSent?.(frame);
      }
      if (!this.#findWay(frame, from, to)) this.#lose(frame, 'noRoute');
      else if (to.sleepy) {
        if (!this.#hold(frame, to)) this.#lose(frame, 'overflow');
      } else if (!to.listening) this.#lose(frame, 'silent');
      else if (!this.#carry(frame, from, to)) this.#lose(frame, 'lost');
    }
  }

  /** A sleepy node fetches what waits for it. */
  release(node: Party): void {
    const waiting = node.waiting;
    if (!waiting || !node.parent?.relays) return;
    node.waiting = undefined;
    for (const { frame, expiry } of waiting) {
      expiry.cancel();
      if (this.#carry(frame, node, node)) continue;
      this.#settle(frame, 'noAck');
      this.#lose(frame, 'lost');
    }
  }

  /** What waits for a node is lost: it left, or chose another parent. */
  drop(node: Party): void {
    const waiting = node.waiting;
    if (!waiting) return;
    node.waiting = undefined;
    for (const { frame, expiry } of waiting) {
      expiry.cancel();
      this.#settle(frame, 'expired');
      this.#lose(frame, 'expired');
    }
  }

  #isPlainBetween(from: Party, to: Party): boolean {
    return this.#plain && !from.conditions && !to.conditions;
  }

  /** The frame's fate if it is known now; otherwise it is told later. */
  #transmit(
    from: Party,
    to: Party | undefined,
    request: ApsRequest,
    handle: number,
    settle: ((delivery: Delivery) => void) | undefined,
  ): CoordinatorDelivery | undefined {
    const frame = new Frame<Party>(++this.#sequence, from.networkAddress, request, to ?? from);
    frame.handle = handle;
    frame.settle = settle;
    if (this.#observers.length > 0) for (const observer of this.#observers) observer.frameSent?.(frame);
    if (!from.listening) return this.#fail(frame, 'silent', 'noAck');
    if (!to || !this.#findWay(frame, from, to)) return this.#fail(frame, 'noRoute', 'noRoute');
    if (to.sleepy && to !== from) {
      return this.#hold(frame, to) ? undefined : this.#fail(frame, 'overflow', 'overflow');
    }
    if (!to.listening) return this.#fail(frame, 'silent', 'noAck');
    if (!this.#carry(frame, from, to)) return this.#fail(frame, 'lost', 'noAck');
    return settle ? undefined : 'delivered';
  }

  #fail(frame: Frame<Party>, reason: LossReason, fate: CoordinatorDelivery): CoordinatorDelivery {
    frame.settled = true;
    this.#lose(frame, reason);
    return fate;
  }

  #lose(frame: Frame<Party>, reason: LossReason): void {
    for (const observer of this.#observers) {
      observer.frameLost?.(frame, frame.receiver.networkAddress, reason);
    }
  }

  #findWay(frame: Frame<Party>, from: Party, to: Party): boolean {
    if (from === to) return true;
    if (from.isCoordinator || to.isCoordinator) {
      const node = from.isCoordinator ? to : from;
      const route = this.#routeOf(node, from.isCoordinator ? from : to);
      if (route.hops === 0) return false;
      frame.hops = route.hops;
      frame.linkQuality = from.isCoordinator ? route.linkQualityDown : route.linkQualityUp;
      if (to.isCoordinator) frame.lastHopNetworkAddress = route.lastHopUp;
      return true;
    }
    const path = this.#topology.path(from, to);
    if (!path) return false;
    frame.hops = path.length;
    frame.linkQuality = this.#topology.linkQuality(path.at(-2) ?? from, to);
    return true;
  }

  #routeOf(node: Party, coordinator: Party): CachedRoute {
    const { version } = this.#topology;
    let route = node.route;
    if (route?.version === version) return route;
    const path = this.#topology.path(coordinator, node);
    const last = (path?.at(-2) as Party | undefined) ?? coordinator;
    const first = (path?.[0] as Party | undefined) ?? node;
    route = {
      version,
      hops: path?.length ?? 0,
      linkQualityUp: this.#topology.linkQuality(first, coordinator),
      linkQualityDown: this.#topology.linkQuality(last, node),
      lastHopUp: first.networkAddress,
    };
    node.route = route;
    return route;
  }

  #hold(frame: Frame<Party>, to: Party): boolean {
    const waiting = to.waiting ?? [];
    to.waiting = waiting;
    if (waiting.length >= waitingMax) return false;
    const expiry = this.#options.clock.setTimer(this.#options.transactionPersistenceMs, () => {
      const index = to.waiting?.findIndex((entry) => entry.frame === frame) ?? -1;
      if (index < 0) return;
      to.waiting?.splice(index, 1);
      this.#settle(frame, 'expired');
      this.#lose(frame, 'expired');
    });
    waiting.push({ frame, expiry });
    return true;
  }

  /** False if the frame is lost on the way. */
  #carry(frame: Frame<Party>, from: Party, to: Party): boolean {
    if (this.#isPlainBetween(from, to)) {
      this.#queue.push(frame);
      return true;
    }
    const conditions = combine(
      combine(this.#conditions, from.conditions),
      to === from ? undefined : to.conditions,
    );
    const arrivals = drawArrivals(conditions, frame.hops, this.#options.random);
    for (const arrivalMs of arrivals) {
      const timer = this.#options.clock.setTimer(arrivalMs, () => {
        this.#onTheirWay.delete(timer);
        this.#queue.push(frame);
        // A stepped clock stands at the moment of arrival only now.
        this.#queue.flush();
      });
      this.#onTheirWay.add(timer);
    }
    return arrivals.length > 0;
  }

  #arrive(frame: Frame<Party>): void {
    const to = frame.receiver;
    const heard = to.listening || to.networkAddress === networkAddresses.coordinator;
    if (!heard) {
      this.#settle(frame, 'noAck');
      this.#lose(frame, 'silent');
      return;
    }
    let wanted = false;
    try {
      wanted = this.#options.deliver(frame);
    } finally {
      // The radio has acknowledged it, whatever the application makes of it.
      this.#settle(frame, 'delivered');
    }
    for (const observer of this.#observers) {
      if (wanted) observer.frameDelivered?.(frame, to.networkAddress);
      else observer.frameLost?.(frame, to.networkAddress, 'noEndpoint');
    }
  }

  #settle(frame: Frame<Party>, delivery: CoordinatorDelivery): void {
    if (frame.settled) return;
    frame.settled = true;
    if (frame.handle >= 0) this.#options.complete(frame.handle, delivery);
    frame.settle?.(Frame.toDelivery(delivery));
  }
}
