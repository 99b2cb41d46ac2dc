import { InvalidArgumentError } from 'commander';

/** A parser for an option or argument that is a whole number of seconds within bounds, both included. */
export function parseSeconds(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const seconds = Number(text);
    if (!/^\d+$/.test(text) || seconds < minimum || seconds > maximum) {
      throw new InvalidArgumentError(`It must be a whole number of seconds from ${minimum} to ${maximum}.`);
    }
    return seconds;
  };
}
