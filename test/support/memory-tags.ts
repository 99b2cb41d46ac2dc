import type { IfMatch, Tagged } from '../../src/platform/domain/tagged.ts';
import { preconditionFailed } from '../../src/platform/store/change-outcome.ts';
import { entityTagOf } from '../../src/platform/store/entity-tag.ts';

/** A resource with the tag of its version. */
export function tagged<T extends { version: number }>(resource: T): Tagged<T> {
  return { ...resource, etag: entityTagOf(String(resource.version)) };
}

/** The same with one version more, if the condition holds. @throws ZigfleetError `precondition-failed` */
export function changed<T extends { version: number }, C extends object>(
  resource: T,
  change: C,
  ifMatch: IfMatch,
): Tagged<T & C> {
  requireMatch(resource, ifMatch);
  return tagged({ ...resource, ...change, version: resource.version + 1 });
}

/** @throws ZigfleetError `precondition-failed` */
export function requireMatch(resource: { version: number }, ifMatch: IfMatch): void {
  if (ifMatch === undefined || ifMatch === '*') return;
  if (!ifMatch.split(',').includes(tagged(resource).etag)) throw preconditionFailed();
}
