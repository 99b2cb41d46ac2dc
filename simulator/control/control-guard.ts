import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';

const hostPattern = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;
const bearerPattern = /^Bearer ([\x21-\x7e]{1,512})$/i;

/**
 * Keeps out whoever is not a program of the user who serves the house: web pages, also those whose name was made to
 * point here (DNS rebinding: the Host header gives them away), and other users of the machine, who lack the token.
 */
export class ControlGuard {
  readonly #token: Buffer;

  constructor(token: string) {
    this.#token = Buffer.from(token);
  }

  /** @throws ZigfleetError `permission-denied` for browsers, `unauthenticated` without the token */
  assertAllowed(headers: IncomingHttpHeaders): void {
    if (!hostPattern.test(headers.host ?? '')) {
      throw new ZigfleetError('permission-denied', 'the control API answers only as 127.0.0.1 or localhost');
    }
    const fetchSite = headers['sec-fetch-site'];
    if (headers.origin !== undefined || (fetchSite !== undefined && fetchSite !== 'none')) {
      throw new ZigfleetError('permission-denied', 'the control API is not for web pages');
    }
    const given = Buffer.from(bearerPattern.exec(headers.authorization ?? '')?.[1] ?? '');
    if (given.length !== this.#token.length || !timingSafeEqual(given, this.#token)) {
      throw new ZigfleetError(
        'unauthenticated',
        'the control API wants the token of whoever serves the house',
      );
    }
  }
}
