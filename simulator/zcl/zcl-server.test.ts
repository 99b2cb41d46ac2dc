import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { fromCoordinator, RecordingNetwork } from '../../test/support/recording-network.ts';
import { analogInput } from './clusters/analog-input.ts';
import { basic, lumiManufacturerCode } from './clusters/basic.ts';
import { groups } from './clusters/groups.ts';
import { onOff } from './clusters/on-off.ts';
import { defineLayout, serve } from './layout.ts';
import { zclStatus } from './status.ts';
import { ZclServer } from './zcl-server.ts';

const layout = defineLayout([
  {
    endpointId: 1,
    deviceId: 0x0051,
    servers: [
      serve(basic, {
        zclVersion: 1,
        manufacturerName: 'LUMI',
        modelId: 'lumi.test',
        locationDescription: '',
        physicalEnvironment: 0,
        lumiSetup: Buffer.alloc(0),
      }),
      serve(onOff, { onOff: false, onTime: 0 }),
      serve(analogInput, { presentValue: 0 }),
      serve(groups, { nameSupport: 0 }),
    ],
    outputClusterIds: [0x0019],
  },
]);

let clock: ManualClock;
let network: RecordingNetwork;
let server: ZclServer;

beforeEach(() => {
  clock = new ManualClock();
  network = new RecordingNetwork(clock);
  server = new ZclServer({ layout, clock, logger: silentLogger(), ieeeAddress: '0x00158d0000000001' });
  server.attach(network);
  server.reporting.start();
});

function ask(clusterId: number, hex: string, options?: { groupId?: number }): string[] {
  server.receive(fromCoordinator(clusterId, hex, options));
  return network.takeSent();
}

describe('read attributes', () => {
  it('answers each attribute, and those it lacks by status', () => {
    expect(ask(0x0000, '00 07 00 0400 0500 0040')).toEqual([
      '180701' +
        '0400' +
        '00' +
        '42' +
        '044c554d49' +
        '0500' +
        '00' +
        '42' +
        '096c756d692e74657374' +
        '004086',
    ]);
  });

  it('keeps manufacturer-specific attributes apart', () => {
    expect(ask(0x0000, '00 08 00 f0ff')).toEqual(['180801f0ff86']);
    expect(ask(0x0000, '04 5f11 09 00 f0ff')).toEqual(['1c5f110901f0ff004100']);
    expect(ask(0x0000, '04 5f11 0a 00 0400')).toEqual(['1c5f110a01040086']);
  });

  it('tells what has no room in the frame', () => {
    server.set(1, basic.attributes.locationDescription, 'x'.repeat(70));
    const [answer] = ask(0x0000, '00 0b 00 1000 0500');
    expect(answer?.endsWith('050089')).toBe(true);
    expect((answer?.length ?? 0) / 2).toBeLessThanOrEqual(82);
  });

  it('is malformed with half an id', () => {
    expect(ask(0x0000, '00 07 00 04')).toEqual(['18070b0080']);
  });
});

describe('write attributes', () => {
  it('writes, answers once for all, and tells that flash changed', () => {
    let changes = 0;
    server.onFlashChange = () => changes++;
    expect(ask(0x0000, '00 01 02 1000 42 0161 1100 30 05')).toEqual(['18010400']);
    expect(server.get(1, basic.attributes.locationDescription)).toBe('a');
    expect(server.get(1, basic.attributes.physicalEnvironment)).toBe(5);
    expect(changes).toBe(2);
  });

  it('names those that failed and writes the others', () => {
    expect(ask(0x0000, '00 01 02 0400 42 0161 1000 42 0162 1100 20 05 3412 20 05')).toEqual([
      '180104' + '880400' + '8d1100' + '863412',
    ]);
    expect(server.get(1, basic.attributes.locationDescription)).toBe('b');
    expect(server.get(1, basic.attributes.manufacturerName)).toBe('LUMI');
  });

  it('writes all or nothing when undivided', () => {
    expect(ask(0x0000, '00 01 03 1000 42 0162 0400 42 0161')).toEqual(['180104880400']);
    expect(server.get(1, basic.attributes.locationDescription)).toBe('');
  });

  it('says nothing when told to', () => {
    expect(ask(0x0000, '00 01 05 1000 42 0163 0400 42 0161')).toEqual([]);
    expect(server.get(1, basic.attributes.locationDescription)).toBe('c');
  });

  it('stops at a type whose length nobody knows', () => {
    expect(ask(0x0000, '00 01 02 1000 40 0161 1000 42 0162')).toEqual(['1801048d1000']);
    expect(server.get(1, basic.attributes.locationDescription)).toBe('');
  });

  it('changes nothing when a record is cut short', () => {
    expect(ask(0x0000, '00 01 02 1000 42 0162 1100 30')).toEqual(['18010b0280']);
    expect(server.get(1, basic.attributes.locationDescription)).toBe('');
  });
});

describe('default response', () => {
  beforeEach(() => {
    server.handle(1, onOff, {
      command: ({ commandId, payload }) => {
        if (commandId === onOff.commands.onWithTimedOff) payload.uint8();
        if (commandId === onOff.commands.toggle) throw new Error('a bug in a device');
        return zclStatus.success;
      },
    });
  });

  it('confirms a command', () => expect(ask(0x0006, '01 21 01')).toEqual(['18210b0100']));
  it('is spared when success need not be told', () => expect(ask(0x0006, '11 21 01')).toEqual([]));
  it('tells an error nevertheless', () => expect(ask(0x0006, '11 21 77')).toEqual(['18210b7781']));
  it('is never sent to a group', () => expect(ask(0x0006, '01 21 77', { groupId: 5 })).toEqual([]));
  it('names a cluster that is not there', () => expect(ask(0x0300, '01 21 01')).toEqual(['18210b01c3']));
  it('names an unknown general command', () => expect(ask(0x0006, '00 21 55')).toEqual(['18210b5581']));
  it('names an unknown manufacturer', () => expect(ask(0x0006, '05 3412 21 01')).toEqual(['1c3412210b0181']));
  it('names a malformed command', () => expect(ask(0x0006, '01 21 42')).toEqual(['18210b4280']));
  it('survives a bug in a device', () => expect(ask(0x0006, '01 21 02')).toEqual(['18210b0201']));
  it('does not answer default responses', () => expect(ask(0x0006, '00 21 0b 01 00')).toEqual([]));
  it('does not answer reports and answers of others', () => {
    expect(ask(0x0006, '08 21 0a 0000 10 01')).toEqual([]);
    expect(ask(0x000a, '18 21 01 0000 86')).toEqual([]);
  });
  it('refuses the commands of a server it is no client of', () => {
    expect(ask(0x0006, '09 21 00 01 64')).toEqual(['10210b0081']);
  });
});

describe('discovery', () => {
  it('lists attributes in order, in pieces', () => {
    expect(ask(0x0000, '00 01 0c 0000 02')).toEqual(['18010d' + '00' + '000020' + '040042']);
    expect(ask(0x0000, '00 01 0c 0500 ff')).toEqual(['18010d' + '01' + '050042' + '100042' + '110030']);
    expect(ask(0x0000, '04 5f11 01 0c 0000 ff')).toEqual(['1c5f11010d' + '01' + 'f0ff41']);
  });

  it('lists what may be done with each', () => {
    expect(ask(0x0006, '00 01 15 0000 ff')).toEqual(['180116' + '01' + '00001005' + '01402103']);
  });

  it('lists commands', () => {
    server.handle(1, onOff, { command: () => zclStatus.success });
    expect(ask(0x0006, '00 01 11 01 02')).toEqual(['180112' + '00' + '0102']);
    expect(ask(0x0000, '00 01 11 00 ff')).toEqual(['18011201']);
  });
});

describe('configure reporting', () => {
  const bindTo = (clusterId: number) => {
    network.bindings.push({
      sourceEndpointId: 1,
      clusterId,
      target: { ieeeAddress: '0x00124b0000000001', endpointId: 1 },
    });
  };
  const reports = () => {
    const payloads = network.toBindings.map(({ payload }) => payload.toString('hex').slice(6));
    network.toBindings = [];
    return payloads;
  };

  it('answers by what is wrong', () => {
    expect(ask(0x0006, '00 01 06 00 0000 10 0000 2c01')).toEqual(['18010700']);
    expect(ask(0x0006, '00 01 06 00 3412 10 0000 2c01')).toEqual(['18010786003412']);
    expect(ask(0x0006, '00 01 06 00 0140 21 0000 2c01 0100')).toEqual(['1801078c000140']);
    expect(ask(0x0006, '00 01 06 00 0000 20 0000 2c01 01')).toEqual(['1801078d000000']);
    expect(ask(0x0006, '00 01 06 00 0000 10 2c01 0a00')).toEqual(['18010787000000']);
    expect(ask(0x0006, '00 01 06 01 0000 2c01')).toEqual(['18010786010000']);
    expect(ask(0x0006, '00 01 06 00 0000 10 0000')).toEqual(['18010b0680']);
  });

  it('reads back', () => {
    ask(0x000c, '00 01 06 00 5500 39 0500 3c00 0000803f');
    expect(ask(0x000c, '00 02 08 00 5500')).toEqual([
      '180209' + '00' + '005500' + '39' + '05003c00' + '0000803f',
    ]);
    expect(ask(0x0006, '00 02 08 00 0000 00 0140 00 3412')).toEqual([
      '180209' + '8b000000' + '8c000140' + '86003412',
    ]);
  });

  it('reports a discrete change at once, and each state at most every minimum', () => {
    bindTo(0x0006);
    ask(0x0006, '00 01 06 00 0000 10 0a00 2c01');
    clock.advance(10_000);
    server.set(1, onOff.attributes.onOff, true);
    expect(reports()).toEqual(['00001001']);
    server.set(1, onOff.attributes.onOff, false);
    server.set(1, onOff.attributes.onOff, true);
    server.set(1, onOff.attributes.onOff, false);
    expect(reports()).toEqual([]);
    clock.advance(9_999);
    expect(reports()).toEqual([]);
    clock.advance(1);
    expect(reports()).toEqual(['00001000']);
  });

  it('does not report a value that came back within the minimum', () => {
    bindTo(0x0006);
    ask(0x0006, '00 01 06 00 0000 10 0a00 0000');
    server.set(1, onOff.attributes.onOff, true);
    server.set(1, onOff.attributes.onOff, false);
    clock.advance(60_000);
    expect(reports()).toEqual([]);
  });

  it('reports at the maximum though nothing changed', () => {
    bindTo(0x0006);
    ask(0x0006, '00 01 06 00 0000 10 0000 3c00');
    clock.advance(59_999);
    expect(reports()).toEqual([]);
    clock.advance(120_001);
    expect(reports()).toEqual(['00001000', '00001000', '00001000']);
  });

  it('waits for the reportable change of an analog value, summed up', () => {
    bindTo(0x000c);
    ask(0x000c, '00 01 06 00 5500 39 0000 0000 0000a040');
    const { presentValue } = analogInput.attributes;
    server.set(1, presentValue, 4.5);
    expect(reports()).toEqual([]);
    server.set(1, presentValue, 5);
    expect(reports()).toEqual(['5500390000a040']);
    server.set(1, presentValue, 1);
    server.set(1, presentValue, 9);
    expect(reports()).toEqual([]);
    server.set(1, presentValue, 0);
    expect(reports()).toEqual(['55003900000000']);
  });

  it('ends with a maximum of 0xFFFF', () => {
    bindTo(0x0006);
    ask(0x0006, '00 01 06 00 0000 10 0000 3c00');
    ask(0x0006, '00 01 06 00 0000 10 0000 ffff');
    server.set(1, onOff.attributes.onOff, true);
    clock.advance(600_000);
    expect(reports()).toEqual([]);
    expect(clock.pendingCount).toBe(0);
  });

  it('sends together what changes together', () => {
    bindTo(0x0006);
    ask(0x0006, '00 01 06 00 0000 10 0000 3c00');
    server.batch(() => {
      server.set(1, onOff.attributes.onOff, true);
      expect(reports()).toEqual([]);
    });
    expect(reports()).toEqual(['00001001']);
  });

  it('says nothing where nobody is bound', () => {
    ask(0x0006, '00 01 06 00 0000 10 0000 3c00');
    server.set(1, onOff.attributes.onOff, true);
    expect(network.sent).toEqual([]);
    expect(reports()).toEqual([]);
  });
});

describe('strangers', () => {
  it('survives any bytes at any cluster and leaves what was not written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0x0000, 0x0004, 0x0006, 0x000c, 0xffff),
        fc.uint8Array({ maxLength: 90 }),
        (clusterId, bytes) => {
          server.receive(fromCoordinator(clusterId, Buffer.from(bytes).toString('hex')));
          expect(server.get(1, basic.attributes.manufacturerName)).toBe('LUMI');
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('answers every prefix of a valid frame with one frame at most', () => {
    const frame = `04${Buffer.from([lumiManufacturerCode & 0xff, 0x11]).toString('hex')}0102f0ff4103aabbcc`;
    for (let bytes = 0; bytes <= frame.length / 2; bytes++) {
      expect(ask(0x0000, frame.slice(0, bytes * 2)).length).toBeLessThanOrEqual(1);
    }
    expect(server.get(1, basic.attributes.lumiSetup)).toEqual(Buffer.from('aabbcc', 'hex'));
  });
});

describe('news of an OTA image', () => {
  it('is answered by the question whether there is one (ZCL 11.13.4)', () => {
    expect(ask(0x0019, '09 11 00 00 64')).toEqual([
      // Cluster-specific, to the server, no default response.
      '1101' + '01' + '00' + '0000' + '0000' + '01000000',
      '10110b0000',
    ]);
    expect(ask(0x0019, '19 12 02 98')).toEqual([]);
  });

  it('finds attributes of the client that say what it has', () => {
    expect(ask(0x0019, '18 15 00 0200 0300')).toEqual([
      '101501' + '0200' + '00' + '23' + '01000000' + '0300' + '86',
    ]);
    expect(ask(0x0006, '08 16 00 0000')).toEqual(['10160b00c3']);
  });

  it('is malformed if it is cut, and means nothing to those who are no clients', () => {
    expect(ask(0x0019, '09 13 00 00')).toEqual(['10130b0080']);
    expect(ask(0x0006, '09 14 00 00 64')).toEqual(['10140b0081']);
  });
});
