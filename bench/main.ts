import { parseArgs } from 'node:util';
import { formatTable } from '../src/common/format-table.ts';
import type { Benchmark } from './benchmark.ts';

/** Each benchmark by its name, loaded when asked for. */
const benchmarks: { name: string; summary: string; load: () => Promise<{ benchmark: Benchmark }> }[] = [
  {
    name: 'api',
    summary: 'reads, lists and commands over the HTTP API, beside bare fastify with the same Redis calls',
    load: () => import('./api.ts'),
  },
  {
    name: 'command',
    summary: 'an app’s command to the device’s confirmed state, beside zigbee-herdsman alone',
    load: () => import('./command.ts'),
  },
  {
    name: 'devices',
    summary: 'lists, filters and a batch in a home of 2,000 devices; what names and commands take in Redis',
    load: () => import('./devices.ts'),
  },
  {
    name: 'history',
    summary: 'what a device and day of history take in Redis, and how fast they are read',
    load: () => import('./history.ts'),
  },
  {
    name: 'link',
    summary: 'the hub link: codec, journal, a report to its acknowledgement',
    load: () => import('./link.ts'),
  },
  {
    name: 'radio',
    summary:
      'frames through the virtual coordinator, beside what zigbee-herdsman decodes; memory of a device',
    load: () => import('./radio.ts'),
  },
];

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
  allowPositionals: true,
});

const [name] = positionals;
const entry = benchmarks.find((each) => each.name === name);
if (!entry) {
  const list = benchmarks.map((each) => `  ${each.name.padEnd(10)} ${each.summary}`).join('\n');
  const text = `usage: ./dev bench NAME [--json]\n\n${list}\n`;
  if (name === undefined || values.help) process.stdout.write(text);
  else process.stderr.write(`no benchmark is called ${name}\n${text}`);
  process.exitCode = name === undefined || values.help ? 0 : 2;
} else {
  const { benchmark } = await entry.load();
  const result = await benchmark.run((line) => process.stderr.write(`bench ${entry.name}: ${line}\n`));
  process.stdout.write(`${formatTable(result.columns, result.rows)}\n`);
  for (const note of result.notes) process.stdout.write(`${note}\n`);
  if (values.json) process.stdout.write(`${JSON.stringify({ benchmark: entry.name, ...result.figures })}\n`);
}
