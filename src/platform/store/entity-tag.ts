import { createHash } from 'node:crypto';

/** Hexadecimal digits of a tag: 80 bits, so that two states of one resource never meet. */
const tagDigits = 20;

/**
 * The entity tag (RFC 9110, section 8.8.3) of what these parts say. `tag_of` of common.lua computes the same, so that a
 * function can compare it where it writes.
 */
export function entityTagOf(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha1');
  for (const [index, part] of parts.entries()) {
    if (index > 0) hash.update('\0');
    hash.update(part);
  }
  return hash.digest('hex').slice(0, tagDigits);
}
