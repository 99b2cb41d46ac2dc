import { Command } from 'commander';
import type { HouseDirector } from '../../simulator/control/house-director.ts';
import type { House } from '../../simulator/house/house.ts';
import { parseHouse, readHouseText } from '../../simulator/house/load-house.ts';
import { readLedger } from '../../simulator/ledger/read-ledger.ts';
import { Replay, type ReplayScript, readReplay } from '../../simulator/ledger/replay.ts';
import { delay } from '../../src/common/clock.ts';
import { createLogger, type Logger } from '../../src/common/logger.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { runUntilSignal } from '../run-until-signal.ts';
import { serveHouse } from './serve-house.ts';
import { addServeOptions, type ServeOptions, withServeOptions } from './serve-options.ts';

interface ReplayOptions extends ServeOptions {
  house?: string;
  nature: boolean;
  keep: boolean;
}

/** `zigfleet sim replay LEDGER`: a recorded run once more. */
export function createCommand(): Command {
  const command = new Command('replay')
    .description(
      'Serves the house of a recorded run again and does again what was done to it, at the same times of the house: actions, stories, faults. It ends when the run ended.',
    )
    .argument('<ledger>', 'as `zigfleet sim serve --ledger` wrote it; of several runs in it, the first')
    .option('--house <file>', 'this house, in place of the one in the ledger')
    .option(
      '--nature',
      'also repeat what nature did, value by value: for another house, seed or version of the simulator',
      false,
    )
    .option('--keep', 'go on serving the house afterwards, until Ctrl-C', false);
  return addServeOptions(command)
    .addHelpText(
      'after',
      `
The house starts without any network, as the recorded one did if it was served without --data: let the same program
attach and join the devices at the same time, and the same frames pass. Time runs as fast as it did, or as --speed says;
with --speed 0 as fast as the machine and the attached programs can.

Examples:
  zigfleet sim replay run.ndjson
  zigfleet sim replay run.ndjson --speed 60 --ledger again.ndjson`,
    )
    .action(async (path: string, options: ReplayOptions) => {
      const script = await readReplay(
        readLedger(path),
        options.nature ? ['outside', 'physics'] : ['outside'],
      );
      const { houseFile, house } = await houseOf(path, script, options);
      const logger = createLogger({ name: 'simulator', level: options.logLevel });
      await runUntilSignal(async (signal) => {
        let done: Promise<void> | undefined;
        const lifecycle = await serveHouse({
          ...{ ...options, house, houseFile, logger },
          begin: async (director, services) => {
            const replay = new Replay(script, {
              target: director,
              clock: director.house.clock,
              onSkipped: (step, error) => logger.warn({ step, reason: error.message }, 'a step was skipped'),
            });
            await services.start('replay', replay);
            done = follow({ director, replay, script, signal, logger });
          },
        });
        return { stop: () => lifecycle.stop(), ...(!options.keep && done !== undefined && { done }) };
      }, logger);
    });
}

/** The house of a ledger as it was when the run began. @throws ZigfleetError `invalid-config` if it has to be given */
async function houseOf(
  path: string,
  { run }: ReplayScript,
  options: ReplayOptions,
): Promise<{ houseFile: string; house: House }> {
  const houseFile = options.house === undefined ? run.houseFile : await readHouseText(options.house);
  if (houseFile === undefined) {
    throw new ZigfleetError('invalid-config', `${path} does not hold its house: give it with --house`);
  }
  const parsed = parseHouse(houseFile, options.house ?? path);
  // What coordinators remember by now is not what they remembered then.
  const hubs = parsed.hubs.map((hub) => ({ ...hub, radio: { ...hub.radio, nvPath: undefined } }));
  const clock = { speed: run.clockSpeed, startMs: run.clockStartMs };
  return { houseFile, house: withServeOptions({ ...parsed, hubs, clock, seed: run.seed }, options) };
}

/** Resolves at the end of the recorded run. */
async function follow(run: {
  director: HouseDirector;
  replay: Replay;
  script: ReplayScript;
  signal: AbortSignal;
  logger: Logger;
}): Promise<void> {
  const { director, replay, script, signal, logger } = run;
  const { house } = director;
  try {
    if (house.isStepped) await house.step(script.lastedMs, signal);
    else await delay(house.clock, script.lastedMs, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    return;
  }
  logger.info({ steps: replay.steps, skipped: replay.skippedSteps }, 'the replay is over');
  process.stderr.write(
    `replayed ${replay.steps} steps of "${script.run.houseName}", ${replay.skippedSteps} of them skipped\n`,
  );
}
