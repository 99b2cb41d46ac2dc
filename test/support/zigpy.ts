import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { waitUntil } from './wait-until.ts';

const folder = join(import.meta.dirname, '../conformance/zigpy');
const requirements = join(folder, 'requirements.txt');
const run = promisify(execFile);

/**
 * Installs zigpy and zigpy-znp, unmodified, into the cache outside the tree, once for each list of versions. They are
 * under the GPL: they run as a process of their own, and nothing of them is part of this project.
 * @returns the Python that has them, or why there is none
 */
export async function installZigpy(): Promise<{ python: string } | { missing: string }> {
  const cache =
    process.env.ZIGFLEET_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'zigfleet');
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const environment = join(cache, `zigpy-${digest}`);
  const python = join(environment, 'bin/python');
  const complete = join(environment, 'complete');
  if (existsSync(complete)) return { python };
  const scratch = `${environment}.old-${process.pid}`;
  try {
    mkdirSync(cache, { recursive: true });
    // A virtual environment does not move: what is half there goes out of the way.
    if (existsSync(environment)) renameSync(environment, scratch);
    await run('python3', ['-m', 'venv', environment]);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
    mkdirSync(complete);
    return { python };
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') return { missing: 'there is no python3' };
    return { missing: stderr?.trim().split('\n').at(-1) || message };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Said {
  event?: string;
  answer?: number;
  result?: unknown;
  error?: string;
  [member: string]: unknown;
}

/** A device as zigpy knows it. */
export interface ZigpyDevice {
  ieee: string;
  networkAddress: number;
  manufacturer: string | null;
  model: string | null;
  initialized: boolean;
  endpoints: Record<string, { input: number[]; output: number[] }>;
}

/** A running zigpy with zigpy-znp, attached to a coordinator. */
export class Zigpy {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #said: Said[] = [];
  #stderr = '';
  #id = 0;

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    createInterface({ input: child.stdout }).on('line', (line) => this.#said.push(JSON.parse(line) as Said));
    child.stderr.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-20_000);
    });
  }

  /** @param database - zigpy's file; made if it is not there */
  static async attach(python: string, port: number, database: string): Promise<Zigpy> {
    const path = `socket://127.0.0.1:${port}`;
    const zigpy = new Zigpy(spawn(python, [join(folder, 'attach.py'), path, database]));
    await zigpy.hear('zigpy is ready', ({ event }) => event === 'ready', 120_000);
    return zigpy;
  }

  /** Everything that it said happened. */
  get events(): readonly Said[] {
    return this.#said.filter(({ event }) => event !== undefined);
  }

  /** What it complained of. */
  get stderr(): string {
    return this.#stderr;
  }

  hear(what: string, wanted: (said: Said) => boolean, timeoutMs = 60_000): Promise<Said> {
    return waitUntil(
      what,
      () => {
        if (this.#child.exitCode !== null) throw new Error(`zigpy ended: ${this.#stderr}`);
        return this.#said.find(wanted);
      },
      timeoutMs,
    );
  }

  /** @throws Error with what it answers if it cannot */
  async ask<T>(question: string, parameters: Record<string, unknown> = {}): Promise<T> {
    const id = ++this.#id;
    this.#child.stdin.write(`${JSON.stringify({ id, do: question, ...parameters })}\n`);
    const { result, error } = await this.hear(`an answer to ${question}`, ({ answer }) => answer === id);
    if (error !== undefined) throw new Error(`zigpy, ${question}: ${error}`);
    return result as T;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin.end();
    await ended;
  }
}
