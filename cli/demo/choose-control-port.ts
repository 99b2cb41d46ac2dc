import { type AddressInfo, createServer } from 'node:net';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import { controlPortDefault } from '../sim/control-port.ts';
import { requireFreePort } from './require-free-port.ts';

/**
 * Where the house is controlled: where it was asked for, at the usual port, or at any if that is taken.
 * @throws ZigfleetError `port-taken` if the port that was asked for is
 */
export async function chooseControlPort(asked: number | undefined): Promise<number> {
  const port = asked ?? controlPortDefault;
  try {
    await requireFreePort(port, 'control of the house', 'choose another with --control-port');
    return port;
  } catch (error) {
    if (asked !== undefined || !isZigfleetError(error, 'port-taken')) throw error;
    return anyFreePort();
  }
}

function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
