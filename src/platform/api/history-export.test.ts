import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { exportRows, wantedMediaType } from './history-export.ts';

async function* portions(...each: Record<string, unknown>[][]) {
  yield* each;
}

describe('an export', () => {
  it('is CSV of RFC 4180 that no spreadsheet runs', async () => {
    const values = ['plain', 'a "quoted", word', '=HYPERLINK("x")', '-1+2', null, -1.5, true, { ON: 5 }];
    const rows = portions(values.map((value, index) => ({ time: `t${index}`, value })));
    const csv = await text(await exportRows('text/csv', ['time', 'value'], rows));
    expect(csv.split('\r\n')).toEqual([
      'time,value',
      't0,plain',
      't1,"a ""quoted"", word"',
      `t2,"'=HYPERLINK(""x"")"`,
      "t3,'-1+2",
      't4,',
      't5,-1.5',
      't6,true',
      't7,"{""ON"":5}"',
      '',
    ]);
  });

  it('is a JSON text a line, in as many portions as there are, or none', async () => {
    const rows = portions([{ value: 'a\nb' }], [{ value: 2 }]);
    expect(await text(await exportRows('application/x-ndjson', [], rows))).toBe(
      '{"value":"a\\nb"}\n{"value":2}\n',
    );
    expect(await text(await exportRows('application/x-ndjson', [], portions()))).toBe('');
    expect(await text(await exportRows('text/csv', ['time'], portions()))).toBe('time\r\n');
  });

  it('fails before it begins where nothing was told yet, and breaks off later', async () => {
    const away = new ZigfleetError('store-unavailable', 'The store does not answer.');
    async function* failing(count: number) {
      for (let index = 0; index < count; index++) yield [{ value: index }];
      throw away;
    }
    await expect(exportRows('text/csv', ['value'], failing(0))).rejects.toBe(away);
    await expect(text(await exportRows('text/csv', ['value'], failing(2)))).rejects.toBe(away);
  });
});

describe('what is wanted', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/html', 'application/json'],
    ['text/csv', 'text/csv'],
    ['TEXT/CSV; charset=utf-8', 'text/csv'],
    ['text/csv;q=0.5, application/x-ndjson', 'application/x-ndjson'],
    ['text/csv;q=0, */*;q=0.1', 'application/json'],
  ])('%s is %s', (accept, mediaType) => {
    expect(wantedMediaType(accept)).toBe(mediaType);
  });
});
