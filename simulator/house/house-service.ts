import { join } from 'node:path';
import { type Clock, systemClock } from '../../src/common/clock.ts';
import { Lifecycle, type Service } from '../../src/common/lifecycle.ts';
import type { Logger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { seededRandom } from '../../src/common/random.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { World } from '../world/world.ts';
import { devicePlaceOf } from './device-places.ts';
import { didYouMean } from './did-you-mean.ts';
import type { House, HouseDevice } from './house.ts';
import { HouseSteps } from './house-steps.ts';
import { noRoom, worldOptionsOf } from './house-world.ts';
import { PowerSupply } from './power-supply.ts';
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
  /** Who has power. */
  readonly power = new PowerSupply();
  readonly #radios: readonly RadioService[];
  readonly #lifecycle: Lifecycle;
  readonly #steps: HouseSteps | undefined;
  #stepping: Promise<void> | undefined;

  constructor(house: House, options: HouseServiceOptions) {
    const { logger, dataDir, clock = systemClock } = options;
    this.house = house;
    const { speed, startMs } = house.clock;
    const stepped = speed === 0 ? new ManualClock(startMs ?? clock.now()) : undefined;
    this.clock = stepped ?? new ScaledClock(clock, house.clock);
    this.#lifecycle = new Lifecycle(logger);
    const random = seededRandom(house.seed);
    this.world = new World(worldOptionsOf(house), {
      clock: this.clock,
      random: random.fork('world'),
      logger,
    });
    const contextOf = (device: HouseDevice) => {
      const { id, roomId, settings } = device;
      const environment = this.world.at(roomId ?? noRoom);
      const surroundings = new RoomAir(environment, this.clock, random.fork(`air ${id}`));
      return {
        clock: this.clock,
        random: random.fork(`device ${id}`),
        surroundings,
        settings,
        place: devicePlaceOf(this.world, house, device),
      };
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
          onBatteryEmpty: (placed) => void this.power.cut(placed, 'batteryEmpty'),
        }),
    );
    this.#steps = stepped && new HouseSteps(stepped, this.#radios);
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

  /** That of one hub, or all. @throws ZigfleetError `not-found`, with the nearest id there is */
  radiosOf(hubId: string | undefined): readonly RadioService[] {
    if (hubId === undefined) return this.#radios;
    const found = this.#radios.filter(({ hub }) => hub.id === hubId);
    if (found.length > 0) return found;
    const known = this.#radios.map(({ hub }) => hub.id);
    throw new ZigfleetError('not-found', `there is no hub "${hubId}"${didYouMean(hubId, known)}`);
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
      this.#followMains();
    } catch (error) {
      await this.#lifecycle.stop();
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.#lifecycle.stop();
  }

  /** Whether its time stands still unless `step` moves it. */
  get isStepped(): boolean {
    return this.#steps !== undefined;
  }

  /**
   * Moves its time on; one step at a time. Its radios and serial lines go on in the machine's time.
   * @throws ZigfleetError `conflict` if its time moves by itself, or is being moved
   */
  async step(durationMs: number, signal?: AbortSignal): Promise<void> {
    if (this.#steps === undefined) {
      throw new ZigfleetError(
        'conflict',
        'the clock of the house runs by itself: serve it with --speed 0 to step it',
      );
    }
    if (this.#stepping !== undefined) throw new ZigfleetError('conflict', 'a step is going on');
    this.#stepping = this.#steps.run(durationMs, signal);
    try {
      await this.#stepping;
    } finally {
      this.#stepping = undefined;
    }
  }

  /** What runs on the mains of a room goes out and comes back with them. */
  #followMains(): void {
    const subscription = this.world.subscribe((event) => {
      if (event.type !== 'mainsLost' && event.type !== 'mainsRestored') return;
      const places = new Set(event.places);
      for (const placed of this.devices()) {
        const { model, roomId = noRoom } = placed.entry;
        if (model.node.powerSource !== 'mains' || !places.has(roomId)) continue;
        if (event.type === 'mainsLost') this.power.cut(placed, 'outage');
        else this.power.restore(placed, 'outage');
      }
    });
    this.#lifecycle.onStop('mains', () => subscription.cancel());
  }
}
