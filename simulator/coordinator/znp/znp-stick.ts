import type { Clock } from '../../../src/common/clock.ts';
import type { Logger } from '../../../src/common/logger.ts';
import type { Random } from '../../../src/common/random.ts';
import { ZigfleetError } from '../../../src/common/zigfleet-error.ts';
import type { VirtualCoordinator } from '../../network/coordinator.ts';
import { createAfHandlers, InFlight } from './af-handlers.ts';
import { createAppConfigHandlers } from './app-config-handlers.ts';
import { KnownDevices } from './known-devices.ts';
import { MessageStore } from './message-store.ts';
import {
  afCommands,
  appConfigCommands,
  sysCommands,
  utilCommands,
  zdoCommands,
  zdoRequestClusters,
} from './mt-commands.ts';
import { command0, mtTypes } from './mt-frame.ts';
import { emptyLinkKeyTable, factoryItems, nvItems, nvTablesFor } from './nv-items.ts';
import { NvMemory } from './nv-memory.ts';
import { createSysHandlers } from './sys-handlers.ts';
import { createUtilHandlers } from './util-handlers.ts';
import { createZdoHandlers, sendZdoRequest, ZdoSequence } from './zdo-handlers.ts';
import { ZnpDevice } from './znp-device.ts';
import { ZnpDispatcher } from './znp-dispatcher.ts';
import { ZnpHost } from './znp-host.ts';
import { ZnpLine } from './znp-line.ts';

/** Reason in the reset indication (Z-Stack Monitor and Test API, SYS_RESET_IND). */
const watchdogReset = 2;

export interface ZnpStickOptions {
  coordinator: VirtualCoordinator;
  /** File of its non-volatile memory; absent: it forgets when the process ends. */
  nvPath?: string | undefined;
  /** How many devices its memory holds, 1..1000. */
  deviceCapacity: number;
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** A whole ZNP stick without its serial port: bytes of requests in, frames out through `line`. */
export class ZnpStick {
  readonly line = new ZnpLine();
  readonly dispatcher: ZnpDispatcher;
  readonly #coordinator: VirtualCoordinator;
  readonly #nv: NvMemory;
  readonly #device: ZnpDevice;
  readonly #host: ZnpHost;

  constructor(options: ZnpStickOptions) {
    const { coordinator, clock, random, logger, deviceCapacity } = options;
    this.#coordinator = coordinator;
    this.#nv = new NvMemory({
      path: options.nvPath,
      logger,
      tables: nvTablesFor(deviceCapacity),
      factoryItems: new Map([...factoryItems, [nvItems.linkKeyTable, emptyLinkKeyTable(deviceCapacity)]]),
    });
    this.#device = new ZnpDevice({ coordinator, nv: this.#nv, line: this.line, clock, random, logger });
    const inFlight = new InFlight();
    const messages = new MessageStore();
    const knownDevices = new KnownDevices(this.#nv);
    this.#host = new ZnpHost(this.#device, inFlight, knownDevices, messages);
    this.dispatcher = new ZnpDispatcher(this.#device);
    this.dispatcher.register(sysCommands, createSysHandlers(this.#device));
    this.dispatcher.register(afCommands, createAfHandlers(this.#device, inFlight, messages));
    this.dispatcher.register(utilCommands, createUtilHandlers(this.#device, knownDevices));
    this.dispatcher.register(appConfigCommands, createAppConfigHandlers(this.#device));
    this.#registerZdo();
  }

  /** Plugs it in: reads the memory. The network stays down until the host starts it. */
  async start(): Promise<void> {
    await this.#nv.start();
    this.#device.boot();
    this.#coordinator.attachHost(this.#host);
  }

  /** Pulls it out. */
  async stop(): Promise<void> {
    this.#coordinator.attachHost(undefined);
    this.#coordinator.stop();
    this.#coordinator.clearRegistrations();
    await this.#nv.stop();
  }

  /** A fault: it restarts by itself, as after a watchdog, and says so. */
  restart(): void {
    this.#device.reset(watchdogReset);
  }

  #registerZdo(): void {
    const sequence = new ZdoSequence();
    this.dispatcher.register(zdoCommands, createZdoHandlers(this.#device, sequence));
    for (const [id, clusterId] of Object.entries(zdoRequestClusters)) {
      this.dispatcher.registerRaw(command0(mtTypes.sreq, 'zdo'), Number(id), (data) => {
        if (data.length < 2) throw new ZigfleetError('decode-failed', 'a ZDO request needs a destination');
        return Buffer.of(sendZdoRequest(this.#device, sequence, clusterId, data));
      });
    }
  }
}
