import { createHash } from 'node:crypto';
import { HouseDirector } from '../../simulator/control/house-director.ts';
import type { House } from '../../simulator/house/house.ts';
import { HouseService } from '../../simulator/house/house-service.ts';
import { HouseSteps } from '../../simulator/house/house-steps.ts';
import type { TruthSink } from '../../simulator/ledger/truth-sink.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { parameters } from './virtual-world.ts';

/** Where devices report to: what a hub's program registers. */
const endpoint = {
  ...{ endpointId: 1, profileId: 0x0104, deviceId: 5, deviceVersion: 0, latency: 0 },
  ...{ inputClusterIds: [], outputClusterIds: [] },
};

/**
 * A house whose whole time, that of the radios too, is moved by hand: its networks are up without any program behind the
 * coordinators, and everything that goes on the air is digested.
 */
export class SteppedHouse {
  readonly clock: ManualClock;
  readonly house: HouseService;
  readonly director: HouseDirector;
  /** Frames sent so far. */
  frames = 0;
  readonly #steps: HouseSteps;
  readonly #digest = createHash('sha256');

  private constructor(house: House, startMs: number, truth: TruthSink | undefined) {
    this.clock = new ManualClock(startMs);
    // Any free port: nobody connects.
    const hubs = house.hubs.map((hub) => ({ ...hub, radio: { ...hub.radio, port: 0 } }));
    const logger = silentLogger();
    this.house = new HouseService({ ...house, hubs }, { logger, clock: this.clock });
    this.director = new HouseDirector({ house: this.house, logger, truth });
    this.#steps = new HouseSteps(this.clock, this.house.radioServices);
  }

  static async start(house: House, options: { startMs: number; truth?: TruthSink }): Promise<SteppedHouse> {
    const stepped = new SteppedHouse(house, options.startMs, options.truth);
    await stepped.house.start();
    for (const { hub, network } of stepped.house.radioServices) {
      network.observe({
        frameSent: ({ sourceNetworkAddress, destination, request }) => {
          stepped.frames++;
          const { sourceEndpointId, profileId, clusterId, payload } = request;
          const where = { hub: hub.id, atMs: stepped.clock.monotonic(), sourceNetworkAddress, destination };
          const what = { sourceEndpointId, profileId, clusterId, payload: payload.toString('hex') };
          stepped.#digest.update(JSON.stringify({ ...where, ...what }));
        },
      });
      network.coordinator.start(parameters);
      network.coordinator.registerEndpoint(endpoint);
    }
    await stepped.director.start();
    return stepped;
  }

  /** Lets everything in that wants to join, over every router. */
  joinAll(): void {
    for (let round = 0; round < 4; round++) {
      for (const { network } of this.house.radioServices) {
        network.openNetwork(60);
        for (const node of network.nodes()) if (node.linked && node.isRouter) network.openRouter(node, 60);
      }
      this.run(60_000);
    }
  }

  run(durationMs: number): void {
    this.#steps.runNow(durationMs);
  }

  value(device: string, variable: string): boolean | number | string {
    return this.house.device(device).device.variable(variable).value;
  }

  /** Of all frames so far, each with its time. */
  digest(): string {
    return this.#digest.copy().digest('hex');
  }

  async stop(): Promise<void> {
    await this.director.stop();
    await this.house.stop();
  }
}
