import { parseArgs } from 'node:util';
import { messageOf } from '../../src/common/zigfleet-error.ts';
import { fuzzCoordinator } from './coordinator-fuzz.ts';

const usage = `usage: ./dev fuzz coordinator [--runs N] [--seed S] [--first RUN]

  Bytes from strangers at the coordinator's port. A failure names its seed and run; --seed S --first RUN --runs 1
  does that run again.
`;

function parseCount(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 0xffffffff)
    throw new Error(`--${name} must be a whole number, not "${text}"`);
  return value;
}

try {
  const { values, positionals } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 0x100000000) },
      first: { type: 'string', default: '0' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(usage);
  } else if (positionals.length !== 1 || positionals[0] !== 'coordinator') {
    process.stderr.write(usage);
    process.exitCode = 2;
  } else {
    const seed = parseCount('seed', values.seed);
    process.stderr.write(`fuzz coordinator: seed ${seed}\n`);
    const report = await fuzzCoordinator({
      seed,
      runs: parseCount('runs', values.runs),
      first: parseCount('first', values.first),
      progress: (run) => {
        if ((run + 1) % 100 === 0) process.stderr.write(`fuzz coordinator: ${run + 1} runs\n`);
      },
    });
    process.stdout.write(
      `${report.runs} runs, ${report.sentBytes} bytes with ${report.acceptedFrames} whole frames sent, ` +
        `${report.receivedFrames} frames back, no failure\n`,
    );
  }
} catch (error) {
  process.stderr.write(`fuzz: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
