import { Command, InvalidArgumentError, Option } from 'commander';
import { HouseDirector } from '../simulator/control/house-director.ts';
import type { House } from '../simulator/house/house.ts';
import type { HouseService } from '../simulator/house/house-service.ts';
import { loadHouse } from '../simulator/house/load-house.ts';
import { HouseRecording } from '../simulator/ledger/house-recording.ts';
import { startHouse } from '../simulator/serve.ts';
import { formatTable } from '../src/common/format-table.ts';
import { Lifecycle } from '../src/common/lifecycle.ts';
import { createLogger, type LogLevel, logLevels } from '../src/common/logger.ts';
import { ZigfleetError } from '../src/common/zigfleet-error.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { controlPortDefault } from './sim/control-port.ts';
import { type ServedControl, serveControl } from './sim/serve-control.ts';

const speedMin = 0.01;
const speedMax = 10_000;

interface ServeOptions {
  data?: string;
  ledger?: string;
  pcap?: string;
  radioPorts?: number[];
  speed?: number;
  control: boolean;
  controlPort?: number;
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
    .option(
      '--speed <seconds>',
      'seconds of the house in a real second, up to 10000; 0: it stands still until `zigfleet sim step` (default: as the file says)',
      parseSpeed,
    )
    .addOption(
      new Option(
        '--control-port <port>',
        `on 127.0.0.1, where the other \`sim\` commands reach the house; 0 takes any that is free (default: ${controlPortDefault}, or any if that is taken)`,
      )
        .env('ZIGFLEET_CONTROL_PORT')
        .argParser(parsePort),
    )
    .option('--no-control', 'the house cannot be controlled')
    .addOption(
      new Option('--log-level <level>', 'how much is logged to standard error')
        .choices([...logLevels])
        .default('info')
        .env('ZIGFLEET_LOG_LEVEL'),
    )
    .option('--json', 'say in JSON where the radios listen, and where the house is controlled', false)
    .action(async (path: string, options: ServeOptions) => {
      const house = withSpeed(withPorts(await loadHouse(path), options.radioPorts), options.speed);
      const logger = createLogger({ name: 'simulator', level: options.logLevel });
      await runUntilSignal(async () => {
        const lifecycle = new Lifecycle(logger);
        // Stopped last, so that the end is in the recording too.
        let recording: HouseRecording | undefined;
        lifecycle.onStop('recording', () => recording?.stop());
        const service = await startHouse(house, { logger, dataDir: options.data });
        lifecycle.onStop('house', () => service.stop());
        let control: ServedControl | undefined;
        try {
          recording = new HouseRecording({
            ...{ house: service, logger, ledgerPath: options.ledger, capturePath: options.pcap },
          });
          await recording.start();
          const director = new HouseDirector({ house: service, logger, truth: recording.truth });
          await lifecycle.start('stories', director);
          if (options.control) {
            control = await serveControl({ director, logger, port: options.controlPort });
            lifecycle.onStop('control', control.stop);
          }
        } catch (error) {
          await lifecycle.stop();
          throw error;
        }
        process.stdout.write(`${options.json ? jsonOf(service, control) : tableOf(service, control)}\n`);
        return lifecycle;
      }, logger);
    });
}

function jsonOf({ radios }: HouseService, control: ServedControl | undefined): string {
  return JSON.stringify({ radios, control: control?.url ?? null });
}

function tableOf({ radios }: HouseService, control: ServedControl | undefined): string {
  const table = formatTable(
    ['hub', 'radio'],
    radios.map(({ hubId, url }) => [hubId, url]),
  );
  return control === undefined ? table : `${table}\n\ncontrol: ${control.url}`;
}

function parsePorts(text: string): number[] {
  return text.split(',').map(parsePort);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError(`"${text}" is no port.`);
  return port;
}

function parseSpeed(text: string): number {
  const speed = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || speed > speedMax || (speed > 0 && speed < speedMin)) {
    throw new InvalidArgumentError(`It must be 0, or from ${speedMin} to ${speedMax}.`);
  }
  return speed;
}

function withSpeed(house: House, speed = house.clock.speed): House {
  return { ...house, clock: { ...house.clock, speed } };
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
