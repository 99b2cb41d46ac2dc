import { ZigfleetError } from '../../common/zigfleet-error.ts';

/** Which members of a resource are wanted: whole ones, or some members of one. */
export type FieldSelection = ReadonlyMap<string, ReadonlySet<string> | 'all'>;

/** Most fields that may be named. */
const fieldsMax = 32;

/**
 * Reads `fields=name,reported.temperature`.
 * @param known - the members that there are
 * @param nested - those of which single members may be named
 * @throws ZigfleetError `invalid-request`
 */
export function parseFields(
  text: string,
  known: readonly string[],
  nested: readonly string[],
): FieldSelection {
  const selection = new Map<string, Set<string> | 'all'>();
  const paths = text.split(',');
  if (paths.length > fieldsMax) throw fault(`must name at most ${fieldsMax} fields`);
  for (const path of paths) {
    const dot = path.indexOf('.');
    const name = dot < 0 ? path : path.slice(0, dot);
    if (!known.includes(name) || (dot >= 0 && !nested.includes(name))) {
      throw fault(
        `must be of ${known.join(', ')}, and of ${nested.join(', ')} also single members such as ${nested[0]}.x`,
      );
    }
    const before = selection.get(name);
    if (dot < 0) selection.set(name, 'all');
    else if (before !== 'all') selection.set(name, (before ?? new Set()).add(path.slice(dot + 1)));
  }
  return selection;
}

/** The wanted members of a resource. What is not there is left out. */
export function selectFields<T extends object>(resource: T, selection: FieldSelection): Partial<T> {
  const entries = Object.entries(resource).flatMap(([name, value]) => {
    const wanted = selection.get(name);
    if (wanted === undefined) return [];
    if (wanted === 'all') return [[name, value] as const];
    const members = Object.entries(value as object).filter(([member]) => wanted.has(member));
    return [[name, Object.fromEntries(members)] as const];
  });
  return Object.fromEntries(entries) as Partial<T>;
}

function fault(expected: string): ZigfleetError {
  return new ZigfleetError('invalid-request', `query/fields ${expected}.`, {
    context: { faults: [{ code: 'invalid-request', field: 'query/fields', expected }] },
  });
}
