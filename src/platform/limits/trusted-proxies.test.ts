import { describe, expect, it } from 'vitest';
import { addressGroup, TrustedProxies } from './trusted-proxies.ts';

describe('TrustedProxies', () => {
  it('knows addresses and networks of both families', () => {
    const proxies = TrustedProxies.parse('10.0.0.0/8, 192.0.2.1,2001:db8::/32');
    expect(
      ['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.1', '2001:db8:1::5'].every((each) => proxies.has(each)),
    ).toBe(true);
    expect(
      ['11.0.0.1', '192.0.2.2', '2001:db9::1', '', undefined, 'x'].some((each) => proxies.has(each)),
    ).toBe(false);
    expect(TrustedProxies.parse('').isEmpty).toBe(true);
    expect(TrustedProxies.parse(undefined).has('127.0.0.1')).toBe(false);
  });

  it.each(['localhost', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '1.2.3', '::/129'])(
    'refuses %s',
    (list) => {
      expect(() => TrustedProxies.parse(list)).toThrow(list);
    },
  );
});

describe('addressGroup', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:DB8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001:db8::5', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0001::5', '2001:db8:0:1::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1:2:3:4:5', 'fe80:0:0:1::/64'],
  ])('%s counts as %s', (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });
});
