import { describe, expect, it } from 'vitest';
import { createLogger } from '../../common/logger.ts';
import { herdsmanLog, redactKeys } from './herdsman-log.ts';

const keyBytes = [1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 13];
const keyHex = Buffer.from(keyBytes).toString('hex');

describe('redactKeys', () => {
  it.each([
    `Network Key: configured=${keyHex}, adapter:active=${keyHex.toUpperCase()}`,
    `--> SREQ: SYS - osalNvWriteExt - {"id":98,"value":{"type":"Buffer","data":[${keyBytes}]}}`,
    `<-- SRSP: SYS - nvRead - {"value":"${keyHex}00"}`,
    `{"networkKey":[${keyBytes.join(', ')}]}`,
  ])('takes keys out of %s', (message) => {
    const redacted = redactKeys(message);
    expect(redacted).not.toContain(keyHex);
    expect(redacted).not.toContain(keyHex.toUpperCase());
    expect(redacted).not.toContain(keyBytes.slice(0, 8).join(','));
    expect(redacted).not.toContain(keyBytes.slice(0, 8).join(', '));
    expect(redacted).toContain('[redacted]');
  });

  it('leaves other messages as they are', () => {
    const message = "Received payload: clusterID=6, address=38154, device '0x00158d0001020304'";
    expect(redactKeys(message)).toBe(message);
  });
});

describe('herdsmanLog', () => {
  it("does not make a message that nobody reads, and knows what the library's levels mean here", () => {
    const lines: { level: string; library: string; msg: string }[] = [];
    const logger = createLogger({
      name: 'test',
      level: 'info',
      destination: { write: (line: string) => lines.push(JSON.parse(line)) },
    });
    const log = herdsmanLog(logger);
    log.debug(() => {
      throw new Error('made for nobody');
    }, 'zh:controller');
    log.info('step', 'zh:controller');
    log.error('TCP socket error', 'zh:adapter:transport');
    log.error('one frame was bad', 'zh:controller');
    expect(lines.map(({ level, library, msg }) => ({ level, library, msg }))).toEqual([
      { level: 'warn', library: 'zh:controller', msg: 'one frame was bad' },
    ]);
  });
});
