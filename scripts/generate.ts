import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateClient } from './generate-client.ts';

/**
 * Writes the generated code, or with `--check` says whether what is committed is what would be written.
 * Each generator writes below one folder given as its argument, with the tree's own paths.
 */
const generators: { name: string; outputs: string[]; run: (intoRoot: string) => void | Promise<void> }[] = [
  {
    name: 'hub link (buf, ts-proto)',
    outputs: ['src/rpc/gen'],
    run: (intoRoot) => {
      execFileSync('buf', ['generate', '--output', intoRoot], { stdio: 'inherit' });
    },
  },
  { name: 'API client (openapi-typescript)', outputs: ['client/gen'], run: generateClient },
];

function filesBelow(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

function same(left: Map<string, string>, right: Map<string, string>): boolean {
  return left.size === right.size && [...left].every(([path, text]) => right.get(path) === text);
}

const check = process.argv.includes('--check');
const scratch = mkdtempSync(join(tmpdir(), 'zigfleet-generate-'));
try {
  for (const generator of generators) {
    await generator.run(scratch);
    for (const output of generator.outputs) {
      if (!check) {
        rmSync(output, { recursive: true, force: true });
        cpSync(join(scratch, output), output, { recursive: true });
      } else if (!same(filesBelow(output), filesBelow(join(scratch, output)))) {
        process.stderr.write(`${output} is not what ${generator.name} generates: run ./dev generate\n`);
        process.exitCode = 1;
      }
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
