import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { parseDuration } from '../house/duration.ts';
import type { AirFaultKind } from '../house/fault-kinds.ts';
import type { RadioService } from '../house/radio-service.ts';
import { combine, type RadioConditions } from '../network/radio-conditions.ts';
import type { FaultOrder, FaultTarget } from './fault-order.ts';

/** Whose frames suffer. */
interface Sufferer {
  conditions: RadioConditions | undefined;
}

const shareDefault = 0.2;
const delayMsDefault = 500;
/** Longer than any protocol waits. */
const delayMsMax = 600_000;

const shareNames = { loss: 'lossRate', duplicates: 'duplicateRate', reordering: 'reorderRate' } as const;

/** Faults of the air on top of the weather that a house file gives each radio. */
export class AirFaults {
  readonly #weather = new Map<Sufferer, RadioConditions>();
  readonly #faults = new Map<Sufferer, Set<RadioConditions>>();

  constructor(radios: readonly RadioService[]) {
    for (const { network, hub } of radios) this.#weather.set(network, hub.radio.conditions);
  }

  /** @returns how to end it. @throws ZigfleetError `invalid-value` for a delay out of bounds */
  begin(kind: AirFaultKind, target: FaultTarget, order: FaultOrder): () => void {
    const fault = conditionsOf(kind, order);
    const sufferers: Sufferer[] =
      'device' in target ? [target.device.node] : target.radios.map(({ network }) => network);
    for (const sufferer of sufferers) {
      const faults = this.#faults.get(sufferer) ?? new Set();
      this.#faults.set(sufferer, faults.add(fault));
      this.#apply(sufferer);
    }
    return () => {
      for (const sufferer of sufferers) {
        this.#faults.get(sufferer)?.delete(fault);
        this.#apply(sufferer);
      }
    };
  }

  #apply(sufferer: Sufferer): void {
    const weather = this.#weather.get(sufferer);
    const faults = [...(this.#faults.get(sufferer) ?? [])];
    sufferer.conditions =
      weather === undefined && faults.length === 0 ? undefined : faults.reduce(combine, weather ?? {});
  }
}

function conditionsOf(kind: AirFaultKind, order: FaultOrder): RadioConditions {
  if (kind !== 'delay') return { [shareNames[kind]]: order.rate ?? shareDefault };
  const delayMs = order.delay === undefined ? delayMsDefault : (parseDuration(order.delay) ?? 0);
  const jitterMs = order.jitter === undefined ? 0 : (parseDuration(order.jitter) ?? 0);
  if (delayMs > delayMsMax || jitterMs > delayMsMax) {
    throw new ZigfleetError('invalid-value', `delay and jitter are at most ${delayMsMax / 60_000}min`);
  }
  return { delayMs, jitterMs };
}
