import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** A run of the `zigfleet` program as a process of its own. */
export interface ProgramRun {
  child: ChildProcessWithoutNullStreams;
  /** What it has written so far. */
  output: { stdout: string; stderr: string };
  /** Resolves when standard output contains a text; rejects if the program ends before. */
  says(text: string): Promise<void>;
  /** Resolves with the exit status. */
  ended: Promise<number | null>;
}

/** Starts the program. The environment is exactly what is given, and the PATH. */
export function startProgram(args: string[], env: Record<string, string> = {}): ProgramRun {
  const child = spawn(process.execPath, [main, ...args], { env: { PATH: process.env.PATH ?? '', ...env } });
  const output = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk;
      for (const listener of [...listeners]) listener();
    });
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!output.stdout.includes(text)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      void ended.then(() => reject(new Error(`it ended without saying "${text}": ${output.stderr}`)));
      look();
    });
  return { child, output, says, ended };
}

/** Runs the program to its end. */
export async function runProgram(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const run = startProgram(args, env);
  return { exitCode: await run.ended, ...run.output };
}
