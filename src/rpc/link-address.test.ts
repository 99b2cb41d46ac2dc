import { describe, expect, it } from 'vitest';
import { isLoopback, parseLinkAddress } from './link-address.ts';

describe('parseLinkAddress', () => {
  it.each([
    ['127.0.0.1:50051', { host: '127.0.0.1', port: 50051 }],
    ['platform.example.com:1', { host: 'platform.example.com', port: 1 }],
    ['[::1]:50051', { host: '::1', port: 50051 }],
  ])('reads %s', (text, address) => {
    expect(parseLinkAddress(text)).toEqual(address);
  });

  it.each([
    '',
    'host',
    ':1',
    'host:0',
    'host:65536',
    'host:1x',
    '::1:50051',
    'http://host:1',
    'a b:1',
    '[x]:1',
  ])('refuses "%s"', (text) => {
    expect(() => parseLinkAddress(text)).toThrow(expect.objectContaining({ code: 'invalid-config' }));
  });
});

describe('isLoopback', () => {
  it('tells this machine from others', () => {
    expect(['localhost', '127.0.0.1', '127.9.9.9', '::1'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '10.0.0.1', 'example.com', '127.0.0.1.example.com', '::'].some(isLoopback)).toBe(
      false,
    );
  });
});
