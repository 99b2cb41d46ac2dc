import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { Trait } from '../../devices/trait.ts';
import type { StatisticName } from '../history/statistics.ts';

/** Units of which there is only ever more: their numbers are counters. */
const counterUnits: ReadonlySet<string> = new Set(['Wh', 'kWh', 'MWh', 'm³', 'L', 'ft³', 'gal']);

/** Whether a history is kept of what a trait says. */
export function hasHistory({ type }: Trait): boolean {
  return type !== 'composite' && type !== 'list';
}

/**
 * The trait of a device whose history is asked for.
 * @throws ZigfleetError `unknown-trait`, or `invalid-request` for one of which no history is kept
 */
export function historyTraitOf({ traits }: DeviceDescriptor, name: string): Trait {
  const trait = traits.find((each) => each.name === name);
  if (!trait) {
    const expected = `one of ${traits
      .filter(hasHistory)
      .map((each) => each.name)
      .join(', ')}`;
    throw new ZigfleetError(
      'unknown-trait',
      `The device has no trait ${name.slice(0, 64)}: expected ${expected}.`,
      {
        context: { faults: [{ code: 'unknown-trait', trait: name.slice(0, 64), expected }] },
      },
    );
  }
  if (hasHistory(trait)) return trait;
  const expected = 'must be a number, boolean, word or text: of composites and lists no history is kept';
  throw new ZigfleetError('invalid-request', `path/trait ${expected}.`, {
    context: { faults: [{ code: 'invalid-request', field: 'path/trait', expected }] },
  });
}

export function unitOf(trait: Trait): string | null {
  return 'unit' in trait ? (trait.unit ?? null) : null;
}

/** What is told of a trait if nothing is asked for. */
export function usualStatistics(trait: Trait): readonly StatisticName[] {
  if (trait.type !== 'number' && trait.type !== 'integer') return ['last', 'count', 'timeInState'];
  const isCounter = counterUnits.has(trait.unit ?? '');
  return [
    'min',
    'max',
    'mean',
    'timeWeightedMean',
    'last',
    'count',
    ...(isCounter ? ['increase' as const] : []),
  ];
}
