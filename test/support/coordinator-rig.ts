import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, setLogger } from 'zigbee-herdsman';
import { ZnpServer, type ZnpServerOptions } from '../../simulator/coordinator/znp/znp-server.ts';
import { VirtualNetwork } from '../../simulator/network/network.ts';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { seededRandom } from '../../src/common/random.ts';

const quiet = () => undefined;
setLogger({ debug: quiet, info: quiet, warning: quiet, error: quiet });

/** A network with its coordinator behind a free port, and a directory that is removed at the end. */
export class CoordinatorRig {
  readonly directory: string;
  readonly network: VirtualNetwork;
  readonly server: ZnpServer;

  private constructor(directory: string, network: VirtualNetwork, server: ZnpServer) {
    this.directory = directory;
    this.network = network;
    this.server = server;
  }

  static async start(
    options: Partial<ZnpServerOptions> & { network?: VirtualNetwork } = {},
  ): Promise<CoordinatorRig> {
    const directory = await mkdtemp(join(tmpdir(), 'zigfleet-coordinator-'));
    const common = { clock: systemClock, logger: silentLogger() };
    const network = options.network ?? new VirtualNetwork({ ...common, random: seededRandom(1) });
    const server = new ZnpServer({ port: 0, random: seededRandom(2), ...common, ...options, network });
    await server.start();
    return new CoordinatorRig(directory, network, server);
  }

  /** A file in the rig's directory. */
  path(name: string): string {
    return join(this.directory, name);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    this.network.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** A zigbee-herdsman for a coordinator; its files have the given prefix. One at a time in each process. */
export function herdsman(port: number, prefix: string): Controller {
  return new Controller({
    network: {
      panID: 0x1a62,
      channelList: [15],
      extendedPanID: [0xdd, 0xdd, 0xdd, 0xdd, 0xdd, 0xdd, 0xdd, 0xdd],
      networkKey: [1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 13],
    },
    transport: { path: `tcp://127.0.0.1:${port}`, adapter: 'zstack' },
    databasePath: `${prefix}.db`,
    databaseBackupPath: `${prefix}.db.backup`,
    backupPath: `${prefix}.backup.json`,
    adapter: { disableLED: false },
    acceptJoiningDeviceHandler: async () => true,
  });
}
