import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type HubIdentity, hubIdOf } from '../../rpc/hub-identity.ts';

/**
 * A new identity, in memory only.
 * @param hubId - of a hub that gets another key; absent: a hub of its own
 */
export function createHubIdentity(hubId?: string): HubIdentity {
  return identityOf(generateKeyPairSync('ed25519').privateKey, hubId);
}

/** @param hubId - absent: that which follows from the key */
export function identityOf(privateKey: KeyObject, hubId?: string): HubIdentity {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('the key is not an Ed25519 key');
  // The last 32 bytes of SubjectPublicKeyInfo are the key itself (RFC 8410, section 4).
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32);
  return { hubId: hubId ?? hubIdOf(publicKey), publicKey, privateKey };
}
