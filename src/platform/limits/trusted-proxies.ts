import { BlockList, isIP } from 'node:net';
import { ZigfleetError } from '../../common/zigfleet-error.ts';

/** The reverse proxies that are believed when they say who asks. */
export class TrustedProxies {
  readonly #networks = new BlockList();
  readonly isEmpty: boolean;

  /** @param list - addresses and networks (CIDR). @throws ZigfleetError `invalid-config` */
  constructor(list: readonly string[] = []) {
    this.isEmpty = list.length === 0;
    for (const each of list) {
      const [address = '', bits = '', ...rest] = each.split('/');
      const family = isIP(address);
      const bitsMax = family === 4 ? 32 : 128;
      const prefix = each.includes('/') ? Number(/^\d{1,3}$/.exec(bits)?.[0] ?? Number.NaN) : bitsMax;
      if (family === 0 || rest.length > 0 || !(prefix <= bitsMax)) {
        throw new ZigfleetError('invalid-config', `--trusted-proxies: ${each} is no address and no network`);
      }
      this.#networks.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
    }
  }

  /** From a list by commas, as the configuration has it. @throws ZigfleetError `invalid-config` */
  static parse(list = ''): TrustedProxies {
    const texts = list.split(',').map((each) => each.trim());
    return new TrustedProxies(texts.filter((each) => each !== ''));
  }

  has(address: string | undefined): boolean {
    const plain = plainAddress(address ?? '');
    const family = isIP(plain);
    return family !== 0 && this.#networks.check(plain, family === 4 ? 'ipv4' : 'ipv6');
  }
}

/** An address as it is counted by: IPv4 as such, of IPv6 the network that one customer usually has (/64). */
export function addressGroup(address: string): string {
  const plain = plainAddress(address);
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  while (tail !== undefined && groups.length < 8 - after.length) groups.push('0');
  const network = [...groups, ...after].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}

/** An IPv4 address that came through an IPv6 socket is still one. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
