import { describe, expect, it } from 'vitest';
import { signWebhook, verifyWebhook } from './webhook-signature.ts';

describe('webhook signatures', () => {
  const header = signWebhook('{"a":1}', ['new', 'old'], 1_800_000_000);

  it('is HMAC-SHA256 over time and body', () => {
    // Worked out with: printf '1800000000.{"a":1}' | openssl dgst -sha256 -hmac new
    expect(signWebhook('{"a":1}', ['new'], 1_800_000_000)).toBe(
      't=1800000000,v1=201ea9699628b6d9ac181eca75c5807e794b05187a90e1a50b191a6c56308003',
    );
  });

  it.each([
    ['the new secret', '{"a":1}', 'new', 1_800_000_000, true],
    ['the old secret', '{"a":1}', 'old', 1_800_000_100, true],
    ['another secret', '{"a":1}', 'other', 1_800_000_000, false],
    ['another body', '{"a":2}', 'new', 1_800_000_000, false],
    ['too late', '{"a":1}', 'new', 1_800_000_301, false],
    ['from the future', '{"a":1}', 'new', 1_799_999_699, false],
  ])('%s', (_, body, secret, nowS, good) => {
    expect(verifyWebhook(body, header, secret, nowS)).toBe(good);
  });

  it('refuses nonsense', () => {
    for (const nonsense of ['', 't=', 't=x,v1=y', 'v1=abc', 't=1800000000', '='.repeat(1000)]) {
      expect(verifyWebhook('{"a":1}', nonsense, 'new', 1_800_000_000)).toBe(false);
    }
  });
});
