import { Command } from 'commander';
import { isZigfleetError, messageOf } from '../src/common/zigfleet-error.ts';
import { ApiClient } from './api-client.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { freshToken } from './login/fresh-token.ts';
import { withLoginLock } from './login/login-lock.ts';
import { readLogin, removeLogin, type StoredLogin } from './login/stored-login.ts';
import { loginFile } from './paths.ts';

/** `zigfleet logout`: forgets the login, and ends it at the platform. */
export function createCommand(): Command {
  return new Command('logout')
    .description(
      'Ends the login of `zigfleet login` and forgets it. A token that was only kept is forgotten, not deleted.',
    )
    .option('--everywhere', 'end every login of the account')
    .addHelpText('after', exitCodesHelp)
    .action(async ({ everywhere = false }: { everywhere?: boolean }) => {
      const file = loginFile(process.env);
      const login = readIfGood(file);
      const fault = login && (await end(file, login, everywhere));
      await withLoginLock(file, async () => removeLogin(file));
      if (fault === undefined) {
        process.stdout.write(login ? `Logged out of ${login.api}.\n` : 'Nobody is logged in.\n');
        return;
      }
      process.stderr.write(
        `zigfleet: forgotten here, but the platform was not told: the login works there until it expires. ${fault}\n`,
      );
      process.exitCode = exitCodes.unavailable;
    });
}

/** A file that holds something else is removed all the same. */
function readIfGood(file: string): StoredLogin | undefined {
  try {
    return readLogin(file);
  } catch (error) {
    if (isZigfleetError(error, 'invalid-config')) return undefined;
    throw error;
  }
}

/** Ends a login at the platform. @returns why it could not be; undefined if it has ended, or was over already */
async function end(
  file: string,
  { api, credential }: StoredLogin,
  everywhere: boolean,
): Promise<string | undefined> {
  if (credential.kind === 'token' && !everywhere) return undefined;
  const client = new ApiClient({ url: api, token: () => freshToken(file, api), from: 'login' });
  try {
    await client.ask((each) => each.call('post', '/v1/logout', { body: { everywhere } }));
    return undefined;
  } catch (error) {
    return isZigfleetError(error, 'unauthenticated') ? undefined : messageOf(error);
  }
}
