import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a signed delivery may be before a receiver should take it for a replay, seconds. */
export const signatureAgeMaxS = 300;

/**
 * The value of the `Zigfleet-Signature` header: `t=<seconds since the Unix epoch>,v1=<hex>`, where v1 is
 * HMAC-SHA256 with the subscription's secret over `<t>.<body>`. During a change of secret there is one v1 for each.
 */
export function signWebhook(body: string, secrets: readonly string[], timestampS: number): string {
  return [`t=${timestampS}`, ...secrets.map((secret) => `v1=${hmac(body, secret, timestampS)}`)].join(',');
}

/** What a receiver does: whether the signature is by this secret and recent. For our tests and for receivers in Node.js. */
export function verifyWebhook(body: string, header: string, secret: string, nowS: number): boolean {
  const parts = header.split(',').map((part) => part.split('='));
  const timestampS = Number(parts.find(([name]) => name === 't')?.[1]);
  if (!Number.isInteger(timestampS) || Math.abs(nowS - timestampS) > signatureAgeMaxS) return false;
  const expected = Buffer.from(hmac(body, secret, timestampS));
  return parts.some(([name, value = '']) => {
    const given = Buffer.from(value);
    return name === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function hmac(body: string, secret: string, timestampS: number): string {
  return createHmac('sha256', secret).update(`${timestampS}.${body}`).digest('hex');
}
