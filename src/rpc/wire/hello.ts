import type { Hello } from '../gen/zigfleet/link/v1/link.ts';
import { publicKeyBytes } from '../proof.ts';

/** The version of the protocol that this code speaks. */
export const protocolVersion = 1;

/** Bytes of the nonce that a hub makes at every connect. */
export const hubNonceBytes = 32;

const namePattern = /^[\w.:-]{1,64}$/;

/** What is wrong with a hello, or undefined. Checked before anything of it is used. */
export function helloFault(hello: Hello): string | undefined {
  if (hello.protocolVersion < 1) return 'the hello names no protocol version';
  if (!namePattern.test(hello.hubId)) return 'the hub id must be 1 to 64 letters, digits, or one of . : _ -';
  if (!namePattern.test(hello.bootId))
    return 'the boot id must be 1 to 64 letters, digits, or one of . : _ -';
  if (!namePattern.test(hello.journalId)) {
    return 'the journal id must be 1 to 64 letters, digits, or one of . : _ -';
  }
  if (hello.publicKey.length !== publicKeyBytes) return `the public key must have ${publicKeyBytes} bytes`;
  if (hello.hubNonce.length < 16 || hello.hubNonce.length > 64) return 'the nonce must have 16 to 64 bytes';
  if (hello.inventoryDigest.length > 64) return 'the inventory digest is too long';
  if (hello.claimCode.length > 128) return 'the claim code is too long';
  if (hello.hubModel.length > 64 || hello.softwareVersion.length > 64) {
    return 'the hub model or software version is too long';
  }
  return undefined;
}
