import { type Command, InvalidArgumentError, Option } from 'commander';
import type { House } from '../../simulator/house/house.ts';
import { type LogLevel, logLevels } from '../../src/common/logger.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { controlPortDefault } from './control-port.ts';

const speedMin = 0.01;
const speedMax = 10_000;

/** How a house is served, whether its own life or a recorded one. */
export interface ServeOptions {
  ledger?: string;
  pcap?: string;
  radioPorts?: number[];
  speed?: number;
  control: boolean;
  controlPort?: number;
  logLevel: LogLevel;
  json: boolean;
}

export function addServeOptions(command: Command): Command {
  return command
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
    .option('--json', 'say in JSON where the radios listen, and where the house is controlled', false);
}

/**
 * The house as the options want it.
 * @throws ZigfleetError `invalid-config` if they name too few or too many ports
 */
export function withServeOptions(
  house: House,
  { radioPorts, speed = house.clock.speed }: ServeOptions,
): House {
  const clock = { ...house.clock, speed };
  if (radioPorts === undefined) return { ...house, clock };
  if (radioPorts.length !== house.hubs.length) {
    throw new ZigfleetError(
      'invalid-config',
      `--radio-ports names ${radioPorts.length}, the house has ${house.hubs.length} hubs`,
    );
  }
  const hubs = house.hubs.map((hub, index) => ({
    ...hub,
    radio: { ...hub.radio, port: radioPorts[index] ?? hub.radio.port },
  }));
  return { ...house, clock, hubs };
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
