import type { Random } from '../../src/common/random.ts';
import type { Appliance } from './appliances/appliance.ts';
import { type ApplianceKind, applianceKinds, kindsWithoutPlug } from './appliances/appliance-kinds.ts';
import type { Subscription } from './environment.ts';
import { requireName, requireOneOf } from './validation.ts';
import type { WorldContext } from './world-context.ts';

/** An appliance of the house. */
export interface ApplianceOptions {
  name: string;
  kind: ApplianceKind;
  room: string;
  /** The socket that it is plugged into; several may not share one. Default: one of its own, named as it. */
  outlet?: string;
}

/** An appliance in the world: its own changes happen on the world's time. */
export class WorldAppliance {
  readonly name: string;
  readonly kind: ApplianceKind;
  readonly hasPlug: boolean;
  readonly #appliance: Appliance;
  readonly #context: WorldContext;
  #planned: Subscription | undefined;
  #plannedAtMs = Number.POSITIVE_INFINITY;
  #onChanged: (() => void) | undefined;

  /** @throws ZigfleetError `invalid-value` naming the kinds that there are */
  constructor(options: Pick<ApplianceOptions, 'name' | 'kind'>, context: WorldContext, random: Random) {
    this.name = requireName('An appliance', options.name);
    const kinds = Object.keys(applianceKinds) as ApplianceKind[];
    this.kind = requireOneOf(`The kind of ${this.name}`, options.kind, kinds);
    this.hasPlug = !kindsWithoutPlug.has(this.kind);
    this.#appliance = applianceKinds[this.kind](random);
    this.#context = context;
  }

  get powerW(): number {
    return this.#appliance.powerW;
  }

  get vapourGPerS(): number {
    return this.#appliance.vapourGPerS;
  }

  /** Who wants to know that it draws something else now: the outlet. */
  onChanged(listener: (() => void) | undefined): void {
    this.#onChanged = listener;
  }

  use(): void {
    this.#change(() => this.#appliance.use(this.#context.nowMs));
  }

  setSupplied(supplied: boolean): void {
    this.#change(() => this.#appliance.setSupplied(supplied, this.#context.nowMs));
  }

  #change(change: () => void): void {
    this.#context.settle();
    change();
    this.#replan();
    this.#onChanged?.();
  }

  #replan(): void {
    const atMs = this.#appliance.nextChangeMs;
    if (atMs === this.#plannedAtMs) return;
    this.#planned?.cancel();
    this.#plannedAtMs = atMs;
    this.#planned =
      atMs === Number.POSITIVE_INFINITY
        ? undefined
        : this.#context.plan(atMs, () => {
            this.#plannedAtMs = Number.POSITIVE_INFINITY;
            this.#change(() => this.#appliance.advance(this.#context.nowMs));
          });
  }
}
