import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What a hub proves that it is, at one connect. */
export interface ProvenFacts {
  hubId: string;
  bootId: string;
  hubNonce: Uint8Array;
  platformNonce: Uint8Array;
}

const domain = Buffer.from('zigfleet.link.v1.proof\0', 'latin1');
/** SubjectPublicKeyInfo of Ed25519 up to the key itself (RFC 8410, section 4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Bytes of an Ed25519 public key (RFC 8032). */
export const publicKeyBytes = 32;

/** The bytes that are signed: see `Proof` in link.proto. Each part has at most 255 bytes. */
export function proofBytes(facts: ProvenFacts): Buffer {
  const parts = [Buffer.from(facts.hubId), Buffer.from(facts.bootId), facts.hubNonce, facts.platformNonce];
  return Buffer.concat([domain, ...parts.flatMap((part) => [Uint8Array.of(part.length), part])]);
}

/** The hub's signature over what it proves. */
export function signProof(facts: ProvenFacts, privateKey: KeyObject): Buffer {
  return sign(null, proofBytes(facts), privateKey);
}

/** Whether the signature is that of the key's holder. A malformed key or signature is simply not. */
export function verifyProof(facts: ProvenFacts, publicKey: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== publicKeyBytes || signature.length !== 64) return false;
  const key = createPublicKey({
    key: Buffer.concat([spkiPrefix, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, proofBytes(facts), key, signature);
}
