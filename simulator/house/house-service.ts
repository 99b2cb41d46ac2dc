import { join } from 'node:path';
import { type Clock, systemClock } from '../../src/common/clock.ts';
import { Lifecycle, type Service } from '../../src/common/lifecycle.ts';
import type { Logger } from '../../src/common/logger.ts';
import { seededRandom } from '../../src/common/random.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { World } from '../world/world.ts';
import { didYouMean } from './did-you-mean.ts';
import type { House, HouseDevice } from './house.ts';
import { noRoom, worldOptionsOf } from './house-world.ts';
import { type PlacedDevice, RadioService } from './radio-service.ts';
import { RoomAir } from './room-air.ts';
import { ScaledClock } from './scaled-clock.ts';

export interface HouseServiceOptions {
  logger: Logger;
  /** Where the coordinators and devices keep what they remember; absent: in memory only. */
  dataDir?: string | undefined;
  /** The machine's time by default. */
  clock?: Clock | undefined;
}

/** Where a hub finds its coordinator. */
export interface RadioAddress {
  hubId: string;
  host: string;
  port: number;
  /** As a hub's `--radio` takes it. */
  url: string;
}

/** A running house. */
export class HouseService implements Service {
  readonly house: House;
  /** The house's own time. */
  readonly clock: Clock;
  /** Rooms, people, weather, and what goes on there. */
  readonly world: World;
  readonly #radios: readonly RadioService[];
  readonly #lifecycle: Lifecycle;

  constructor(house: House, options: HouseServiceOptions) {
    const { logger, dataDir, clock = systemClock } = options;
    this.house = house;
    this.clock = new ScaledClock(clock, house.clock);
    this.#lifecycle = new Lifecycle(logger);
    const random = seededRandom(house.seed);
    this.world = new World(worldOptionsOf(house), {
      clock: this.clock,
      random: random.fork('world'),
      logger,
    });
    const contextOf = ({ id, roomId, settings }: HouseDevice) => {
      const environment = this.world.at(roomId ?? noRoom);
      const surroundings = new RoomAir(environment, this.clock, random.fork(`air ${id}`));
      return { clock: this.clock, random: random.fork(`device ${id}`), surroundings, settings };
    };
    const radioClock = new ScaledClock(clock, { speed: 1 });
    this.#radios = house.hubs.map(
      (hub) =>
        new RadioService({
          hub,
          devices: house.devices.filter(({ hubId }) => hubId === hub.id),
          clock: radioClock,
          random: random.fork(`hub ${hub.id}`),
          logger,
          dataDir: dataDir === undefined ? undefined : join(dataDir, hub.id),
          contextOf,
        }),
    );
  }

  /** One for each hub, in the order of the house. @throws ZigfleetError `unavailable` before `start` */
  get radios(): RadioAddress[] {
    return this.#radios.map(({ hub, coordinator }) => {
      const { host } = hub.radio;
      const urlHost = host.includes(':') ? `[${host}]` : host;
      return { hubId: hub.id, host, port: coordinator.port, url: `tcp://${urlHost}:${coordinator.port}` };
    });
  }

  get radioServices(): readonly RadioService[] {
    return this.#radios;
  }

  *devices(): Iterable<PlacedDevice> {
    for (const radio of this.#radios) yield* radio.placed.values();
  }

  /** @throws ZigfleetError `not-found`, with the nearest id there is */
  device(id: string): PlacedDevice {
    for (const radio of this.#radios) {
      const placed = radio.placed.get(id);
      if (placed !== undefined) return placed;
    }
    const hint = didYouMean(
      id,
      this.house.devices.map((device) => device.id),
    );
    throw new ZigfleetError('not-found', `there is no device "${id}"${hint}`);
  }

  /**
   * Resolves when all coordinators listen. What was started before a failure is stopped again.
   * @throws ZigfleetError `port-taken` naming the hub; `decode-failed` if a file of the data directory is damaged
   */
  async start(): Promise<void> {
    try {
      await this.#lifecycle.start('world', this.world);
      for (const { id, humidity, isOutside } of this.house.rooms) {
        if (!isOutside) this.world.setAir(id, { humidityPercent: humidity });
      }
      for (const radio of this.#radios) await this.#lifecycle.start(radio.hub.id, radio);
    } catch (error) {
      await this.#lifecycle.stop();
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.#lifecycle.stop();
  }
}
