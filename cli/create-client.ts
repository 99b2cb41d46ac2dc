import { ZigfleetClient, type ZigfleetClientOptions } from '../client/zigfleet-client.ts';
import { softwareVersion } from '../src/common/software-version.ts';

/** A client that says which program asks: the platform keeps it with commands and in its audit. */
export function createClient(options: ZigfleetClientOptions): ZigfleetClient {
  const program = `zigfleet-cli/${softwareVersion()}`;
  return new ZigfleetClient({
    ...options,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('user-agent', program);
      return fetch(input, { ...init, headers });
    },
  });
}
