import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { cloneHouse } from '../simulator/clone/clone-house.ts';
import { databaseBytesMax, readDatabase } from '../simulator/clone/read-database.ts';
import { parseHouse } from '../simulator/house/load-house.ts';
import { formatTable } from '../src/common/format-table.ts';
import { messageOf, ZigfleetError } from '../src/common/zigfleet-error.ts';

interface CloneCommandOptions {
  out?: string;
  state?: string;
  json: boolean;
}

/** Where the clone's radio listens: as a house does that nobody has told otherwise. */
const radioPort = 6638;

/** `zigfleet sim clone database.db`: a virtual house of the devices of a real one. */
export function createCommand(): Command {
  return new Command('clone')
    .description(
      'Makes a house file of a real house: reads the database of zigbee-herdsman (Zigbee2MQTT’s database.db).',
    )
    .argument('<database>', 'database.db')
    .option('-o, --out <file>', 'write the house there instead of to standard output')
    .option('--state <file>', 'take last values from Zigbee2MQTT’s state.json too')
    .option('--json', 'say on standard error in JSON what was recognised', false)
    .action(async (path: string, options: CloneCommandOptions) => {
      const database = readDatabase(await readText(path), path);
      const states = options.state === undefined ? undefined : await readStates(options.state);
      const { file, devices } = cloneHouse(database, {
        name: `Clone of ${basename(path)}`.slice(0, 100),
        port: radioPort,
        ...(states === undefined ? {} : { states }),
      });
      const text = stringify(file, { flowCollectionPadding: true, lineWidth: 0 });
      // What is written must serve: said here rather than when it is first used.
      parseHouse(text, options.out ?? 'the clone');
      if (options.out === undefined) process.stdout.write(text);
      else await writeFile(options.out, text, { mode: 0o600 });
      const report = options.json
        ? JSON.stringify({ devices, skipped: database.skipped })
        : formatTable(
            ['device', 'model', 'behaviour', 'attributes', 'bindings', 'reporting', 'left out'],
            devices.map((each) => [
              each.ieeeAddress,
              each.modelId,
              each.known ? 'its own' : 'generic, from its clusters',
              each.attributes,
              each.bindings,
              each.reportings,
              each.omitted,
            ]),
          );
      process.stderr.write(`${report}\n`);
      if (!options.json) {
        for (const each of database.skipped) process.stderr.write(`left out: ${each}\n`);
        const known = devices.filter((each) => each.known).length;
        process.stderr.write(
          `${devices.length} devices: ${known} recognised, ${devices.length - known} generic\n`,
        );
      }
    });
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > databaseBytesMax) {
      throw new ZigfleetError('invalid-config', `${path} is larger than ${databaseBytesMax} bytes`);
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof ZigfleetError) throw error;
    throw new ZigfleetError('invalid-config', `cannot read ${path}: ${messageOf(error)}`, { cause: error });
  }
}

/** @throws ZigfleetError `decode-failed` if it is not an object of objects */
async function readStates(path: string): Promise<Map<string, Record<string, unknown>>> {
  const fail = (what: string, cause?: unknown) =>
    new ZigfleetError('decode-failed', `${path}: ${what}`, { cause });
  let content: unknown;
  const text = await readText(path);
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw fail(`not JSON: ${messageOf(error)}`, error);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw fail('an object of states by IEEE address is wanted');
  }
  const states = new Map<string, Record<string, unknown>>();
  for (const [ieeeAddress, state] of Object.entries(content)) {
    if (typeof state !== 'object' || state === null || Array.isArray(state)) {
      throw fail(`the state of ${ieeeAddress} is no object`);
    }
    states.set(ieeeAddress, state as Record<string, unknown>);
  }
  return states;
}
