import { createHash, type KeyObject } from 'node:crypto';

/** Who a hub is. The id is derived from the key, so that nobody else can have it. */
export interface HubIdentity {
  hubId: string;
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array;
  privateKey: KeyObject;
}

/** `hub-` and the first 16 hexadecimal digits of the public key's SHA-256. */
export function hubIdOf(publicKey: Uint8Array): string {
  return `hub-${createHash('sha256').update(publicKey).digest('hex').slice(0, 16)}`;
}

/** The keys by which a hub proves itself. */
export interface HubKeyRing {
  readonly current: HubIdentity;
  /** The one that is to take its place; undefined while none is. */
  readonly next: HubIdentity | undefined;
  /** The platform takes this key from now on. Without effect if it is not the next one. @throws if it cannot be saved */
  accepted(publicKey: Uint8Array): void;
}
