import { didYouMean } from './did-you-mean.ts';
import type { HouseSource, SourcePath } from './house-source.ts';

/** Names shown at once. */
const knownShown = 20;

/** Notes a reference to something that is not there, with what is near to it. */
export function noteUnknown(
  source: HouseSource,
  path: SourcePath,
  kind: string,
  id: string | undefined,
  known: ReadonlySet<string>,
): void {
  if (id === undefined || known.has(id)) return;
  source.faultAt(path, `there is no ${kind} "${id}"${didYouMean(id, known) || list(known)}`);
}

function list(known: ReadonlySet<string>): string {
  if (known.size === 0) return '';
  const more = known.size > knownShown ? ` and ${known.size - knownShown} more` : '';
  return `; known: ${[...known].slice(0, knownShown).join(', ')}${more}`;
}
