import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ZigfleetError } from '../../common/zigfleet-error.ts';

/** Deepest nesting of objects and lists in a body. */
const depthMax = 16;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body may also come as a form, as OAuth 2 sends it. */
    takesForms?: boolean;
  }
}

/**
 * Reads JSON bodies: nesting is bounded before anything is parsed, and `__proto__` and `constructor.prototype` are
 * refused. Forms are taken where the route says so; other content types are not.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isDeeperThan(depthMax, String(body))) {
      done(
        new ZigfleetError('payload-too-large', `The body is nested deeper than ${depthMax} levels.`, {
          context: { depthMax },
        }),
      );
      return;
    }
    parse(request, String(body), done);
  });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (request, body, done) => {
      if (request.routeOptions.config.takesForms) done(null, knownFields(String(body), request));
      else done(new ZigfleetError('unsupported-media-type', 'Unsupported Media Type'));
    },
  );
}

/** The fields of a form that the route knows: others are ignored, as OAuth 2 wants it (RFC 6749, section 3.2). */
function knownFields(body: string, { routeOptions }: FastifyRequest): Record<string, string> {
  const { properties } = (routeOptions.schema?.body ?? {}) as { properties?: Record<string, unknown> };
  const fields = [...new URLSearchParams(body)];
  return Object.fromEntries(properties ? fields.filter(([name]) => Object.hasOwn(properties, name)) : fields);
}

/** Whether JSON text nests deeper than this, without building anything. Brackets within strings do not count. */
export function isDeeperThan(depthLimit: number, text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (inString) {
      if (character === 0x5c) index++;
      else if (character === 0x22) inString = false;
    } else if (character === 0x22) inString = true;
    else if (character === 0x7b || character === 0x5b) {
      if (++depth > depthLimit) return true;
    } else if (character === 0x7d || character === 0x5d) depth--;
  }
  return false;
}
