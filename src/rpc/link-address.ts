import { isIPv4 } from 'node:net';
import { ZigfleetError } from '../common/zigfleet-error.ts';

/** Where the platform's link listens. */
export interface LinkAddress {
  host: string;
  port: number;
}

/**
 * Reads `HOST:PORT`, `[IPV6]:PORT`.
 * @throws ZigfleetError `invalid-config`
 */
export function parseLinkAddress(text: string): LinkAddress {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]/\s]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || port < 1 || port > 65535) {
    throw new ZigfleetError('invalid-config', `"${text}" is not HOST:PORT`);
  }
  return { host, port };
}

/** Whether nothing said to this host leaves the machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}
