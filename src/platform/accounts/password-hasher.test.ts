import { describe, expect, it } from 'vitest';
import { PasswordHasher } from './password-hasher.ts';

describe('PasswordHasher', () => {
  const hasher = new PasswordHasher();

  it('knows the password again and no other', async () => {
    const hash = await hasher.hash('correct horse');
    expect(hash).toMatch(/^scrypt\$15\$8\$1\$/);
    expect(await hasher.verify('correct horse', hash)).toBe(true);
    expect(await hasher.verify('correct horsf', hash)).toBe(false);
  });

  it('takes composed and decomposed letters for the same', async () => {
    expect(await hasher.verify('cafe\u0301 verte', await hasher.hash('caf\u00e9 verte'))).toBe(true);
  });

  it('salts: the same password never gives the same hash', async () => {
    expect(await hasher.hash('same')).not.toBe(await hasher.hash('same'));
  });

  it('is false, not broken, without a hash or with a foreign one', async () => {
    expect(await hasher.verify('x', undefined)).toBe(false);
    expect(await hasher.verify('x', 'md5$abc')).toBe(false);
    expect(await hasher.verify('x', 'scrypt$15$8$1$AAAA$AAAA')).toBe(false);
  });

  it('refuses rather than queue without bound', async () => {
    const flood = await Promise.allSettled(Array.from({ length: 40 }, () => hasher.verify('x', undefined)));
    const refused = flood.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(40 - 34);
    expect(refused[0]?.reason).toMatchObject({ code: 'unavailable' });
    // And it has recovered.
    expect(await hasher.verify('x', undefined)).toBe(false);
  });
});
