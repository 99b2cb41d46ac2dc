import { CompactMap } from './compact-map.ts';
import type { ZclValue } from './data-types.ts';
import type { AttributeSlot } from './layout.ts';

type Entry = ZclValue | (() => ZclValue);

/** What a device's attributes are worth: only what differs from its model takes memory. */
export class AttributeValues {
  readonly #entries = new CompactMap<AttributeSlot, Entry>();

  get(slot: AttributeSlot): ZclValue {
    const entry = this.#entries.get(slot);
    if (entry === undefined) return slot.initial;
    return typeof entry === 'function' ? entry() : entry;
  }

  /** One that is computed stays so. */
  set(slot: AttributeSlot, value: ZclValue): void {
    if (typeof this.#entries.get(slot) !== 'function') this.#entries.set(slot, value);
  }

  /** From now on the value is computed when it is wanted. */
  provide(slot: AttributeSlot, provider: () => ZclValue): void {
    this.#entries.set(slot, provider);
  }

  /** What was set, for those that keep it; not what is computed. */
  *entries(): Iterable<[AttributeSlot, ZclValue]> {
    for (const [slot, entry] of this.#entries.entries()) {
      if (typeof entry !== 'function') yield [slot, entry];
    }
  }
}
