import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What a hub proves that it is, at one connect. */
export interface ProvenFacts {
  hubId: string;
  bootId: string;
  hubNonce: Uint8Array;
  platformNonce: Uint8Array;
}

/** Which key of a hub is to take the place of which. */
export interface KeyChange {
  hubId: string;
  oldPublicKey: Uint8Array;
  newPublicKey: Uint8Array;
}

const proofDomain = Buffer.from('zigfleet.link.v1.proof\0', 'latin1');
const keyChangeDomain = Buffer.from('zigfleet.link.v1.key-rotation\0', 'latin1');
/** SubjectPublicKeyInfo of Ed25519 up to the key itself (RFC 8410, section 4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Bytes of an Ed25519 public key (RFC 8032). */
export const publicKeyBytes = 32;

/** The bytes that are signed: see `Proof` in link.proto. Each part has at most 255 bytes. */
export function proofBytes(facts: ProvenFacts): Buffer {
  const parts = [Buffer.from(facts.hubId), Buffer.from(facts.bootId), facts.hubNonce, facts.platformNonce];
  return signedBytes(proofDomain, parts);
}

/** The bytes that are signed: see `KeyRotation` in link.proto. */
export function keyChangeBytes({ hubId, oldPublicKey, newPublicKey }: KeyChange): Buffer {
  return signedBytes(keyChangeDomain, [Buffer.from(hubId), oldPublicKey, newPublicKey]);
}

function signedBytes(domain: Buffer, parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([domain, ...parts.flatMap((part) => [Uint8Array.of(part.length), part])]);
}

/** The hub's signature over what it proves. */
export function signProof(facts: ProvenFacts, privateKey: KeyObject): Buffer {
  return sign(null, proofBytes(facts), privateKey);
}

/** Whether the signature is that of the key's holder. A malformed key or signature is simply not. */
export function verifyProof(facts: ProvenFacts, publicKey: Uint8Array, signature: Uint8Array): boolean {
  return verifyBytes(proofBytes(facts), publicKey, signature);
}

/** The signature of one of the two keys over the change. */
export function signKeyChange(change: KeyChange, privateKey: KeyObject): Buffer {
  return sign(null, keyChangeBytes(change), privateKey);
}

/** Whether the holders of both keys want the change. */
export function verifyKeyChange(
  change: KeyChange,
  signatures: { old: Uint8Array; new: Uint8Array },
): boolean {
  const bytes = keyChangeBytes(change);
  return (
    verifyBytes(bytes, change.oldPublicKey, signatures.old) &&
    verifyBytes(bytes, change.newPublicKey, signatures.new)
  );
}

function verifyBytes(bytes: Buffer, publicKey: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== publicKeyBytes || signature.length !== 64) return false;
  const key = createPublicKey({
    key: Buffer.concat([spkiPrefix, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, bytes, key, signature);
}
