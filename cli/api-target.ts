import { existsSync, readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import Type from 'typebox';
import { Value } from 'typebox/value';
import { messageOf, ZigfleetError } from '../src/common/zigfleet-error.ts';
import { demoDataDirectory, demoFile } from './paths.ts';

/** Which platform to talk to, and the token for it. */
export interface ApiTarget {
  url: string;
  token: string;
}

/** What those options are. */
export interface ApiOptions {
  api?: string;
  token?: string;
  tokenFile?: string;
  demo?: string;
}

const demoSchema = Type.Object({ api: Type.String(), token: Type.String() });

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
  if (options.api !== undefined) {
    if (token === undefined) {
      throw new ZigfleetError('invalid-config', 'No token: give --token-file, --token or ZIGFLEET_TOKEN.');
    }
    return { url: checkedUrl(options.api), token };
  }
  const standardFile = demoFile(demoDataDirectory(env));
  if (!existsSync(standardFile)) {
    throw new ZigfleetError(
      'invalid-config',
      'No platform is named: start the demo, or give --api and --token (ZIGFLEET_API, ZIGFLEET_TOKEN).',
    );
  }
  // The demo's token goes nowhere but to the demo.
  const demo = readDemo(standardFile);
  return token === undefined ? demo : { ...demo, token };
}

function checkedUrl(text: string): string {
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

function readDemo(file: string): ApiTarget {
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
  return { url: checkedUrl(demo.api), token: demo.token };
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
