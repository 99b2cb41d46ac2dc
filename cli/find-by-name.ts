import { ZigfleetError } from '../src/common/zigfleet-error.ts';

/**
 * The one thing that a person means: by its whole id, else its whole name, else the beginning of either. Upper and
 * lower case are the same.
 * @throws ZigfleetError `not-found`, or `invalid-config` if several begin like that
 */
export function findByName<T>(
  kind: string,
  given: string,
  things: readonly T[],
  naming: { id: (thing: T) => string; name: (thing: T) => string },
): T {
  const wanted = given.toLowerCase();
  const id = (thing: T) => naming.id(thing).toLowerCase();
  const name = (thing: T) => naming.name(thing).toLowerCase();
  const tests: ((thing: T) => boolean)[] = [
    (thing) => id(thing) === wanted,
    (thing) => name(thing) === wanted,
    (thing) => id(thing).startsWith(wanted) || name(thing).startsWith(wanted),
  ];
  for (const test of tests) {
    const [only, ...others] = things.filter(test);
    if (only !== undefined && others.length === 0) return only;
    if (only !== undefined) {
      const candidates = [only, ...others]
        .slice(0, 5)
        .map((each) => `${naming.name(each)} (${naming.id(each)})`);
      throw new ZigfleetError(
        'invalid-config',
        `"${given}" is not one ${kind} but ${others.length + 1}: ${candidates.join(', ')}. Give more of it.`,
      );
    }
  }
  throw new ZigfleetError('not-found', `There is no ${kind} "${given}".`);
}
