import { Command, InvalidArgumentError, Option } from 'commander';
import { HouseDirector } from '../simulator/control/house-director.ts';
import type { House } from '../simulator/house/house.ts';
import { loadHouse } from '../simulator/house/load-house.ts';
import { HouseRecording } from '../simulator/ledger/house-recording.ts';
import { startHouse } from '../simulator/serve.ts';
import { formatTable } from '../src/common/format-table.ts';
import { Lifecycle } from '../src/common/lifecycle.ts';
import { createLogger, type LogLevel, logLevels } from '../src/common/logger.ts';
import { ZigfleetError } from '../src/common/zigfleet-error.ts';
import { runUntilSignal } from './run-until-signal.ts';

interface ServeOptions {
  data?: string;
  ledger?: string;
  pcap?: string;
  radioPorts?: number[];
  logLevel: LogLevel;
  json: boolean;
}

/** `zigfleet sim serve HOUSE.yaml`: a house whose radios listen as networked Zigbee sticks do. */
export function createCommand(): Command {
  return new Command('serve')
    .description(
      'Serves a virtual house: each of its radios listens like a networked Zigbee stick (TI ZNP over TCP).',
    )
    .argument('<house>', 'the house file (YAML); examples/demo.yaml is one')
    .option(
      '--data <dir>',
      'keep what coordinators and devices remember here; without it they forget when it ends',
    )
    .option('--ledger <file>', 'write down what really happens (NDJSON, see docs/ledger.md)')
    .option('--pcap <file>', 'write the air there, for Wireshark (see docs/captures.md)')
    .addOption(
      new Option(
        '--radio-ports <ports>',
        'listen there instead of where the file says, in its order: 6638,6639',
      )
        .env('ZIGFLEET_RADIO_PORTS')
        .argParser(parsePorts),
    )
    .addOption(
      new Option('--log-level <level>', 'how much is logged to standard error')
        .choices([...logLevels])
        .default('info')
        .env('ZIGFLEET_LOG_LEVEL'),
    )
    .option('--json', 'say in JSON where the radios listen', false)
    .action(async (path: string, options: ServeOptions) => {
      const house = withPorts(await loadHouse(path), options.radioPorts);
      const logger = createLogger({ name: 'simulator', level: options.logLevel });
      await runUntilSignal(async () => {
        const lifecycle = new Lifecycle(logger);
        // Stopped last, so that the end is in the recording too.
        let recording: HouseRecording | undefined;
        lifecycle.onStop('recording', () => recording?.stop());
        const service = await startHouse(house, { logger, dataDir: options.data });
        lifecycle.onStop('house', () => service.stop());
        try {
          recording = new HouseRecording({
            ...{ house: service, logger, ledgerPath: options.ledger, capturePath: options.pcap },
          });
          await recording.start();
          await lifecycle.start(
            'stories',
            new HouseDirector({ house: service, logger, truth: recording.truth }),
          );
        } catch (error) {
          await lifecycle.stop();
          throw error;
        }
        const rows = service.radios.map(({ hubId, url }) => [hubId, url]);
        const text = options.json
          ? JSON.stringify({ radios: service.radios })
          : formatTable(['hub', 'radio'], rows);
        process.stdout.write(`${text}\n`);
        return lifecycle;
      }, logger);
    });
}

function parsePorts(text: string): number[] {
  return text.split(',').map((part) => {
    const port = Number(part);
    if (!/^\d+$/.test(part) || port > 65535) throw new InvalidArgumentError(`"${part}" is no port.`);
    return port;
  });
}

/** The house with its radios on other ports. */
function withPorts(house: House, ports: number[] | undefined): House {
  if (!ports) return house;
  if (ports.length !== house.hubs.length) {
    throw new ZigfleetError(
      'invalid-config',
      `--radio-ports names ${ports.length}, the house has ${house.hubs.length} hubs`,
    );
  }
  const hubs = house.hubs.map((hub, index) => ({
    ...hub,
    radio: { ...hub.radio, port: ports[index] ?? hub.radio.port },
  }));
  return { ...house, hubs };
}
