import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type DemoOptions, runDemo } from './demo/run-demo.ts';
import { demoDataDirectory } from './paths.ts';

const examplePath = join(import.meta.dirname, '../examples/demo.yaml');

/** `zigfleet demo`: everything on one machine, each part a process of its own. */
export function createCommand(): Command {
  return new Command('demo')
    .description(
      'Starts the platform with a private Redis, a virtual house and a hub for each of its radios, as processes of their own, and shows the values of all devices as they change. Ctrl-C ends it.',
    )
    .option(
      '--data <dir>',
      'keep everything here; the next demo goes on from there',
      demoDataDirectory(process.env),
    )
    .option('--house <file>', 'the house', examplePath)
    .option(
      '--ledger <file>',
      'where the house writes down what really happens, for `zigfleet sim verify` (default: ledger.ndjson in the data directory)',
    )
    .addOption(
      new Option('--http-port <port>', 'where the API listens')
        .env('ZIGFLEET_HTTP_PORT')
        .default(8080)
        .argParser(parsePort),
    )
    .addOption(
      new Option('--link-port <port>', 'where hubs connect')
        .env('ZIGFLEET_LINK_PORT')
        .default(50051)
        .argParser(parsePort),
    )
    .addOption(
      new Option(
        '--radio-ports <ports>',
        'where the radios listen instead of where the house file says: 6638,6639',
      )
        .env('ZIGFLEET_RADIO_PORTS')
        .argParser((text: string) => text.split(',').map(parsePort)),
    )
    .addOption(
      new Option(
        '--control-port <port>',
        'where the house is controlled, by the `sim` commands (default: 6680, or any if that is taken)',
      )
        .env('ZIGFLEET_CONTROL_PORT')
        .argParser(parsePort),
    )
    .option('--json', 'one JSON document a line: first {"type":"ready",…}, then each event', false)
    .addHelpText(
      'after',
      `
Once everything answers, the data directory has demo.json (addresses and token, for programs) and demo.env (the same
for shells); they go when the demo ends. Each process logs to a file under logs/.

Exit status:
  0  ended by Ctrl-C or SIGTERM
  1  a process ended by itself; which one, and its last words, are shown
  2  the command line or the house file is wrong, or a port is taken`,
    )
    .action(async (options: DemoOptions) => {
      process.exitCode = await runDemo(options);
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535)
    throw new InvalidArgumentError(`"${text}" is no port.`);
  return port;
}
