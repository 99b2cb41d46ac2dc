import { lookup, Resolver } from 'node:dns/promises';
import { Slots } from './slots.ts';

/** An address that a name leads to. */
export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

/** Lookups of the machine take a thread each, of which the process has few. */
const systemLookups = new Slots(1);
const resolver = new Resolver({ timeout: 2_000, tries: 2 });

/** Names that only this machine or its network can know. */
const localName = /^[^.]+\.?$|\.(local|lan|internal|localdomain|home\.arpa|test)\.?$/i;

/**
 * The addresses of a name. Public names are asked of the name servers without the threads that all lookups of the process
 * share: a name whose servers are slow, which anybody may register, holds up nobody else. Local names are looked up as the
 * machine does, with its file of hosts, one at a time.
 */
export async function resolveHostname(hostname: string): Promise<readonly ResolvedAddress[]> {
  if (localName.test(hostname)) {
    const found = await systemLookups.run(() => lookup(hostname, { all: true }));
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
  }
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason;
  return [
    ...(v4.status === 'fulfilled' ? v4.value : []).map((address) => ({ address, family: 4 as const })),
    ...(v6.status === 'fulfilled' ? v6.value : []).map((address) => ({ address, family: 6 as const })),
  ];
}
