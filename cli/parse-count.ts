import { InvalidArgumentError } from 'commander';

/** A parser for an option that is a whole number within bounds, both included. */
export function parseCount(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (!/^\d+$/.test(text) || count < minimum || count > maximum) {
      throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
    }
    return count;
  };
}
