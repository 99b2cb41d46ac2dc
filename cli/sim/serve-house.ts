import { HouseDirector } from '../../simulator/control/house-director.ts';
import type { House } from '../../simulator/house/house.ts';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { HouseRecording } from '../../simulator/ledger/house-recording.ts';
import { startHouse } from '../../simulator/serve.ts';
import { formatTable } from '../../src/common/format-table.ts';
import { Lifecycle } from '../../src/common/lifecycle.ts';
import type { Logger } from '../../src/common/logger.ts';
import { type ServedControl, serveControl } from './serve-control.ts';
import type { ServeOptions } from './serve-options.ts';

export interface ServeHouseOptions extends ServeOptions {
  house: House;
  /** The text that it was read from, for the ledger. */
  houseFile: string;
  /** Where coordinators and devices remember; absent: nowhere. */
  data?: string | undefined;
  logger: Logger;
  /** Lets life begin once everything listens: its stories, or a recorded life. */
  begin: (director: HouseDirector, lifecycle: Lifecycle) => Promise<void>;
}

/**
 * Brings a house to life with all that goes with it, and says on standard output where it listens.
 * @throws ZigfleetError `port-taken`, `invalid-config` if a file cannot be written, `decode-failed` for damaged data
 */
export async function serveHouse(options: ServeHouseOptions): Promise<Lifecycle> {
  const { house, houseFile, data, ledger, pcap, logger, begin } = options;
  const lifecycle = new Lifecycle(logger);
  // Stopped last, so that the end is in the recording too.
  let recording: HouseRecording | undefined;
  lifecycle.onStop('recording', () => recording?.stop());
  const service = await startHouse(house, { logger, dataDir: data });
  lifecycle.onStop('house', () => service.stop());
  let control: ServedControl | undefined;
  try {
    recording = new HouseRecording({
      house: service,
      logger,
      ledgerPath: ledger,
      capturePath: pcap,
      houseFile,
    });
    await recording.start();
    const director = new HouseDirector({ house: service, logger, truth: recording.truth });
    lifecycle.onStop('director', () => director.stop());
    if (options.control) {
      control = await serveControl({ director, logger, port: options.controlPort });
      lifecycle.onStop('control', control.stop);
    }
    await begin(director, lifecycle);
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }
  process.stdout.write(`${options.json ? jsonOf(service, control) : tableOf(service, control)}\n`);
  return lifecycle;
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
