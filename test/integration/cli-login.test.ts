import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/platform/platform.ts';
import { Person, password } from '../support/people.ts';
import { PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { runProgram, startProgram } from '../support/run-program.ts';
import { waitUntil } from '../support/wait-until.ts';

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let ada: Person;
let url: string;
let home: string;
let env: Record<string, string>;
let file: string;

beforeAll(async () => {
  redis = await TestRedis.start();
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  ada = await Person.register(platform, 'ada');
  await ada.expect(201, 'POST /v1/homes', { body: { name: 'Villa' } });
  url = `http://127.0.0.1:${platform.httpPort}`;
});

afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

beforeEach(async () => {
  // Each test logs in more than once, and ten are looked at in a minute.
  for (const key of (await redis.command('KEYS', 'zf:attempts:*')) as string[])
    await redis.command('DEL', key);
  home = mkdtempSync(join(tmpdir(), 'zf-cli-login-'));
  env = { HOME: home, XDG_CONFIG_HOME: join(home, 'config') };
  file = join(home, 'config', 'zigfleet', 'login.json');
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Runs the program with something on standard input, as from a pipe. */
async function pipe(input: string, args: string[]) {
  const run = startProgram(args, env);
  run.child.stdin.end(input);
  return { exitCode: await run.ended, ...run.output };
}

async function logIn(): Promise<void> {
  const run = await pipe(`${password}\n`, ['login', '--api', url, '--email', ada.email]);
  expect(run).toEqual({ exitCode: 0, stdout: `Logged in to ${url} as ${ada.email}.\n`, stderr: '' });
}

const storedText = () => readFileSync(file, 'utf8');

/** Makes the stored access token end now, for those who look at the clock. */
function expire(): void {
  const stored = JSON.parse(storedText());
  writeFileSync(
    file,
    JSON.stringify({ ...stored, credential: { ...stored.credential, accessExpiresAtMs: 0 } }),
  );
}

describe('zigfleet login', () => {
  it('takes a password from a pipe, and the other commands use the login from then on', async () => {
    const wrong = await pipe('wrong\n', ['login', '--api', url, '--email', ada.email]);
    expect(wrong.exitCode).toBe(3);
    await logIn();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(storedText()).not.toContain(password);
    const who = await runProgram(['whoami'], env);
    expect(who).toMatchObject({ exitCode: 0, stderr: '' });
    expect(who.stdout).toContain(ada.email);
    expect(who.stdout).toContain('Villa');
    expect(await runProgram(['devices', '--json'], env)).toMatchObject({ exitCode: 0, stdout: '[]\n' });
    // A login is for its own platform only.
    const other = await runProgram(['devices', '--api', 'http://127.0.0.1:1'], env);
    expect(other.exitCode).toBe(2);
    expect(other.stderr).toContain('zigfleet login');
  });

  it('shows no character of a password that is typed', async () => {
    const command = `${process.execPath} cli/main.ts login --api ${url} --email ${ada.email}`;
    // A terminal of its own: script(1) is in util-linux.
    const child = spawn('script', ['-qec', command, '/dev/null'], { env: { ...process.env, ...env } });
    let screen = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text));
    await waitUntil('it asks', () => screen.includes('Password: '));
    child.stdin.write(`${password}x\u007f\r`);
    await waitUntil('it is logged in', () => screen.includes('Logged in to'));
    child.stdin.end();
    expect(screen).not.toContain(password);
  });

  it('refreshes a token that has ended, once, though many processes want it at the same time', async () => {
    await logIn();
    const before = storedText();
    expire();
    const runs = await Promise.all(Array.from({ length: 6 }, () => runProgram(['whoami', '--json'], env)));
    for (const run of runs) expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(storedText()).credential.refreshToken).not.toBe(
      JSON.parse(before).credential.refreshToken,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    // Had one been sent twice, the login would be over now.
    expire();
    expect((await runProgram(['whoami'], env)).exitCode).toBe(0);
  });

  it('says what to do when the login was ended elsewhere', async () => {
    await logIn();
    await ada.logIn();
    await ada.expect(200, 'POST /v1/logout', { body: { everywhere: true } });
    const revoked = await waitUntil('the token is refused', async () => {
      const run = await runProgram(['devices'], env);
      return run.exitCode === 3 && run;
    });
    expect(revoked.stderr).toContain('Log in again with zigfleet login.');
    expire();
    const run = await runProgram(['devices'], env);
    expect(run).toMatchObject({ exitCode: 3 });
    expect(run.stderr).toContain('log in again with zigfleet login');
    await ada.logIn();
  });

  it('shows a code, and is logged in when somebody approves it', async () => {
    await logIn();
    const device = { HOME: home, XDG_CONFIG_HOME: join(home, 'device') };
    const run = startProgram(['login', '--api', url, '--json'], device);
    await run.says('userCode');
    const { userCode, verificationUriComplete } = JSON.parse(run.output.stdout);
    expect(await (await fetch(verificationUriComplete)).text()).toContain(userCode);
    const approved = await runProgram(['approve', userCode.toLowerCase()], env);
    expect(approved).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await run.ended).toBe(0);
    expect(run.output.stdout).toContain(`"email":"${ada.email}"`);
    expect((await runProgram(['whoami'], device)).stdout).toContain('Villa');
    expect((await runProgram(['approve', userCode], env)).exitCode).toBe(4);
  });

  it('keeps an API key, from a pipe or as it is given', async () => {
    const made = await ada.expect(201, 'POST /v1/api-keys', {
      body: { name: 'CLI', scopes: ['devices:read'] },
    });
    const run = await pipe(`${made.secret}\n`, ['login', '--api', url, '--token']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await runProgram(['devices'], env)).exitCode).toBe(0);
    expect((await runProgram(['login', '--api', url, '--token', 'zf_unknown'], env)).exitCode).toBe(3);
    expect((await runProgram(['devices'], env)).exitCode).toBe(0);
    expect(await runProgram(['logout'], env)).toMatchObject({ exitCode: 0 });
    // Forgotten, not deleted.
    expect((await runProgram(['devices', '--api', url, '--token', made.secret], env)).exitCode).toBe(0);
  });

  it.each([
    ['http to another machine', ['--api', 'http://198.51.100.7'], '--insecure'],
    ['an address that is none', ['--api', 'localhost'], 'not an http or https address'],
    ['two ways at once', ['--email', 'a@b', '--token', 'x'], 'exclude each other'],
    ['no password', ['--api', 'http://127.0.0.1:1', '--email', 'a@b'], 'No password was given'],
  ])('refuses %s', async (_, args, text) => {
    const run = await pipe('', ['login', ...args]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(text);
  });
});

describe('zigfleet logout', () => {
  it('ends the login at the platform and forgets it, even while the platform is away', async () => {
    await logIn();
    const { credential } = JSON.parse(storedText());
    expect(await runProgram(['logout'], env)).toEqual({
      ...{ exitCode: 0, stdout: `Logged out of ${url}.\n`, stderr: '' },
    });
    const body = { refreshToken: credential.refreshToken };
    expect((await ada.ask('POST /v1/tokens/refresh', { body })).status).toBe(401);
    expect(await runProgram(['logout'], env)).toMatchObject({
      exitCode: 0,
      stdout: 'Nobody is logged in.\n',
    });
    await logIn();
    const stored = JSON.parse(storedText());
    writeFileSync(file, JSON.stringify({ ...stored, api: 'http://127.0.0.1:1' }));
    const away = await runProgram(['logout'], env);
    expect(away).toMatchObject({ exitCode: 7, stdout: '' });
    expect((await runProgram(['whoami'], env)).exitCode).toBe(2);
  });
});
