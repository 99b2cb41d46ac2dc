import { createServer } from 'node:net';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';

/**
 * Makes sure that nobody listens on a loopback port, by listening on it for a moment.
 * @throws ZigfleetError `port-taken`, saying which option chooses another
 */
export function requireFreePort(port: number, purpose: string, remedy: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code})`;
      reject(
        new ZigfleetError('port-taken', `port ${port} (${purpose}) ${why}: ${remedy}`, { cause: error }),
      );
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
