import type { Clock, Timer } from '../../src/common/clock.ts';
import type { Random } from '../../src/common/random.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { parseDuration } from '../house/duration.ts';
import { type FaultKind, isMomentary, type LastingFaultKind } from '../house/fault-kinds.ts';
import type { HouseService } from '../house/house-service.ts';
import type { TruthSink } from '../ledger/truth-sink.ts';
import { AirFaults } from './air-faults.ts';
import { causeMoment, lowBattery } from './fault-effects.ts';
import type { FaultOrder, FaultTarget } from './fault-order.ts';

/** A fault that lasts. */
export interface ActiveFault {
  kind: LastingFaultKind;
  /** The hub or the device; null: every hub. */
  target: string | null;
  /** House time at which it ends by itself, milliseconds since the Unix epoch. */
  untilMs: number | undefined;
  settings: Readonly<Record<string, unknown>>;
}

interface Entry {
  fault: ActiveFault;
  timer: Timer | undefined;
  undo: () => void;
}

export interface FaultDeskOptions {
  house: HouseService;
  random: Random;
  /** Where faults are told; absent: nowhere. */
  truth?: TruthSink | undefined;
}

/** Everything that is made to go wrong in a house, and what is wrong now. Durations are by the house's clock. */
export class FaultDesk {
  readonly #options: FaultDeskOptions;
  readonly #clock: Clock;
  readonly #air: AirFaults;
  readonly #entries = new Map<string, Entry>();

  constructor(options: FaultDeskOptions) {
    this.#options = options;
    this.#clock = options.house.clock;
    this.#air = new AirFaults(options.house.radioServices);
  }

  /** What is wrong now. */
  get active(): readonly ActiveFault[] {
    return [...this.#entries.values()].map(({ fault }) => fault);
  }

  /**
   * Lets something go wrong. The same kind at the same target again takes the place of the first.
   * @throws ZigfleetError `not-found` for an unknown target, `invalid-value` if kind, target and settings do not fit
   */
  start(order: FaultOrder): void {
    const target = this.#targetOf(order.target);
    const { kind, target: name = null, for: lasting, ...settings } = order;
    const durationMs = lasting === undefined ? undefined : parseDuration(lasting);
    if (isMomentary(kind)) {
      if (durationMs !== undefined) throw unfit(`${kind} is over at once: it takes no duration`);
      causeMoment(kind, target, order, this.#options.random);
      this.#tell(kind, name, true, settings);
      return;
    }
    const key = `${kind} ${name ?? ''}`;
    // A changed air fault replaces itself; others begin from the sound state.
    if (this.#entries.has(key)) this.#end(key);
    const undo = this.#begin(kind, target, order);
    const untilMs = durationMs === undefined ? undefined : this.#clock.now() + durationMs;
    const timer =
      durationMs === undefined ? undefined : this.#clock.setTimer(durationMs, () => this.#end(key));
    this.#entries.set(key, { fault: { kind, target: name, untilMs, settings }, timer, undo });
    this.#tell(kind, name, true, settings);
  }

  /**
   * Ends faults of a kind, at a target, or all; how many those were.
   * @throws ZigfleetError `not-found` for an unknown target
   */
  end({ kind, target }: { kind?: FaultKind | undefined; target?: string | undefined }): number {
    if (target !== undefined) this.#targetOf(target);
    const ended = [...this.#entries].filter(
      ([, { fault }]) =>
        (kind === undefined || fault.kind === kind) && (target === undefined || fault.target === target),
    );
    for (const [key] of ended) this.#end(key);
    return ended.length;
  }

  /** No timer is left; what is wrong stays wrong. */
  stop(): void {
    for (const { timer } of this.#entries.values()) timer?.cancel();
  }

  #begin(kind: LastingFaultKind, target: FaultTarget, order: FaultOrder): () => void {
    switch (kind) {
      case 'silence':
      case 'powerCut':
      case 'lowBattery': {
        if (!('device' in target)) throw unfit(`${kind} needs a device as its target`);
        const { node, device } = target.device;
        if (kind === 'lowBattery') return lowBattery(device, order.percent);
        if (kind === 'silence') {
          node.silent = true;
          return () => {
            node.silent = false;
          };
        }
        const { power } = this.#options.house;
        power.cut(target.device, 'powerCut');
        return () => void power.restore(target.device, 'powerCut');
      }
      case 'coordinatorHang': {
        if (!('radios' in target)) throw unfit('coordinatorHang needs a hub as its target');
        const { radios } = target;
        for (const { coordinator } of radios) coordinator.hung = true;
        return () => {
          for (const { coordinator } of radios) coordinator.hung = false;
        };
      }
      default:
        return this.#air.begin(kind, target, order);
    }
  }

  #end(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    entry.timer?.cancel();
    entry.undo();
    const { kind, target, settings } = entry.fault;
    this.#tell(kind, target, false, settings);
  }

  #targetOf(name: string | undefined): FaultTarget {
    const { house } = this.#options;
    if (name === undefined) return { radios: house.radioServices };
    const radio = house.radioServices.find(({ hub }) => hub.id === name);
    return radio === undefined ? { device: house.device(name) } : { radios: [radio] };
  }

  #tell(fault: FaultKind, target: string | null, active: boolean, settings: Record<string, unknown>): void {
    this.#options.truth?.faultChanged({ fault, target, active, settings });
  }
}

function unfit(message: string): ZigfleetError {
  return new ZigfleetError('invalid-value', message);
}
