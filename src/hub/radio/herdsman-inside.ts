import type { EventEmitter } from 'node:events';
import { type Controller, type Models, Zdo } from 'zigbee-herdsman';
import type { Logger } from '../../common/logger.ts';

/**
 * The parts of zigbee-herdsman's Controller (version 11.1.1) that this radio needs and that its declarations keep
 * private: there is no other way to close a line whose start failed, to ask whether the coordinator still answers, to
 * notice that it was reset, or to keep one bad frame or a full disk from ending the process.
 */
interface ControllerInside {
  adapter?: {
    stop(): Promise<void>;
    /** One request to the coordinator and its answer. */
    getCoordinatorIEEE(): Promise<string>;
    hasZdoMessageOverhead: boolean;
    /** A ZDO request and its answer: a status, and what comes with it. */
    sendZdo(
      ieeeAddress: string,
      networkAddress: number,
      clusterId: number,
      payload: Buffer,
      disableResponse: false,
    ): Promise<[status: number, answer: Record<string, unknown> | undefined]>;
    /** Z-Stack only: finds the way to a node anew. */
    discoverRoute?(networkAddress: number, waitSettled?: boolean): Promise<void>;
    /** Z-Stack only: the serial protocol's messages. */
    znp?: EventEmitter;
  };
  database?: { write(): void };
  adapterDisconnected: boolean;
  permitJoinTimer: NodeJS.Timeout | undefined;
  onZclPayload(payload: unknown): Promise<void>;
  onDeviceJoined(payload: unknown): Promise<void>;
}

function insideOf(controller: Controller): ControllerInside {
  return controller as unknown as ControllerInside;
}

/**
 * Stops a controller whose line is lost or was never good: closes it, writes the database, forgets the static state,
 * and sends nothing.
 */
export async function stopWithoutLine(controller: Controller): Promise<void> {
  const inside = insideOf(controller);
  clearTimeout(inside.permitJoinTimer);
  if (!inside.adapter) return;
  await inside.adapter.stop();
  inside.adapterDisconnected = true;
  await controller.stop();
}

/** Resolves if the coordinator answers a request. */
export async function askCoordinator(controller: Controller): Promise<void> {
  await insideOf(controller).adapter?.getCoordinatorIEEE();
}

/** Calls `onReset` when the coordinator says that it was reset without having been asked to. */
export function watchForReset(controller: Controller, onReset: () => void): void {
  insideOf(controller).adapter?.znp?.on('received', (message: { command?: { name?: string } }) => {
    if (message.command?.name === 'resetInd') onReset();
  });
}

/**
 * The library handles frames in asynchronous listeners that nobody awaits: an error in one would end the process as an
 * unhandled rejection. Call before the controller is started.
 */
export function containFrameErrors(controller: Controller, logger: Logger): void {
  const inside = insideOf(controller);
  for (const handler of ['onZclPayload', 'onDeviceJoined'] as const) {
    const handle = inside[handler].bind(controller);
    inside[handler] = async (payload) => {
      try {
        await handle(payload);
      } catch (error) {
        logger.warn({ err: error, handler }, 'a frame could not be handled');
      }
    };
  }
}

/**
 * The library writes its database inside timers and listeners: where the disk is full that would end the process. What
 * could not be written stays in memory and is written with the next change. Call after the controller is started.
 */
export function containDatabaseErrors(controller: Controller, logger: Logger): void {
  const { database } = insideOf(controller);
  if (!database) return;
  const write = database.write.bind(database);
  database.write = () => {
    try {
      write();
    } catch (error) {
      logger.error({ err: error }, "the radio's database of devices could not be written; will try again");
    }
  };
}

/** Asks a node for a page of one of its tables. */
export async function sendZdo(
  controller: Controller,
  { ieeeAddr, networkAddress }: Pick<Models.Device, 'ieeeAddr' | 'networkAddress'>,
  clusterId: Parameters<typeof Zdo.Buffalo.buildRequest>[1] & number,
  startIndex: number,
): Promise<[status: number, answer: Record<string, unknown> | undefined]> {
  const { adapter } = insideOf(controller);
  if (!adapter) throw new Error('the adapter is closed');
  const build = Zdo.Buffalo.buildRequest as (overhead: boolean, id: number, ...rest: number[]) => Buffer;
  const payload = build.call(Zdo.Buffalo, adapter.hasZdoMessageOverhead, clusterId, startIndex);
  return await adapter.sendZdo(ieeeAddr, networkAddress, clusterId, payload, false);
}

/** Has the coordinator look for a way to the endpoint's device anew, where it can be asked to; does not wait for it. */
export async function discoverRoute(endpoint: Models.Endpoint): Promise<void> {
  // The library keeps its adapter in a static member of what an endpoint is derived from.
  const { adapter } = endpoint.constructor as unknown as Pick<ControllerInside, 'adapter'>;
  await adapter?.discoverRoute?.(endpoint.getDevice().networkAddress, false);
}
