import { ZigfleetError } from '../../src/common/zigfleet-error.ts';

const namesShownMax = 20;

/** @throws ZigfleetError `invalid-value` unless `value` is a finite number in [minimum, maximum] */
export function requireInRange(what: string, value: number, minimum: number, maximum: number): number {
  if (typeof value === 'number' && value >= minimum && value <= maximum) return value;
  throw new ZigfleetError(
    'invalid-value',
    `${what} must be between ${minimum} and ${maximum}, not ${value}`,
    {
      context: { minimum, maximum },
    },
  );
}

/** @throws ZigfleetError `invalid-value` unless `value` is a text of 1..64 characters without control characters */
export function requireName(what: string, value: string): string {
  if (typeof value === 'string' && /^[^\p{Cc}]{1,64}$/u.test(value)) return value;
  throw new ZigfleetError('invalid-value', `${what} needs a name of 1 to 64 printable characters`);
}

/** @throws ZigfleetError `invalid-value` naming what is allowed */
export function requireOneOf<T extends string>(what: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new ZigfleetError('invalid-value', `${what} must be one of ${allowed.join(', ')}, not ${value}`, {
    context: { allowed },
  });
}

/** The entry of that name. @throws ZigfleetError `not-found` naming those that there are */
export function lookUp<T>(entries: ReadonlyMap<string, T>, name: string, what: string): T {
  const found = entries.get(name);
  if (found !== undefined) return found;
  throw new ZigfleetError('not-found', `There is no ${what} "${name}"; there ${listNames(entries.keys())}`, {
    context: { what, name },
  });
}

/** `is a`, `are a, b`, `is none`, cut short when there are many. */
export function listNames(names: Iterable<string>): string {
  const all = [...names];
  if (all.length === 0) return 'is none';
  const shown = all.slice(0, namesShownMax).join(', ');
  const rest = all.length - namesShownMax;
  return `${all.length === 1 ? 'is' : 'are'} ${shown}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Adds under a name that must be new. @throws ZigfleetError `conflict` */
export function addUnique<T>(entries: Map<string, T>, name: string, entry: T, what: string): void {
  if (entries.has(name)) throw new ZigfleetError('conflict', `There are two ${what}s named "${name}"`);
  entries.set(name, entry);
}
