import type { Random } from '../../src/common/random.ts';
import type { MainsSupply } from './environment.ts';
import type { Room } from './room.ts';
import { type SmoothNoise, smoothNoise } from './smooth-noise.ts';
import { lookUp } from './validation.ts';
import type { WorldContext } from './world-context.ts';

const nominalV = 230;
/** What the neighbourhood's load does to the voltage. */
const wanderV = 4;

/** The circuits of the building: each may lose its mains and have it back. */
export class PowerGrid {
  readonly #placesOf = new Map<string, string[]>();
  readonly #circuitOf = new Map<string, string>();
  readonly #lost = new Set<string>();
  readonly #context: WorldContext;
  readonly #wander: SmoothNoise;
  readonly #onChanged: (places: readonly string[]) => void;

  /** @param onChanged - called when places lost or regained their mains, before anybody is told */
  constructor(
    rooms: Iterable<Room>,
    context: WorldContext,
    random: Random,
    onChanged: (places: readonly string[]) => void,
  ) {
    for (const room of rooms) {
      const places = this.#placesOf.get(room.circuit) ?? [];
      places.push(room.name);
      this.#placesOf.set(room.circuit, places);
      this.#circuitOf.set(room.name, room.circuit);
    }
    this.#context = context;
    this.#wander = smoothNoise(random, 'voltage', 90_000);
    this.#onChanged = onChanged;
  }

  get circuits(): readonly string[] {
    return [...this.#placesOf.keys()];
  }

  isAvailable(place: string): boolean {
    const circuit = this.#circuitOf.get(place);
    return circuit !== undefined && !this.#lost.has(circuit);
  }

  supplyAt(place: string): MainsSupply {
    const available = this.isAvailable(place);
    return { available, voltageV: available ? nominalV + wanderV * this.#wander(this.#context.nowMs) : 0 };
  }

  /** @throws ZigfleetError `not-found` naming the circuits */
  setOutage(circuit: string, lost: boolean): void {
    const places = lookUp(this.#placesOf, circuit, 'circuit');
    if (this.#lost.has(circuit) === lost) return;
    this.#context.settle();
    if (lost) this.#lost.add(circuit);
    else this.#lost.delete(circuit);
    this.#onChanged(places);
    this.#context.emit({
      type: lost ? 'mainsLost' : 'mainsRestored',
      atMs: this.#context.nowMs,
      circuit,
      places,
    });
  }
}
