import { spawn } from 'node:child_process';

/** Everything that must hold before a change lands. Each runs; all failures are shown; one is enough to fail. */
const checks: { name: string; command: string; args: string[] }[] = [
  {
    name: 'format and lint',
    command: 'biome',
    args: ['ci', '--error-on-warnings', '--reporter=summary', '.'],
  },
  { name: 'types', command: 'tsc', args: ['--pretty', 'false'] },
  { name: 'import rules', command: 'node', args: ['scripts/check-imports.ts'] },
  { name: 'proto lint', command: 'buf', args: ['lint'] },
  { name: 'generated code', command: 'node', args: ['scripts/generate.ts', '--check'] },
  { name: 'shell scripts', command: 'sh', args: ['-n', 'dev', '.ci/run'] },
];

function run(command: string, args: string[]): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ exitCode: code ?? 1, output: Buffer.concat(output).toString() }));
  });
}

let failed = 0;
for (const { name, command, args } of checks) {
  const { exitCode, output } = await run(command, args);
  process.stdout.write(`${exitCode === 0 ? 'ok  ' : 'FAIL'}  ${name}\n`);
  if (exitCode !== 0) {
    failed++;
    process.stdout.write(`${output}\n`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
