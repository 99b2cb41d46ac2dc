import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { dataHome } from '../paths.ts';

type Environment = Record<string, string | undefined>;

const fileSchema = Type.Object({
  control: Type.String(),
  token: Type.String(),
  house: Type.String(),
  pid: Type.Integer({ minimum: 1 }),
});

/** What a process that serves a house tells the other commands of its user. */
export type ControlFile = Static<typeof fileSchema>;

function folderOf(env: Environment): string {
  return join(dataHome(env), 'run');
}

/** Leaves word of a house that is served, only for the user's own eyes. @returns how to take it away again */
export function writeControlFile(env: Environment, file: ControlFile): () => void {
  const folder = folderOf(env);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `sim-${new URL(file.control).port}.json`);
  // One that a killed process left may have another mode.
  rmSync(path, { force: true });
  writeFileSync(path, `${JSON.stringify(file)}\n`, { mode: 0o600 });
  return () => rmSync(path, { force: true });
}

/** The houses that are served now by this user. What killed processes left behind is swept away. */
export function readControlFiles(env: Environment): ControlFile[] {
  const folder = folderOf(env);
  const files: ControlFile[] = [];
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    const file = readFile(path);
    if (file !== undefined && isAlive(file.pid)) files.push(file);
    else rmSync(path, { force: true });
  }
  return files;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^sim-\d+\.json$/.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readFile(path: string): ControlFile | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Value.Check(fileSchema, content) ? content : undefined;
  } catch (error) {
    // It was being taken away, or is damaged.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
