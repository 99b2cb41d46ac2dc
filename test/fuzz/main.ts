import { parseArgs } from 'node:util';
import { messageOf } from '../../src/common/zigfleet-error.ts';

const usage = `usage: ./dev fuzz TARGET [--runs N] [--seed S] [...]

  coordinator [--first RUN]    bytes from strangers at the coordinator's port; a failure names its seed and run:
                               --seed S --first RUN --runs 1 does that run again (1000 runs)
  api [--operation ID]         requests near what the HTTP API takes, at a real platform over a real Redis; each answer
                               must be as the OpenAPI document says (300 requests for each operation)
`;

function parseCount(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 0xffffffff)
    throw new Error(`--${name} must be a whole number, not "${text}"`);
  return value;
}

/** What was asked for beside the target. */
interface Given {
  seed: number;
  runs: number | undefined;
  first: number;
  operation: string | undefined;
}

async function runCoordinator({ seed, runs = 1_000, first }: Given): Promise<void> {
  const { fuzzCoordinator } = await import('./coordinator-fuzz.ts');
  const report = await fuzzCoordinator({
    ...{ seed, runs, first },
    progress: (run) => {
      if ((run + 1) % 100 === 0) process.stderr.write(`fuzz coordinator: ${run + 1} runs\n`);
    },
  });
  process.stdout.write(
    `${report.runs} runs, ${report.sentBytes} bytes with ${report.acceptedFrames} whole frames sent, ` +
      `${report.receivedFrames} frames back, no failure\n`,
  );
}

async function runApi({ seed, runs = 300, operation }: Given): Promise<void> {
  const [{ fuzzApi }, { FuzzWorld }] = await Promise.all([
    import('./api-fuzz.ts'),
    import('./fuzz-world.ts'),
  ]);
  const world = await FuzzWorld.start();
  try {
    const { port, token, known } = world;
    const report = await fuzzApi({
      ...{ port, token, known, seed, runs },
      ...(operation !== undefined && { operationId: operation }),
      progress: (operationId) => process.stderr.write(`fuzz api: ${operationId}\n`),
    });
    if (report.operations === 0) throw new Error(`no operation is called ${operation}`);
    const statuses = Object.entries(report.statuses).map(([status, count]) => `${count} × ${status}`);
    process.stdout.write(
      `${report.requests} requests to ${report.operations} operations: ${statuses.join(', ')}\n`,
    );
    for (const fault of report.faults) process.stdout.write(`${fault}\n`);
    if (report.faults.length > 0) throw new Error(`${report.faults.length} answers are wrong (seed ${seed})`);
  } finally {
    await world.stop();
  }
}

const targets: Record<string, (given: Given) => Promise<void>> = { coordinator: runCoordinator, api: runApi };

try {
  const { values, positionals } = parseArgs({
    options: {
      runs: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 0x7fffffff) },
      first: { type: 'string', default: '0' },
      operation: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  const [target = '', ...others] = positionals;
  const run = Object.hasOwn(targets, target) ? targets[target] : undefined;
  if (values.help) {
    process.stdout.write(usage);
  } else if (!run || others.length > 0) {
    process.stderr.write(usage);
    process.exitCode = 2;
  } else {
    const seed = parseCount('seed', values.seed);
    process.stderr.write(`fuzz ${target}: seed ${seed}\n`);
    await run({
      seed,
      runs: values.runs === undefined ? undefined : parseCount('runs', values.runs),
      first: parseCount('first', values.first),
      operation: values.operation,
    });
  }
} catch (error) {
  process.stderr.write(`fuzz: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
