import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { waitUntil } from './wait-until.ts';

const program = 'victoria-metrics';

/** Installs VictoriaMetrics where that is possible. @returns why it is not there, or undefined if it is */
export function requireVictoriaMetrics(): string | undefined {
  if (isThere()) return undefined;
  if (process.getuid?.() !== 0) return `${program} is missing: apt-get install ${program}`;
  try {
    aptGet('install', '-y', '--no-install-recommends', program);
  } catch {
    // The list of packages may be old, or not there at all.
    try {
      aptGet('update');
      aptGet('install', '-y', '--no-install-recommends', program);
    } catch (error) {
      return `${program} is missing, and apt-get could not install it: ${String(error)}`;
    }
  }
  return isThere() ? undefined : `${program} is missing though apt-get has installed it`;
}

function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', args, { stdio: 'pipe', env });
}

function isThere(): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A real VictoriaMetrics of a test's own. */
export class TestVictoriaMetrics {
  readonly #folder = mkdtempSync(join(tmpdir(), 'zf-vm-'));
  #port = 0;
  #child: ChildProcess | undefined;

  get url(): string {
    return `http://tester:secret@127.0.0.1:${this.#port}`;
  }

  /** Starts it, or starts it again with the same data on the same port. */
  async start(): Promise<void> {
    if (this.#port === 0) this.#port = await freePort();
    this.#child = spawn(
      program,
      [
        ...[`-httpListenAddr=127.0.0.1:${this.#port}`, `-storageDataPath=${this.#folder}`],
        ...['-httpAuth.username=tester', '-httpAuth.password=secret', '-retentionPeriod=10y'],
        ...['-memory.allowedBytes=64MB', '-loggerLevel=ERROR'],
      ],
      { stdio: 'ignore' },
    );
    await waitUntil('VictoriaMetrics answers', () => this.#ask('/health'));
  }

  /** Makes what was imported visible at once. */
  async flush(): Promise<void> {
    await this.#ask('/internal/force_flush');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** How many series of a home can be read now. */
  async seriesCount(homeId: string): Promise<number> {
    await this.flush();
    const query = new URLSearchParams({ 'match[]': `{home="${homeId}"}`, start: '0' });
    const response = await this.#get(`/api/v1/series?${query}`);
    const { data } = (await response.json()) as { data: unknown[] };
    return data.length;
  }

  async #ask(path: string): Promise<boolean> {
    const response = await this.#get(path).catch(() => undefined);
    return response?.ok ?? false;
  }

  #get(path: string): Promise<Response> {
    const headers = { authorization: `Basic ${Buffer.from('tester:secret').toString('base64')}` };
    return fetch(`http://127.0.0.1:${this.#port}${path}`, { headers });
  }
}
