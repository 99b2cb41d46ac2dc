import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { systemClock } from '../src/common/clock.ts';
import { isZigfleetError, ZigfleetError } from '../src/common/zigfleet-error.ts';
import { isLoopback } from '../src/rpc/link-address.ts';
import { checkedUrl, readDemo } from './api-target.ts';
import { askPlatform } from './ask-platform.ts';
import { createClient } from './create-client.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { plainText } from './format-values.ts';
import { logInByDevice, logInByPassword, type WaitingLogin } from './login/log-in.ts';
import { withLoginLock } from './login/login-lock.ts';
import { readSecret } from './login/read-secret.ts';
import { type StoredCredential, writeLogin } from './login/stored-login.ts';
import { demoDataDirectory, demoFile, loginFile } from './paths.ts';

const defaultApi = 'http://127.0.0.1:8080';

interface LoginOptions {
  api?: string;
  email?: string;
  token?: string | true;
  insecure?: true;
  json?: true;
}

/** `zigfleet login`: the other commands use it from then on. */
export function createCommand(): Command {
  return new Command('login')
    .description(
      'Logs in, for all further commands. Without --email or --token it shows a code, which is approved on a page of the platform or with `zigfleet approve`. The login is kept in a file that only you can read, and refreshed as needed.',
    )
    .addOption(
      new Option('--api <url>', `the platform (without: a running demo, else ${defaultApi})`).env(
        'ZIGFLEET_API',
      ),
    )
    .option('--email <address>', 'log in with this address; the password is asked for, or read from a pipe')
    .option(
      '--token [token]',
      'keep this token, such as an API key; without one it is asked for, or read from a pipe',
    )
    .option('--insecure', 'allow http to another machine')
    .option('--json', 'one JSON object a line: the code to approve, then who is logged in')
    .addHelpText('after', exitCodesHelp)
    .action(async (options: LoginOptions, command: Command) => {
      const { email, token, json } = options;
      if (email !== undefined && token !== undefined)
        command.error('error: --email and --token exclude each other');
      const api = apiOf(options, process.env);
      const credential = await credentialFor(api, options);
      const account = await accountOf(api, credential);
      const file = loginFile(process.env);
      await withLoginLock(file, async () => writeLogin(file, { api, credential }));
      if (json) process.stdout.write(`${JSON.stringify({ api, ...account })}\n`);
      else process.stdout.write(`${plainText(`Logged in to ${api} as ${nameOf(account)}.`)}\n`);
    });
}

function apiOf({ api, insecure }: LoginOptions, env: Record<string, string | undefined>): string {
  const demo = demoFile(demoDataDirectory(env));
  if (api === undefined) return existsSync(demo) ? readDemo(demo).url : defaultApi;
  const url = checkedUrl(api);
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || insecure || isLoopback(hostname.replace(/^\[|\]$/g, ''))) return url;
  throw new ZigfleetError(
    'invalid-config',
    `${url} would be sent secrets without encryption: use https, or allow it with --insecure`,
  );
}

async function credentialFor(api: string, { email, token, json }: LoginOptions): Promise<StoredCredential> {
  if (token !== undefined) {
    const given = (token === true ? await readSecret('Token') : token).trim();
    if (!/^[\x21-\x7e]+$/.test(given))
      throw new ZigfleetError('invalid-config', 'The token must be one word.');
    return { kind: 'token', token: given };
  }
  if (email !== undefined) return logInByPassword(api, email, await readSecret('Password'));
  return logInByDevice(api, systemClock, (waiting) => show(waiting, json === true));
}

function show(waiting: WaitingLogin, json: boolean): void {
  const { userCode, verificationUriComplete, expiresInS } = waiting;
  if (json) {
    process.stdout.write(`${JSON.stringify(waiting)}\n`);
    return;
  }
  const lines = [
    `To log in, open ${verificationUriComplete}`,
    `and approve the code ${userCode}, or run where you are logged in: zigfleet approve ${userCode}`,
    `Waiting for that, ${Math.round(expiresInS / 60)} minutes at most …`,
  ];
  process.stderr.write(`${lines.map(plainText).join('\n')}\n`);
}

interface AccountNames {
  accountId: string | null;
  email: string | null;
}

/** @throws ZigfleetError `unauthenticated` for a token that is not good */
async function accountOf(api: string, credential: StoredCredential): Promise<AccountNames> {
  const token = credential.kind === 'token' ? credential.token : credential.accessToken;
  try {
    const { accountId, email } = await askPlatform(createClient({ url: api, token }), api, (client) =>
      client.call('get', '/v1/account'),
    );
    return { accountId, email };
  } catch (error) {
    // A key whose scopes do not reach so far is good for something else.
    if (isZigfleetError(error, 'permission-denied')) return { accountId: null, email: null };
    throw error;
  }
}

function nameOf({ accountId, email }: AccountNames): string {
  return email ?? accountId ?? 'the account of this key';
}
