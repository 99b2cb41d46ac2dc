import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { writeFileAtomically } from '../../src/hub/write-file-atomically.ts';

const text = Type.String({ minLength: 1 });

/** Tokens that are refreshed, or one that is as it is. */
const credentialSchema = Type.Union([
  Type.Object({
    kind: Type.Literal('login'),
    accessToken: text,
    /** Milliseconds since the Unix epoch. */
    accessExpiresAtMs: Type.Number(),
    refreshToken: text,
  }),
  Type.Object({ kind: Type.Literal('token'), token: text }),
]);

const loginSchema = Type.Object({ api: text, credential: credentialSchema });

export type StoredCredential = Static<typeof credentialSchema>;
/** To which platform the person of this machine is logged in, and how. */
export type StoredLogin = Static<typeof loginSchema>;

/** @throws ZigfleetError `invalid-config` if the file holds something else */
export function readLogin(file: string): StoredLogin | undefined {
  if (!existsSync(file)) return undefined;
  let stored: unknown;
  try {
    stored = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ZigfleetError('invalid-config', `the login in ${file} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
  if (Value.Check(loginSchema, stored)) return stored;
  throw new ZigfleetError('invalid-config', `${file} holds no login: zigfleet logout removes it.`);
}

/** Readable for its owner only. Whoever writes has the lock; see `withLoginLock`. */
export function writeLogin(file: string, login: StoredLogin): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileAtomically(file, `${JSON.stringify(login, null, 2)}\n`, 0o600);
  // A file that was left half written by an earlier process may have had another mode.
  chmodSync(file, 0o600);
}

export function removeLogin(file: string): void {
  rmSync(file, { force: true });
}
