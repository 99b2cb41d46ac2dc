import { messageOf, ZigfleetError } from '../src/common/zigfleet-error.ts';
import type { Trait } from '../src/devices/trait.ts';

const booleans: Record<string, boolean> = { true: true, on: true, false: false, off: false };

/**
 * Reads `trait=value` words by the types of the device's traits. What does not fit its type is passed on as text: the
 * platform says what would be right.
 * @throws ZigfleetError `invalid-config` for words that are no assignment, twice the same trait, or broken JSON
 */
export function parseAssignments(
  words: readonly string[],
  traits: readonly Pick<Trait, 'name' | 'type'>[],
): Record<string, unknown> {
  const values = new Map<string, unknown>();
  for (const word of words) {
    const split = word.indexOf('=');
    if (split < 1) throw new ZigfleetError('invalid-config', `"${word}" is not of the form trait=value.`);
    const name = word.slice(0, split);
    if (values.has(name)) throw new ZigfleetError('invalid-config', `${name} is given twice.`);
    const trait = traits.find((each) => each.name === name);
    values.set(name, parseValue(trait, word.slice(split + 1), name));
  }
  return Object.fromEntries(values);
}

function parseValue(trait: Pick<Trait, 'type'> | undefined, text: string, name: string): unknown {
  switch (trait?.type) {
    case 'boolean':
      return booleans[text.toLowerCase()] ?? text;
    case 'integer':
    case 'number': {
      const number = Number(text);
      return text.trim() === '' || !Number.isFinite(number) ? text : number;
    }
    case 'composite':
    case 'list':
      try {
        return JSON.parse(text) as unknown;
      } catch (error) {
        throw new ZigfleetError('invalid-config', `${name} takes JSON: ${messageOf(error)}`);
      }
    default:
      return text;
  }
}
