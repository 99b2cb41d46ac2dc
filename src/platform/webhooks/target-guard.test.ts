import { describe, expect, it } from 'vitest';
import { TargetGuard } from './target-guard.ts';

describe('TargetGuard', () => {
  const guard = new TargetGuard();

  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '::127.0.0.1',
    '::7f00:1',
    'no address',
    '',
    '127.1',
  ])('refuses %s', (address) => {
    expect(guard.permits(address)).toBe(false);
  });

  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'permits %s',
    (address) => {
      expect(guard.permits(address)).toBe(true);
    },
  );

  it('permits what the operator allows, and no more', () => {
    const own = new TargetGuard({ allowedNetworks: ['127.0.0.0/8', 'fd00:1::/32'] });
    expect(own.permits('127.0.0.1')).toBe(true);
    expect(own.permits('::ffff:127.0.0.1')).toBe(true);
    expect(own.permits('fd00:1::5')).toBe(true);
    expect(own.permits('10.0.0.1')).toBe(false);
    expect(() => new TargetGuard({ allowedNetworks: ['everything'] })).toThrow('no network');
  });

  it('refuses a name if any of its addresses is inside', async () => {
    const mixed = new TargetGuard({
      resolve: async () => [
        { address: '8.8.8.8', family: 4 },
        { address: '169.254.169.254', family: 4 },
      ],
    });
    await expect(mixed.check('rebind.example')).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('gives the addresses that were checked', async () => {
    const good = new TargetGuard({ resolve: async () => [{ address: '8.8.4.4', family: 4 }] });
    expect(await good.check('dns.example')).toEqual([{ address: '8.8.4.4', family: 4 }]);
    expect(await good.check('[2606:4700::1111]')).toEqual([{ address: '2606:4700::1111', family: 6 }]);
    await expect(good.check('[::1]')).rejects.toThrow('inside');
  });

  it('says when a name cannot be resolved', async () => {
    const none = new TargetGuard({ resolve: async () => Promise.reject(new Error('ENOTFOUND')) });
    await expect(none.check('nowhere.example')).rejects.toThrow('nowhere.example cannot be resolved');
    await expect(new TargetGuard({ resolve: async () => [] }).check('empty.example')).rejects.toThrow(
      'no address',
    );
  });
});
