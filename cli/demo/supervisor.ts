import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';

/** How long a process may take to stop after SIGTERM before it is killed. */
const stopTimeoutMs = 15_000;
const programPath = join(import.meta.dirname, '..', 'main.ts');

/** A process that ended although nobody told it to. */
export interface ProcessDeath {
  name: string;
  exitCode: number | null;
  signal: string | null;
  logPath: string;
  /** The end of its log. */
  lastLines: string[];
}

interface ManagedProcess {
  name: string;
  logPath: string;
  child: ChildProcess;
  ended: Promise<void>;
}

/**
 * Runs commands of this program as processes of their own, each with a log file. They are in process groups of their
 * own, so that a Ctrl-C in the terminal reaches the supervisor alone and it can stop them in order; if the
 * supervisor dies, their IPC channel closes and they stop themselves.
 */
export class Supervisor {
  readonly #processes: ManagedProcess[] = [];
  readonly #logFolder: string;
  readonly #onDeath: (death: ProcessDeath) => void;
  #stopping = false;

  constructor(logFolder: string, onDeath: (death: ProcessDeath) => void) {
    this.#logFolder = logFolder;
    this.#onDeath = onDeath;
  }

  /**
   * Starts a process and waits until it says that it is ready.
   * @param env - further environment variables: for secrets, which do not belong on a command line
   * @returns its process id
   * @throws ZigfleetError `unavailable` with the end of its log if it ends before
   */
  async start(name: string, args: string[], env: Record<string, string> = {}): Promise<number> {
    if (this.#stopping)
      throw new ZigfleetError('unavailable', `${name} is not started: everything is being stopped`);
    mkdirSync(this.#logFolder, { recursive: true });
    const logPath = join(this.#logFolder, `${name}.log`);
    const log = openSync(logPath, 'a', 0o600);
    const child = spawn(process.execPath, [programPath, ...args], {
      detached: true,
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    let ready = false;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    this.#processes.push({ name, logPath, child, ended });
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.on('message', (message) => {
        ready ||= message === 'ready';
        if (ready) resolve();
      });
      child.once('exit', (exitCode, signal) => {
        const death: ProcessDeath = { name, exitCode, signal, logPath, lastLines: lastLinesOf(logPath) };
        if (!ready) reject(new ZigfleetError('unavailable', describeDeath(death)));
        else if (!this.#stopping) this.#onDeath(death);
      });
    });
    return child.pid ?? 0;
  }

  /** Stops all, the last one started first. What does not stop in time is killed, and named in the result. */
  async stop(): Promise<{ killed: string[] }> {
    this.#stopping = true;
    const killed: string[] = [];
    for (const { name, child, ended } of this.#processes.splice(0).reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      const overdue = setTimeout(() => {
        killed.push(name);
        child.kill('SIGKILL');
      }, stopTimeoutMs);
      await ended;
      clearTimeout(overdue);
    }
    return { killed };
  }
}

/** One paragraph that says which process ended, how, and what it said last. */
export function describeDeath(death: ProcessDeath): string {
  const how = death.signal ? `was ended by ${death.signal}` : `ended with exit code ${death.exitCode}`;
  return [
    `${death.name} ${how}; its log is ${death.logPath}`,
    ...death.lastLines.map((line) => `  ${line}`),
  ].join('\n');
}

function lastLinesOf(path: string): string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-5);
}
