import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { systemRandom } from '../../src/common/random.ts';
import type { ExecutionOutcome } from '../../src/devices/command-outcome.ts';
import type { DeviceDescriptor } from '../../src/devices/device-descriptor.ts';
import type { CommandExecutor, HubCommand } from '../../src/hub/uplink/command-executor.ts';
import { Uplink, type UplinkOptions } from '../../src/hub/uplink/uplink.ts';
import type { Command } from '../../src/rpc/gen/zigfleet/link/v1/link.ts';

const settable = { reported: true, settable: true, gettable: true };

/** A plug with one trait of each kind of value. */
export const plug: DeviceDescriptor = {
  ieeeAddress: '0x00158d0000000001',
  logicalType: 'router',
  powerSource: 'mains',
  modelId: 'lumi.plug',
  model: 'ZNCZ02LM',
  vendor: 'Aqara',
  description: 'A plug',
  supported: true,
  sleepy: false,
  traits: [
    { type: 'enum', name: 'state', values: ['ON', 'OFF'], toggleValue: 'TOGGLE', access: settable },
    { type: 'number', name: 'power', unit: 'W', access: { ...settable, settable: false } },
    { type: 'boolean', name: 'led', access: settable },
  ],
};

/** The same plug under another address. */
export function plugNumber(number: number): DeviceDescriptor {
  const digits = (0x00158d0000000000n + BigInt(number)).toString(16).padStart(16, '0');
  return { ...plug, ieeeAddress: `0x${digits}` };
}

/** Executes what it is told when it is told. */
export class ScriptedExecutor implements CommandExecutor {
  readonly commands: HubCommand[] = [];
  execution: (command: HubCommand) => Promise<ExecutionOutcome> = async (command) => ({
    state: 'succeeded',
    confirmed: command.action.type === 'setTraits' ? command.action.values : {},
  });

  whenReady: Promise<void> = Promise.resolve();

  ready(): Promise<void> {
    return this.whenReady;
  }

  execute(command: HubCommand): Promise<ExecutionOutcome> {
    this.commands.push(command);
    return this.execution(command);
  }
}

/** Uplinks with one data folder, one after the other. */
export class UplinkRig {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'zigfleet-uplink-'));
  readonly executor = new ScriptedExecutor();
  readonly #uplinks: Uplink[] = [];

  async start(port: number, options: Partial<UplinkOptions> = {}): Promise<Uplink> {
    const uplink = new Uplink({
      dataDir: this.dataDir,
      platformAddress: `127.0.0.1:${port}`,
      hubModel: 'smart-gateway',
      softwareVersion: '1',
      executor: this.executor,
      linkBounds: { delayMinMs: 20, delayMaxMs: 100, refusedDelayMs: 100 },
      clock: systemClock,
      random: systemRandom,
      logger: silentLogger(),
      ...options,
    });
    this.#uplinks.push(uplink);
    await uplink.start();
    return uplink;
  }

  async stop(): Promise<void> {
    for (const uplink of this.#uplinks) await uplink.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** A command for the plug with an index, to set its state. */
export function setState(commandId: string, device: number, state: string, ttlMs = 10_000): Command {
  const values = [{ trait: 0, value: { $case: 'text' as const, value: state } }];
  return { commandId, ttlMs, traceparent: '', action: { $case: 'setTraits', value: { device, values } } };
}
