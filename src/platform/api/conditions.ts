import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import Type from 'typebox';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { IfMatch } from '../domain/tagged.ts';

/** The header of every operation that changes something which has an `ETag`. */
export const ifMatchSchema = Type.Optional(
  Type.String({
    maxLength: 1_024,
    description:
      'The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins.',
    examples: ['"6f1b2c3d4e5f60718293"'],
  }),
);

export const conditionHeadersSchema = Type.Object({ 'if-match': ifMatchSchema });

/** An entity tag (RFC 9110, section 8.8.3): printable ASCII and above, no quotes. */
const tagPattern = /\s*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,|$)|,)/y;

/**
 * The condition of an `If-Match` header as the ports want it. Weak tags are left out, for they match nothing here.
 * @param variant - the end of the tags of this caller's representation, which the ports do not know of
 * @throws ZigfleetError `invalid-request`
 */
export function ifMatchOf(header: string | undefined, variant = ''): IfMatch {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return '*';
  const tags = tagsOf(header);
  if (!tags || tags.length === 0) {
    const expected = 'must be "*" or entity tags such as "6f1b2c3d4e5f60718293"';
    throw new ZigfleetError('invalid-request', `header/if-match ${expected}.`, {
      context: { faults: [{ code: 'invalid-request', field: 'header/if-match', expected }] },
    });
  }
  const strong = tags.flatMap(({ tag, weak }) =>
    weak || tag.includes(',') || !tag.endsWith(variant) ? [] : [tag.slice(0, tag.length - variant.length)],
  );
  // A tag that nothing has: the condition stays one, and does not hold.
  return strong.length > 0 ? strong.join(',') : '-';
}

/** Says which state is told. */
export function tellTag(reply: FastifyReply, etag: string): void {
  reply.header('etag', `"${etag}"`);
}

/** Health and documentation have no tags. */
export function isConditional(url: string): boolean {
  return url.startsWith('/v1/');
}

/**
 * Gives every JSON answer to a GET a tag, its route's or that of its text, and answers 304 to who has it already
 * (RFC 9110, section 13.1.2).
 */
export function answerNotModified(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || !isConditional(request.url) || reply.statusCode !== 200 || typeof payload !== 'string')
      return payload;
    const given = reply.getHeader('etag');
    const etag = typeof given === 'string' ? given : `"${digestOf(payload)}"`;
    if (given === undefined) reply.header('etag', etag);
    if (!matchesNone(request.headers['if-none-match'], etag)) return payload;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    // HEAD comes without its body anyway, and says how long that would be.
    return request.method === 'HEAD' ? payload : null;
  });
}

/** Whether the header names the tag. What is no list of tags is ignored, as if the header were not there. */
function matchesNone(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return tagsOf(header)?.some(({ tag }) => `"${tag}"` === etag) ?? false;
}

/** The tags of a header; undefined if it is none of tags. */
function tagsOf(header: string): { tag: string; weak: boolean }[] | undefined {
  const tags: { tag: string; weak: boolean }[] = [];
  tagPattern.lastIndex = 0;
  while (tagPattern.lastIndex < header.length) {
    const match = tagPattern.exec(header);
    if (!match) return undefined;
    if (match[2] !== undefined) tags.push({ tag: match[2], weak: match[1] !== undefined });
  }
  return tags;
}

function digestOf(text: string): string {
  return hash('sha1', text).slice(0, 20);
}
