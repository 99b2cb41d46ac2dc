import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/**
 * The secret in a file that only its owner may read; made at the first call.
 * @param make - makes the secret
 */
export function readOrCreateSecret(path: string, make: () => string): { secret: string; created: boolean } {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    if (secret !== '') return { secret, created: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = make();
  writeSecretFile(path, `${secret}\n`);
  return { secret, created: true };
}

/** Writes a file of mode 0600, whole or not at all. */
export function writeSecretFile(path: string, content: string): void {
  const draft = `${path}.${randomBytes(4).toString('hex')}.new`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}
