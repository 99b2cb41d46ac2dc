import type { Trait } from '../../devices/trait.ts';

/**
 * The traits of a descriptor in an order that keeps the meaning of earlier trait indexes: entries that are still in the
 * journal name traits by them.
 * @returns undefined if no order does, because a trait is gone or is of another type
 */
export function arrangeTraits(previous: readonly Trait[], next: readonly Trait[]): Trait[] | undefined {
  const remaining = new Map(next.map((trait) => [trait.name, trait]));
  const arranged: Trait[] = [];
  for (const { name, type } of previous) {
    const trait = remaining.get(name);
    if (trait?.type !== type) return undefined;
    arranged.push(trait);
    remaining.delete(name);
  }
  return [...arranged, ...remaining.values()];
}
