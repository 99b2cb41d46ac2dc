import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginFrame, decodeFrame } from './frame.ts';

describe('frame header', () => {
  it('reads a plain one', () => {
    const { header, payload } = decodeFrame(Buffer.from('182c0a000029 7d09'.replace(' ', ''), 'hex'));
    expect(header).toEqual({
      clusterSpecific: false,
      manufacturerCode: undefined,
      fromServer: true,
      disableDefaultResponse: true,
      sequence: 0x2c,
      commandId: 0x0a,
    });
    expect(payload.remaining).toBe(5);
  });

  it('reads a manufacturer-specific one', () => {
    const { header } = decodeFrame(Buffer.from('1c5f112d0a', 'hex'));
    expect(header).toMatchObject({ manufacturerCode: 0x115f, sequence: 0x2d, commandId: 0x0a });
  });

  it.each(['', '18', '182c', '1c5f112d', '020100', '03ffff'])('refuses %j', (hex) => {
    expect(() => decodeFrame(Buffer.from(hex, 'hex'))).toThrow(
      expect.objectContaining({ code: 'decode-failed' }),
    );
  });

  it('writes what it reads', () => {
    const header = fc.record({
      clusterSpecific: fc.boolean(),
      manufacturerCode: fc.option(fc.integer({ min: 0, max: 0xffff }), { nil: undefined }),
      fromServer: fc.boolean(),
      disableDefaultResponse: fc.boolean(),
      sequence: fc.integer({ min: 0, max: 255 }),
      commandId: fc.integer({ min: 0, max: 255 }),
    });
    fc.assert(
      fc.property(header, (given) => {
        expect(decodeFrame(beginFrame(given).toBuffer()).header).toEqual(given);
      }),
    );
  });
});
