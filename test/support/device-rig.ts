import type { DeviceSettings, Surroundings } from '../../simulator/devices/behaviour.ts';
import type { DeviceModel } from '../../simulator/devices/device-model.ts';
import type { DeviceState } from '../../simulator/devices/device-state.ts';
import { VirtualDevice } from '../../simulator/devices/virtual-device.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { seededRandom } from '../../src/common/random.ts';
import { fromCoordinator, RecordingNetwork } from './recording-network.ts';

/** Air that can be set. */
export class StillAir implements Surroundings {
  temperatureC = 20;

  temperature(): number {
    return this.temperatureC;
  }

  humidity(): number {
    return 50;
  }

  pressure(): number {
    return 1000;
  }
}

/** One device of a model, on a network that only remembers, in time that moves when told. */
export class DeviceRig {
  readonly clock = new ManualClock();
  readonly network = new RecordingNetwork(this.clock);
  readonly air = new StillAir();
  readonly device: VirtualDevice;

  constructor(model: DeviceModel, options: { settings?: DeviceSettings; state?: DeviceState } = {}) {
    this.device = new VirtualDevice({
      model,
      ieeeAddress: '0x00158d0000000001',
      context: {
        clock: this.clock,
        random: seededRandom(5),
        surroundings: this.air,
        settings: options.settings ?? {},
      },
      logger: silentLogger(),
      state: options.state,
    });
    this.network.joined = false;
    this.device.attach(this.network);
    this.device.start();
  }

  /** Joins, and lets the first words pass: they are returned. */
  join(): string[] {
    this.network.joined = true;
    this.device.onJoined(false);
    this.clock.advance(2_000);
    return this.network.takeSent();
  }

  /** What it sends at once upon a frame. */
  ask(clusterId: number, hex: string, options?: { endpointId?: number; groupId?: number }): string[] {
    this.network.takeSent();
    this.device.receive(fromCoordinator(clusterId, hex, options));
    return this.network.takeSent();
  }

  value(name: string): boolean | number | string {
    return this.device.variable(name).value;
  }

  /** What it sends within a time. */
  wait(durationMs: number): string[] {
    this.network.takeSent();
    this.clock.advance(durationMs);
    return this.network.takeSent();
  }
}
