import { BlockList, isIP } from 'node:net';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { type ResolvedAddress, resolveHostname } from './resolve-hostname.ts';

/** Addresses that are no place on the public internet (IANA special-purpose registries; cloud metadata is link-local). */
const insideNetworks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // The unspecified address, loopback, and IPv4 addresses in a form that is not used any more.
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/** An address that was checked. The connection must be made to this very address: names may resolve anew. */
export type CheckedTarget = ResolvedAddress;

export interface TargetGuardOptions {
  /** Networks (CIDR) that the operator allows although they are inside. */
  allowedNetworks?: readonly string[];
  /** For tests: how a name becomes addresses. */
  resolve?: (hostname: string) => Promise<readonly CheckedTarget[]>;
}

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    const family = isIP(address);
    if (family === 0 || !/^\d+$/.test(prefix)) {
      throw new ZigfleetError(
        'invalid-config',
        `"${network}" is no network: write address/prefix, as in 10.1.0.0/16`,
      );
    }
    list.addSubnet(address, Number(prefix), family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** Keeps webhooks from being used to reach into the network that the platform stands in. */
export class TargetGuard {
  readonly #inside = blockListOf(insideNetworks);
  readonly #allowed: BlockList;
  readonly #resolve: (hostname: string) => Promise<readonly CheckedTarget[]>;

  constructor(options: TargetGuardOptions = {}) {
    this.#allowed = blockListOf(options.allowedNetworks ?? []);
    this.#resolve = options.resolve ?? resolveHostname;
  }

  /** Whether the operator allows this address by name. */
  isAllowed(address: string): boolean {
    const plain = plainAddress(address);
    const version = isIP(plain);
    return version !== 0 && this.#allowed.check(plain, version === 6 ? 'ipv6' : 'ipv4');
  }

  /** Whether a connection to this address may be made. IPv4 addresses mapped into IPv6 count as IPv4. */
  permits(address: string): boolean {
    const plain = plainAddress(address);
    const version = isIP(plain);
    if (version === 0) return false;
    const family = version === 6 ? 'ipv6' : 'ipv4';
    return this.#allowed.check(plain, family) || !this.#inside.check(plain, family);
  }

  /**
   * The addresses of a host to which a connection may be made.
   * @throws ZigfleetError `invalid-request` if the name does not resolve, or any of its addresses is inside: a name with
   * both kinds is an attack or a mistake
   */
  async check(hostname: string): Promise<readonly CheckedTarget[]> {
    const bare = hostname.replace(/^\[|\]$/g, '');
    const version = isIP(bare);
    let targets: readonly CheckedTarget[];
    try {
      targets =
        version === 0 ? await this.#resolve(bare) : [{ address: bare, family: version === 6 ? 6 : 4 }];
    } catch (error) {
      throw new ZigfleetError('invalid-request', `${hostname} cannot be resolved`, { cause: error });
    }
    if (targets.length === 0) throw new ZigfleetError('invalid-request', `${hostname} has no address`);
    if (targets.some(({ address }) => !this.permits(address))) {
      throw new ZigfleetError(
        'invalid-request',
        `${hostname} is inside the platform's own network: the operator must allow it`,
      );
    }
    return targets;
  }
}

/** `::ffff:10.0.0.1` and `::ffff:a00:1` are 10.0.0.1; a zone (`%eth0`) is cut off. */
function plainAddress(address: string): string {
  const [bare = ''] = address.toLowerCase().split('%');
  const dotted = /^(?:0*:)*:?(?:0*:)*ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (dotted) return dotted;
  const hex = /^(?:0*:)*:?(?:0*:)*ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(bare);
  if (!hex) return bare;
  const [high, low] = [Number.parseInt(hex[1] ?? '', 16), Number.parseInt(hex[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
