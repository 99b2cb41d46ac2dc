/** Something that should be found again. */
export interface Wanted {
  /** Whether it must be found, rather than may. */
  required: boolean;
  /** It stands for any value. */
  anything: boolean;
}

/** Something that was found. */
export interface Found {
  /** Whether it may be too much: it costs nothing then. */
  free: boolean;
}

/**
 * How much a found element is the wanted one: `within` is all of it, with something else beside it; `unrelated` ones are never
 * laid beside each other.
 */
export type Likeness = 'same' | 'within' | 'partly' | 'different' | 'unrelated';

type Compare = (wanted: number, found: number) => Likeness;

/** How two sequences lie beside each other: indexes into the wanted and the found one. */
export type Step =
  | { kind: 'match' | 'partly' | 'wrong'; wanted: number; found: number }
  | { kind: 'missing'; wanted: number }
  | { kind: 'extra'; found: number };

const costs = { matchAnything: 1, missing: 4, extra: 4 } as const;
/** `unrelated` is worse than one missing and one extra. */
const pairCosts: Readonly<Record<Likeness, number>> = {
  same: 0,
  within: 1,
  partly: 3,
  different: 6,
  unrelated: 9,
};
const bandMin = 64;
/** More cells than this would take too much memory and time. */
const cellsMax = 64_000_000;
const moves = { none: 0, both: 1, wanted: 2, found: 3 } as const;
const unreachable = 0xffffffff;

/**
 * Lays a found sequence beside a wanted one so that as little as possible is missing, extra or wrong; what need not be
 * found costs nothing when it is not.
 * @param compare - the wanted element at an index with the found one at another; not asked for `anything`
 * @returns the steps in order, those of unfound elements that need not be found left out; undefined if the sequences are
 *   too long and too different to tell
 */
export function align(
  wanted: readonly Wanted[],
  found: readonly Found[],
  compare: Compare,
): Step[] | undefined {
  // What must be found and is there at the head belongs together: the usual case costs nothing.
  let head = 0;
  for (; head < found.length; head++) {
    const element = wanted[head];
    if (!element?.required || element.anything || !isAllOf(compare(head, head))) break;
  }
  const steps: Step[] = Array.from({ length: head }, (_, index) => ({
    kind: 'match',
    wanted: index,
    found: index,
  }));
  if (head === wanted.length && head === found.length) return steps;
  const rest = wanted.slice(head);
  const compareRest: Compare = (one, other) => compare(one + head, other + head);
  const tail = alignInBands(rest, found.slice(head), compareRest);
  if (!tail) return undefined;
  for (const step of tail) {
    if ('wanted' in step) step.wanted += head;
    if ('found' in step) step.found += head;
    steps.push(step);
  }
  return steps;
}

/** Looks at ever more of the table, until the best way does not touch the edge of what was looked at. */
function alignInBands(
  wanted: readonly Wanted[],
  found: readonly Found[],
  compare: Compare,
): Step[] | undefined {
  if (wanted.length === 0) return found.map((_, index) => ({ kind: 'extra', found: index }));
  const widest = Math.max(wanted.length, found.length) + 1;
  for (let half = Math.min(bandMin, widest); ; half = Math.min(half * 2, widest)) {
    if ((wanted.length + 1) * (2 * half + 1) > cellsMax) return undefined;
    const { steps, touchesEdge } = alignInBand(wanted, found, compare, half);
    if (!touchesEdge || half >= widest) return steps;
  }
}

function alignInBand(
  wanted: readonly Wanted[],
  found: readonly Found[],
  compare: Compare,
  half: number,
): { steps: Step[]; touchesEdge: boolean } {
  const width = 2 * half + 1;
  const slope = found.length / wanted.length;
  const startOf = (row: number) => Math.round(row * slope) - half;
  const table = new Uint8Array((wanted.length + 1) * width);
  let previous = new Uint32Array(width).fill(unreachable);
  let current = new Uint32Array(width).fill(unreachable);
  for (let row = 0; row <= wanted.length; row++) {
    const start = startOf(row);
    const shift = start - startOf(row - 1);
    const element = row > 0 ? wanted[row - 1] : undefined;
    for (let column = 0; column < width; column++) {
      const at = start + column;
      let best = row === 0 && at === 0 ? 0 : unreachable;
      let move: number = moves.none;
      if (at >= 0 && at <= found.length) {
        if (element) {
          const above = previous[column + shift] ?? unreachable;
          if (above !== unreachable) {
            const cost = above + (element.required ? costs.missing : 0);
            if (cost < best) [best, move] = [cost, moves.wanted];
          }
          const diagonal = at > 0 ? (previous[column + shift - 1] ?? unreachable) : unreachable;
          if (diagonal !== unreachable) {
            const cost = diagonal + pairCost(element, row - 1, at - 1, compare);
            if (cost <= best) [best, move] = [cost, moves.both];
          }
        }
        const left = at > 0 && column > 0 ? (current[column - 1] ?? unreachable) : unreachable;
        const extra = found[at - 1]?.free ? 0 : costs.extra;
        if (left !== unreachable && left + extra < best) [best, move] = [left + extra, moves.found];
      }
      current[column] = best;
      table[row * width + column] = move;
    }
    [previous, current] = [current, previous];
  }
  return walkBack(wanted, found.length, compare, { table, width, startOf });
}

function pairCost(element: Wanted, wanted: number, found: number, compare: Compare): number {
  if (element.anything) return costs.matchAnything;
  const likeness = compare(wanted, found);
  // What need not be found is not wrong either: it is not there, and the other is too much.
  if (likeness === 'different' && !element.required) return pairCosts.unrelated;
  return pairCosts[likeness];
}

function walkBack(
  wanted: readonly Wanted[],
  foundCount: number,
  compare: Compare,
  band: { table: Uint8Array; width: number; startOf: (row: number) => number },
): { steps: Step[]; touchesEdge: boolean } {
  const steps: Step[] = [];
  let row = wanted.length;
  let found = foundCount;
  let touchesEdge = false;
  while (row > 0 || found > 0) {
    const column = found - band.startOf(row);
    const isEdge = column <= 0 || column >= band.width - 1;
    // Beyond the ends of the sequences there is nothing to see.
    if (isEdge && found > 0 && found < foundCount) touchesEdge = true;
    const move = band.table[row * band.width + column];
    if (move === moves.both) {
      row--;
      found--;
      const likeness = wanted[row]?.anything ? 'same' : compare(row, found);
      const kind = isAllOf(likeness) ? 'match' : likeness === 'partly' ? 'partly' : 'wrong';
      steps.push({ kind, wanted: row, found });
    } else if (move === moves.wanted) {
      row--;
      if (wanted[row]?.required) steps.push({ kind: 'missing', wanted: row });
    } else if (move === moves.found) {
      found--;
      steps.push({ kind: 'extra', found });
    } else {
      return { steps: [], touchesEdge: true };
    }
  }
  return { steps: steps.reverse(), touchesEdge };
}

function isAllOf(likeness: Likeness): boolean {
  return likeness === 'same' || likeness === 'within';
}
