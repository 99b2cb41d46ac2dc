import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { proofBytes, signProof, verifyProof } from './proof.ts';

/** Test 1 of RFC 8032, section 7.1. */
const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const publicKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
const privateKey = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'),
  format: 'der',
  type: 'pkcs8',
});
const facts = {
  hubId: 'hub-1',
  bootId: 'boot',
  hubNonce: Buffer.alloc(16, 1),
  platformNonce: Buffer.alloc(32, 2),
};

describe('the proof', () => {
  it('is over the documented bytes', () => {
    expect(createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32)).toEqual(
      publicKey,
    );
    expect(proofBytes(facts).toString('hex')).toBe(
      `${Buffer.from('zigfleet.link.v1.proof').toString('hex')}00` +
        `05${Buffer.from('hub-1').toString('hex')}04${Buffer.from('boot').toString('hex')}` +
        `10${'01'.repeat(16)}20${'02'.repeat(32)}`,
    );
    // Ed25519 is deterministic: the same key and bytes give this signature everywhere.
    expect(createHash('sha256').update(signProof(facts, privateKey)).digest('hex')).toBe(
      '4bf1b52a2fbb2c38c9d0b7b2d4ff7d682849bc31a41a3dc0506379b125e0ab18',
    );
  });

  it('fits its key and facts only', () => {
    const signature = signProof(facts, privateKey);
    expect(verifyProof(facts, publicKey, signature)).toBe(true);
    expect(verifyProof({ ...facts, bootId: 'boo' }, publicKey, signature)).toBe(false);
    expect(verifyProof({ ...facts, platformNonce: Buffer.alloc(32, 3) }, publicKey, signature)).toBe(false);
    expect(verifyProof(facts, Buffer.alloc(32, 9), signature)).toBe(false);
    expect(verifyProof(facts, publicKey.subarray(1), signature)).toBe(false);
    expect(verifyProof(facts, publicKey, signature.subarray(1))).toBe(false);
  });

  it('cannot be moved between its parts', () => {
    const moved = { ...facts, hubId: 'hub-1b', bootId: 'oot' };
    expect(proofBytes(moved).equals(proofBytes(facts))).toBe(false);
  });
});
