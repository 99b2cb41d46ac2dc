import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataBytesMax, encodeFrame, MtParser } from './mt-frame.ts';

/** Collects what a parser finds. */
function collector() {
  const frames: { cmd0: number; cmd1: number; data: string }[] = [];
  const parser = new MtParser((cmd0, cmd1, data) => frames.push({ cmd0, cmd1, data: data.toString('hex') }));
  return { frames, parser };
}

describe('encodeFrame', () => {
  // Frames as the Monitor and Test API document and common tools print them.
  it.each([
    ['SYS_PING', 0x21, 0x01, '', 'fe00210120'],
    ['SYS_PING response', 0x61, 0x01, '7904', 'fe02610179041f'],
    ['SYS_VERSION', 0x21, 0x02, '', 'fe00210223'],
    ['SYS_RESET_REQ, soft', 0x41, 0x00, '01', 'fe0141000141'],
    ['ZDO_STATE_CHANGE_IND, coordinator', 0x45, 0xc0, '09', 'fe0145c0098d'],
    ['UTIL_GET_DEVICE_INFO', 0x27, 0x00, '', 'fe00270027'],
    ['AF_DATA_CONFIRM', 0x44, 0x80, '000105', 'fe034480000105c3'],
  ])('writes %s', (_name, cmd0, cmd1, data, expected) => {
    expect(encodeFrame(cmd0, cmd1, Buffer.from(data, 'hex')).toString('hex')).toBe(expected);
  });

  it('refuses more data than a frame holds', () => {
    expect(() => encodeFrame(0x21, 0x01, Buffer.alloc(dataBytesMax + 1))).toThrow(RangeError);
  });
});

describe('MtParser', () => {
  it('skips what comes before a frame, the boot loader byte among it', () => {
    const { frames, parser } = collector();
    parser.push(Buffer.from('ef00fe00210120', 'hex'));
    expect(frames).toEqual([{ cmd0: 0x21, cmd1: 0x01, data: '' }]);
    expect(parser.counts).toEqual({ frames: 1, skippedBytes: 2, badFrames: 0 });
  });

  it('drops a frame whose check byte is wrong and finds the next', () => {
    const { frames, parser } = collector();
    parser.push(Buffer.from('fe00210121fe00210223', 'hex'));
    expect(frames).toEqual([{ cmd0: 0x21, cmd1: 0x02, data: '' }]);
    expect(parser.counts.badFrames).toBe(1);
  });

  it('finds a frame behind a false start byte', () => {
    const { frames, parser } = collector();
    parser.push(Buffer.from('fefe00210120', 'hex'));
    expect(frames).toHaveLength(1);
  });

  it('does not wait for a frame that claims to be too long', () => {
    const { frames, parser } = collector();
    parser.push(Buffer.from('fefffe00210120', 'hex'));
    expect(frames).toHaveLength(1);
    expect(parser.pendingBytes).toBe(0);
  });

  it('gives up an unfinished frame on demand, and finds what it had swallowed', () => {
    const { frames, parser } = collector();
    parser.push(Buffer.from('fe50fe00210120', 'hex'));
    expect(frames).toHaveLength(0);
    parser.resynchronise();
    expect(frames).toHaveLength(1);
  });

  it('finds the same frames however the stream is cut', () => {
    const frame = fc.record({
      cmd0: fc.integer({ min: 0, max: 255 }),
      cmd1: fc.integer({ min: 0, max: 255 }),
      data: fc.uint8Array({ maxLength: dataBytesMax }),
    });
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 8 }),
        fc.array(fc.nat(40), { maxLength: 60 }),
        (sent, cuts) => {
          const { frames, parser } = collector();
          const stream = Buffer.concat(
            sent.map(({ cmd0, cmd1, data }) => encodeFrame(cmd0, cmd1, Buffer.from(data))),
          );
          let offset = 0;
          for (const cut of cuts) {
            parser.push(stream.subarray(offset, offset + cut));
            offset += cut;
          }
          if (offset < stream.length) parser.push(stream.subarray(offset));
          expect(frames).toEqual(
            sent.map(({ cmd0, cmd1, data }) => ({ cmd0, cmd1, data: Buffer.from(data).toString('hex') })),
          );
          expect(parser.pendingBytes).toBe(0);
        },
      ),
    );
  });

  it('holds less than one frame of whatever it is given', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 10 }), (chunks) => {
        const { parser } = collector();
        for (const chunk of chunks) parser.push(Buffer.from(chunk));
        expect(parser.pendingBytes).toBeLessThan(dataBytesMax + 5);
      }),
    );
  });
});
