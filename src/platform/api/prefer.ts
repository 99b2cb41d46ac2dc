/** Longest wait that is granted, seconds. */
export const waitMaxS = 60;

/**
 * The wait, in seconds, that a `Prefer` header asks for (RFC 7240, section 4.3), at most 60; undefined if none. What
 * is not understood is ignored, as the RFC wants.
 */
export function waitOf(prefer: string | undefined): number | undefined {
  if (prefer === undefined) return undefined;
  for (const preference of prefer.split(',')) {
    const [, digits] = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;|$)/i.exec(preference) ?? [];
    if (digits !== undefined) return Math.min(Number(digits), waitMaxS);
  }
  return undefined;
}
