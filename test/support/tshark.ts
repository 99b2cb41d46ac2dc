import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs the real tshark; undefined where there is none. */
export async function tshark(...args: string[]): Promise<string | undefined> {
  try {
    return (await run('tshark', args, { maxBuffer: 32 * 1024 * 1024 })).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Its version; in CI it is installed where apt may. Undefined if there is none then. */
export async function tsharkOrInstall(): Promise<string | undefined> {
  const version = await tshark('--version');
  if (version !== undefined || !process.env.CI || process.getuid?.() !== 0) return version;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', 'tshark'], { env });
  try {
    // The lists may be old, or none.
    await install().catch(() => run('apt-get', ['update'], { env }).then(install));
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string };
    const why = code === 'ENOENT' ? 'there is no apt-get' : (stderr?.trim().split('\n').at(-1) ?? message);
    process.stderr.write(`\n*** tshark could not be installed: ${why}\n`);
    return undefined;
  }
  return tshark('--version');
}
