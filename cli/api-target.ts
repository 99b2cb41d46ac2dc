import { existsSync, readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import Type from 'typebox';
import { Value } from 'typebox/value';
import { messageOf, ZigfleetError } from '../src/common/zigfleet-error.ts';
import { freshToken } from './login/fresh-token.ts';
import { readLogin } from './login/stored-login.ts';
import { demoDataDirectory, demoFile, loginFile } from './paths.ts';

/** Which platform to talk to, and the token for it. */
export interface ApiTarget {
  url: string;
  /** The token; of a login, what is asked for one before every request. */
  token: string | (() => Promise<string>);
  /** Where the token comes from: an option or the environment, `zigfleet login`, or the demo. */
  from: 'given' | 'login' | 'demo';
  /** Of a demo: what its house wrote down. */
  ledger?: string | undefined;
}

/** What those options are. */
export interface ApiOptions {
  api?: string;
  token?: string;
  tokenFile?: string;
  demo?: string;
}

const demoSchema = Type.Object({
  api: Type.String(),
  token: Type.String(),
  ledger: Type.Optional(Type.String()),
});

/** Adds the options by which every app-side command finds the platform. */
export function addApiOptions(command: Command): Command {
  return command
    .addOption(new Option('--api <url>', 'the platform, such as http://127.0.0.1:8080').env('ZIGFLEET_API'))
    .addOption(
      new Option('--token <token>', 'the token; others on this machine may see it').env('ZIGFLEET_TOKEN'),
    )
    .addOption(new Option('--token-file <file>', 'a file that holds the token'))
    .addOption(
      new Option(
        '--demo <dir>',
        'the platform of the demo with this data directory (without any: a running demo)',
      ),
    );
}

/** @throws ZigfleetError `invalid-config` that says what to give */
export function apiTargetOf(options: ApiOptions, env: Record<string, string | undefined>): ApiTarget {
  if (options.demo !== undefined) return readDemo(demoFile(options.demo));
  const token = options.tokenFile === undefined ? options.token : readToken(options.tokenFile);
  const url = options.api === undefined ? undefined : checkedUrl(options.api);
  if (token !== undefined && url !== undefined) return { url, token, from: 'given' };
  const login = token === undefined ? loginTarget(url, env) : undefined;
  if (login) return login;
  if (url !== undefined) {
    throw new ZigfleetError(
      'invalid-config',
      `No token: log in with zigfleet login --api ${url}, or give --token-file, --token or ZIGFLEET_TOKEN.`,
    );
  }
  const standardFile = demoFile(demoDataDirectory(env));
  if (!existsSync(standardFile)) {
    throw new ZigfleetError(
      'invalid-config',
      'No platform is named: log in with zigfleet login, start the demo, or give --api and --token (ZIGFLEET_API, ZIGFLEET_TOKEN).',
    );
  }
  // The demo's token goes nowhere but to the demo.
  const demo = readDemo(standardFile);
  return token === undefined ? demo : { ...demo, token, from: 'given' };
}

/** The login of `zigfleet login`, unless it is at another platform than the one that is named. */
function loginTarget(
  url: string | undefined,
  env: Record<string, string | undefined>,
): ApiTarget | undefined {
  const file = loginFile(env);
  const login = readLogin(file);
  if (!login || (url !== undefined && login.api !== url)) return undefined;
  return { url: login.api, token: () => freshToken(file, login.api), from: 'login' };
}

/** @throws ZigfleetError `invalid-config` */
export function checkedUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new ZigfleetError('invalid-config', `--api is not an http or https address: ${text}`);
  }
  return url.href.replace(/\/+$/, '');
}

function readToken(file: string): string {
  const token = readText(file, '--token-file').trim();
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new ZigfleetError('invalid-config', `${file} holds no token: it must be one word on one line.`);
  }
  return token;
}

/** What a demo says of itself. @throws ZigfleetError `invalid-config` */
export function readDemo(file: string): ApiTarget {
  let demo: unknown;
  try {
    demo = JSON.parse(readText(file, '--demo'));
  } catch (error) {
    if (error instanceof ZigfleetError) throw error;
    throw new ZigfleetError('invalid-config', `${file} is not JSON: ${messageOf(error)}`);
  }
  if (!Value.Check(demoSchema, demo)) {
    throw new ZigfleetError('invalid-config', `${file} does not name an api and a token: is it a demo's?`);
  }
  return { url: checkedUrl(demo.api), token: demo.token, from: 'demo', ledger: demo.ledger };
}

function readText(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ZigfleetError('invalid-config', `${option} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
