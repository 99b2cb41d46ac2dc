import { CompactMap } from './compact-map.ts';
import type { ZclValue } from './data-types.ts';
import type { AttributeSlot } from './layout.ts';

/** A part of a device that an attribute's value comes from; saves a closure where the part is there anyway. */
export abstract class AttributeSource {
  abstract attributeValue(): ZclValue;
}

/** Where a value comes from that is computed when it is wanted. */
export type AttributeProvider = (() => ZclValue) | AttributeSource;

/** What a device's attributes are worth: only what differs from its model takes memory. */
export class AttributeValues extends CompactMap<AttributeSlot, ZclValue | AttributeProvider> {
  override get(slot: AttributeSlot): ZclValue {
    const entry = super.get(slot);
    if (entry === undefined) return slot.initial;
    if (typeof entry === 'function') return entry();
    return entry instanceof AttributeSource ? entry.attributeValue() : entry;
  }

  /** One that is computed stays so. */
  override set(slot: AttributeSlot, value: ZclValue): void {
    if (!isProvider(super.get(slot))) super.set(slot, value);
  }

  /** From now on the value is computed when it is wanted. */
  provide(slot: AttributeSlot, provider: AttributeProvider): void {
    super.set(slot, provider);
  }

  /** What was set, for those that keep it; not what is computed. */
  override *entries(): Iterable<[AttributeSlot, ZclValue]> {
    for (const [slot, entry] of super.entries()) {
      if (!isProvider(entry)) yield [slot, entry];
    }
  }
}

function isProvider(entry: ZclValue | AttributeProvider | undefined): entry is AttributeProvider {
  return typeof entry === 'function' || entry instanceof AttributeSource;
}
