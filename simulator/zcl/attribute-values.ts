import type { ZclValue } from './data-types.ts';
import type { AttributeSlot } from './layout.ts';

/** What a device's attributes are worth: only what differs from its model takes memory. */
export class AttributeValues {
  readonly #values = new Map<AttributeSlot, ZclValue>();
  readonly #providers = new Map<AttributeSlot, () => ZclValue>();

  get(slot: AttributeSlot): ZclValue {
    const provider = this.#providers.get(slot);
    if (provider !== undefined) return provider();
    const value = this.#values.get(slot);
    return value === undefined ? slot.initial : value;
  }

  set(slot: AttributeSlot, value: ZclValue): void {
    this.#values.set(slot, value);
  }

  /** From now on the value is computed when it is wanted. */
  provide(slot: AttributeSlot, provider: () => ZclValue): void {
    this.#providers.set(slot, provider);
  }

  /** What was set, for those that keep it. */
  entries(): Iterable<[AttributeSlot, ZclValue]> {
    return this.#values;
  }
}
