import { ControlServer } from '../../simulator/control/control-server.ts';
import type { HouseDirector } from '../../simulator/control/house-director.ts';
import type { Logger } from '../../src/common/logger.ts';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import { writeControlFile } from './control-files.ts';
import { controlPortDefault } from './control-port.ts';
import { controlTokenVariable } from './control-target.ts';

/** A control API that listens, and that other commands find. */
export interface ServedControl {
  url: string;
  stop: () => Promise<void>;
}

export interface ServeControlOptions {
  director: HouseDirector;
  logger: Logger;
  /** 0: any that is free. Absent: the usual one, or any if that is taken. */
  port: number | undefined;
}

/** @throws ZigfleetError `port-taken` if the port that was asked for is */
export async function serveControl({ director, logger, port }: ServeControlOptions): Promise<ServedControl> {
  const server = await startServer(director, logger, port);
  const { url, token } = server;
  const { name } = director.house.house;
  let forget: () => void;
  try {
    forget = writeControlFile(process.env, { control: url, token, house: name, pid: process.pid });
  } catch (error) {
    // A home that cannot be written to is no reason not to serve: the token can be given.
    forget = () => undefined;
    logger.warn(
      { err: error },
      `other commands will not find the house: give both sides ${controlTokenVariable}`,
    );
  }
  return {
    url,
    stop: async () => {
      forget();
      await server.stop();
    },
  };
}

async function startServer(
  director: HouseDirector,
  logger: Logger,
  port: number | undefined,
): Promise<ControlServer> {
  const token = process.env[controlTokenVariable];
  const start = async (at: number) => {
    const server = new ControlServer({ director, logger, port: at, token });
    await server.start();
    return server;
  };
  if (port !== undefined) return start(port);
  try {
    return await start(controlPortDefault);
  } catch (error) {
    if (!isZigfleetError(error, 'port-taken')) throw error;
    return start(0);
  }
}
