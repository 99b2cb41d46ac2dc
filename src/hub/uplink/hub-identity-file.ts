import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Logger } from '../../common/logger.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { type HubIdentity, hubIdOf } from '../../rpc/hub-identity.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';

const fileSchema = Type.Object({ hubId: Type.String(), privateKey: Type.String() });

/**
 * The hub's key pair from its file, or a new one at the first start.
 * @throws ZigfleetError `invalid-config` if the file is damaged: a hub never takes another identity by itself
 */
export function loadHubIdentity(path: string, logger: Logger): HubIdentity {
  const text = readIfThere(path);
  if (text === undefined) return create(path, logger);
  // Someone may have copied it without care for its mode.
  if ((statSync(path).mode & 0o077) !== 0) {
    chmodSync(path, 0o600);
    logger.warn({ path }, 'the hub key could be read by others of this machine; now it cannot');
  }
  try {
    const file = Value.Parse(fileSchema, JSON.parse(text));
    const identity = identityOf(createPrivateKey(file.privateKey));
    if (identity.hubId !== file.hubId) throw new Error('the id does not belong to the key');
    return identity;
  } catch (error) {
    throw new ZigfleetError(
      'invalid-config',
      `${path} is damaged: restore it, or remove it and claim the hub anew`,
      { cause: error },
    );
  }
}

function create(path: string, logger: Logger): HubIdentity {
  const identity = createHubIdentity();
  const privateKey = identity.privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileAtomically(path, `${JSON.stringify({ hubId: identity.hubId, privateKey }, null, 2)}\n`);
  logger.info({ hubId: identity.hubId }, 'made an identity for this hub');
  return identity;
}

/** A new identity, in memory only. */
export function createHubIdentity(): HubIdentity {
  return identityOf(generateKeyPairSync('ed25519').privateKey);
}

function identityOf(privateKey: KeyObject): HubIdentity {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('the key is not an Ed25519 key');
  // The last 32 bytes of SubjectPublicKeyInfo are the key itself (RFC 8410, section 4).
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32);
  return { hubId: hubIdOf(publicKey), publicKey, privateKey };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
