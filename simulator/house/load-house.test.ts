import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZigfleetError, messageOf } from '../../src/common/zigfleet-error.ts';
import { loadHouse, parseHouse } from './load-house.ts';

const small = `
name: Small
hubs:
  hub:
    radio: { port: 6638 }
devices:
  plug: { model: lumi.plug }
`;

function faultsOf(text: string): string[] {
  try {
    parseHouse(text, 'house.yaml');
  } catch (error) {
    expect(isZigfleetError(error, 'invalid-config')).toBe(true);
    return messageOf(error).split('\n');
  }
  return [];
}

describe('a house file', () => {
  it('is complete with what it leaves open', () => {
    const house = parseHouse(small, 'house.yaml');
    expect(house).toMatchObject({ name: 'Small', seed: 1, clock: { speed: 1 }, rooms: [], people: [] });
    expect(house.hubs).toMatchObject([
      { id: 'hub', name: 'hub', radio: { host: '127.0.0.1', port: 6638, baud: 115_200 } },
    ]);
    expect(house.devices).toMatchObject([{ id: 'plug', hubId: 'hub', join: 'whenOpen' }]);
    expect(house.devices[0]?.ieeeAddress).toMatch(/^0x00158d00[0-9a-f]{8}$/);
  });

  it('gives the same addresses for the same seed and id, whatever else is there', () => {
    const [alone] = parseHouse(small, 'house.yaml').devices;
    const more = parseHouse(`${small}  lamp: { model: lumi.light.cwac02 }\n`, 'house.yaml').devices;
    expect(more[0]?.ieeeAddress).toBe(alone?.ieeeAddress);
    const other = parseHouse(`seed: 2\n${small}`, 'house.yaml').devices;
    expect(other[0]?.ieeeAddress).not.toBe(alone?.ieeeAddress);
  });

  it('reads durations, dates and paths', () => {
    const house = parseHouse(
      `
name: x
clock: { speed: 60, start: 2026-01-01T08:00Z }
hubs: { hub: { radio: { port: 0, delay: 2.5ms, jitter: 1s, loss: 0.1, nv: nv.json } } }
devices: { climate: { model: lumi.weather, reportEvery: 1.5min, usedEvery: 2h } }
`,
      '/houses/x.yaml',
    );
    expect(house.clock).toEqual({ speed: 60, startMs: Date.UTC(2026, 0, 1, 8) });
    expect(house.hubs[0]?.radio).toMatchObject({
      nvPath: '/houses/nv.json',
      conditions: { delayMs: 2.5, jitterMs: 1000, lossRate: 0.1 },
    });
    expect(house.devices[0]?.settings).toEqual({ reportEveryMs: 90_000, usedEveryMs: 7_200_000 });
  });

  it('is the example, with ten devices on two hubs', async () => {
    const house = await loadHouse(join(import.meta.dirname, '../../examples/demo.yaml'));
    expect(house.hubs.map(({ radio }) => radio.port)).toEqual([6638, 6639]);
    expect(house.devices.length).toBeGreaterThanOrEqual(8);
    expect(new Set(house.devices.map(({ model }) => model.modelId)).size).toBe(4);
  });
});

describe('a fault is told with its place and what would be right', () => {
  it.each([
    ['an unknown key', `${small}rums: {}`, 'house.yaml:8:1: unknown key "rums", did you mean "rooms"?'],
    [
      'an unknown key further in',
      small.replace('port: 6638', 'port: 6638, bauds: 9600'),
      'house.yaml:5:26: unknown key "bauds", did you mean "baud"?',
    ],
    [
      'a key that is like none',
      small.replace('port: 6638', 'port: 6638, qqq: 1'),
      'house.yaml:5:26: unknown key "qqq"; known here: port, host, baud, delay, jitter, loss, nv',
    ],
    [
      'an unknown model',
      small.replace('lumi.plug', 'lumi.plugg'),
      'house.yaml:7:18: there is no model "lumi.plugg", did you mean "lumi.plug"?',
    ],
    ['a wrong type', small.replace('6638', 'six'), 'house.yaml:5:20: must be an integer'],
    ['a number out of bounds', small.replace('6638', '70000'), 'house.yaml:5:20: must be <= 65535'],
    ['something missing', 'name: x', 'house.yaml:1:1: "hubs" is missing'],
    ['a bad id', small.replace('plug:', 'Plug:'), /^house\.yaml:7:3: "Plug" is not an id: lower-case/],
    [
      'a bad duration',
      small.replace('lumi.plug', 'lumi.plug, reportEvery: 5 seconds'),
      /:7:42: is not right\. .*5s/,
    ],
    [
      'a duration out of bounds',
      small.replace('lumi.plug', 'lumi.plug, reportEvery: 1ms'),
      'house.yaml:7:42: must be from 100ms to 24d',
    ],
    [
      'an unknown choice',
      small.replace('lumi.plug', 'lumi.plug, join: now'),
      /:7:35: must be one of whenOpen, manual/,
    ],
    [
      'a room that is not there',
      small.replace('lumi.plug', 'lumi.plug, room: den'),
      /:7:35: there is no room "den"/,
    ],
    ['broken YAML', 'name: [', /^house\.yaml:1:8: /],
    ['a key twice', `${small}name: again`, /^house\.yaml:8:1: the same key is there already/],
    ['an empty file', '', 'house.yaml:1:1: must be a map of keys and values'],
    [
      'two hubs on one port',
      small.replace('devices:', '  hub-2: { radio: { port: 6638 } }\ndevices:'),
      /port 6638/,
    ],
    [
      'an address that is taken',
      `${small}  a: { model: lumi.plug, ieeeAddress: "0x00158d0000000001" }\n  b: { model: lumi.plug, ieeeAddress: "0x00158d0000000001" }\n`,
      'house.yaml:9:39: 0x00158d0000000001 is that of "a" already',
    ],
    [
      'a day that is none',
      `clock: { start: 2026-13-45T08:00Z }\n${small}`,
      /^house\.yaml:1:17: is not a date/,
    ],
  ])('%s', (_name, text, expected) => {
    const [first] = faultsOf(text);
    if (typeof expected === 'string') expect(first).toBe(expected);
    else expect(first).toMatch(expected);
  });

  it('tells several at once, in the order of the file', () => {
    const faults = faultsOf(small.replace('lumi.plug', 'x').replace('model:', 'room: den, model:'));
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/:7:17: there is no room/);
  });

  it('asks for the hub if there are several', () => {
    const text = small.replace('devices:', '  hub-2: { radio: { port: 6639 } }\ndevices:');
    expect(faultsOf(text)).toEqual(['house.yaml:8:9: "hub" is missing: one of hub, hub-2']);
  });

  it.each([
    [
      'nested without end',
      `name: x\nhubs: ${'{a: '.repeat(3000)}1${'}'.repeat(3000)}\n`,
      /2:\d+: it is nested too deeply$/,
    ],
    ['of several documents', `${small}---\nname: y\n`, /:\d+:1: a file holds one house/],
    [
      'with a time that is none in a story',
      `${small}stories: { s: { steps: [{ at: '25:00', note: x }] } }\n`,
      /:\d+:\d+: is not right\. The next time/,
    ],
  ])('%s is refused in one line, with where', (_, text, message) => {
    const faults = faultsOf(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(message);
  });

  it('refuses a bomb of aliases', () => {
    const lines = Array.from({ length: 12 }, (_, index) => {
      const alias = `*a${index - 1}`;
      return `x${index}: &a${index} [${index === 0 ? '1' : Array(12).fill(alias).join(', ')}]`;
    });
    expect(faultsOf(`${lines.join('\n')}\n`)[0]).toMatch(/house\.yaml:\d+:\d+: too many aliases/);
  });

  it('is not fooled by names that every object has', () => {
    expect(faultsOf(`${small}__proto__: { a: 1 }`)[0]).toMatch(/unknown key "__proto__"/);
    expect(faultsOf(small.replace('lumi.plug', 'constructor'))[0]).toMatch(/there is no model "constructor"/);
    expect(faultsOf(small.replace('lumi.plug', 'lumi.plug, room: constructor'))[0]).toMatch(
      /there is no room/,
    );
  });

  it('says which file cannot be read', async () => {
    await expect(loadHouse('/nowhere/house.yaml')).rejects.toThrow(
      expect.objectContaining({
        code: 'invalid-config',
        message: expect.stringContaining('/nowhere/house.yaml'),
      }),
    );
  });

  it('refuses a file that is too large, unread', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'zigfleet-house-'));
    const path = join(directory, 'large.yaml');
    await writeFile(path, Buffer.alloc(9 * 1024 * 1024, 0x23));
    await expect(loadHouse(path)).rejects.toThrow(/is larger than/);
    await rm(directory, { recursive: true });
  });

  it('throws nothing else, whatever the text', () => {
    const words = fc.constantFrom(
      'name',
      ': ',
      '\n',
      '  ',
      '{',
      '}',
      '[',
      ']',
      'hubs',
      'devices',
      '&a',
      '*a',
      '- ',
      '"',
      '1',
      '!',
      '|',
      '\t',
      '#',
      ',',
      'é',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
        faultsOf(parts.join(''));
      }),
      { numRuns: 500 },
    );
  });
});
