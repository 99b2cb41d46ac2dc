import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { addressGroup, type TrustedProxies } from './trusted-proxies.ts';

/** Closes connections of an address that has too many. Trusted proxies have as many as they need. */
export function limitConnectionsPerAddress(
  server: Server,
  connectionsMax: number,
  proxies: TrustedProxies,
): void {
  const counts = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || proxies.has(remoteAddress)) return;
    const address = addressGroup(remoteAddress);
    const count = (counts.get(address) ?? 0) + 1;
    if (count > connectionsMax) {
      socket.destroy();
      return;
    }
    counts.set(address, count);
    socket.once('close', () => {
      const left = (counts.get(address) ?? 1) - 1;
      if (left === 0) counts.delete(address);
      else counts.set(address, left);
    });
  });
}
