import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the program keeps its data unless told otherwise (XDG Base Directory Specification). */
export function dataHome(env: Record<string, string | undefined>): string {
  const base = env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
  return join(base, 'zigfleet');
}

/** The file of the person's login (XDG Base Directory Specification). */
export function loginFile(env: Record<string, string | undefined>): string {
  const base = env.XDG_CONFIG_HOME || join(homedir(), '.config');
  return join(base, 'zigfleet', 'login.json');
}

/** The demo's standard data directory. */
export function demoDataDirectory(env: Record<string, string | undefined>): string {
  return join(dataHome(env), 'demo');
}

/** The file in which a running demo says where it listens, with its token. */
export function demoFile(dataDirectory: string): string {
  return join(dataDirectory, 'demo.json');
}
