import { describe, expect, it } from 'vitest';
import {
  lampAddress,
  magnetAddress,
  makeLedgerWorld,
  plugAddress,
  weatherAddress,
} from '../../test/support/ledger-world.ts';
import type { LedgerEntry, LedgerEntryOf, LedgerEntryType } from './ledger-entry.ts';
import { parseEntry } from './parse-entry.ts';

function ofType<T extends LedgerEntryType>(entries: readonly LedgerEntry[], type: T): LedgerEntryOf<T>[] {
  return entries.filter((entry): entry is LedgerEntryOf<T> => entry.type === type);
}

describe('LedgerRecorder', () => {
  it('tells what is in the house, with the facts as they are', () => {
    const { entries } = makeLedgerWorld();
    const added = ofType(entries, 'deviceAdded');
    expect(added.map(({ deviceId, modelId }) => [deviceId, modelId])).toEqual([
      ['climate', 'lumi.weather'],
      ['door', 'lumi.sensor_magnet.aq2'],
      ['plug', 'lumi.plug'],
      ['lamp', 'lumi.light.cwac02'],
    ]);
    expect(added[2]?.variables).toMatchObject({ state: 'OFF' });
  });

  it('tells a report as a frame, its delivery, and what it means', () => {
    const { entries, joinAll, run } = makeLedgerWorld();
    joinAll();
    run(6000);
    const report = ofType(entries, 'reportDelivered').find(
      ({ ieeeAddress, cluster }) => ieeeAddress === weatherAddress && cluster === 'temperatureMeasurement',
    );
    const measured = report?.attributes.measuredValue as number;
    expect(report).toMatchObject({
      kind: 'report',
      endpointId: 1,
      traits: { temperature: measured / 100 },
      open: false,
      heard: true,
      repeat: false,
    });
    const sent = ofType(entries, 'frameSent').find(({ frame }) => frame === report?.frame);
    expect(sent).toMatchObject({ from: weatherAddress, clusterId: 0x0402, profileId: 0x0104 });
    expect(sent?.payload).toMatch(/^18..0a000029/);
    expect(ofType(entries, 'frameDelivered').some(({ frame }) => frame === report?.frame)).toBe(true);
  });

  it('knows that a contact sensor reports its contact the other way round', () => {
    const { entries, joinAll, device, network } = makeLedgerWorld();
    joinAll();
    const before = entries.length;
    device('door').variable('contact').setFromOutside(false);
    network.flush();
    const after = entries.slice(before);
    expect(ofType(after, 'pinChanged')).toMatchObject([{ variable: 'contact', pinned: true, value: true }]);
    expect(ofType(after, 'physicalChanged')).toMatchObject([
      { ieeeAddress: magnetAddress, deviceId: 'door', variable: 'contact', value: false, cause: 'outside' },
    ]);
    expect(ofType(after, 'reportDelivered')).toMatchObject([
      { attributes: { onOff: true }, traits: { contact: false } },
    ]);
  });

  it('understands the heartbeats of the models that have one', () => {
    const { entries, joinAll, run, device } = makeLedgerWorld();
    device('door').variable('contact').setFromOutside(false);
    joinAll();
    run(5000);
    const heartbeat = (address: string) =>
      ofType(entries, 'reportDelivered').find(
        ({ ieeeAddress, attributes }) =>
          ieeeAddress === address && ('lumiHeartbeat' in attributes || 'heartbeat' in attributes),
      );
    expect(heartbeat(weatherAddress)).toMatchObject({
      open: false,
      traits: { pressure: expect.closeTo(1013, -1) },
    });
    expect(heartbeat(magnetAddress)?.traits).toMatchObject({ contact: false, power_outage_count: 0 });
    expect(heartbeat(plugAddress)?.traits).toMatchObject({ state: 'OFF', power: 0 });
    expect(heartbeat(lampAddress)?.traits).toMatchObject({ state: expect.stringMatching(/^O/) });
  });

  it('marks what it does not understand as open', () => {
    const { entries, joinAll, network } = makeLedgerWorld();
    joinAll();
    const plug = network.node(plugAddress);
    const report = (clusterId: number, payload: string) => {
      void plug?.send({
        destination: { mode: 'unicast', networkAddress: 0, endpointId: 1 },
        sourceEndpointId: 1,
        profileId: 0x0104,
        clusterId,
        payload: Buffer.from(payload, 'hex'),
      });
      network.flush();
      return ofType(entries, 'reportDelivered').at(-1);
    };
    expect(report(0xfc11, '18010a0100200b')).toMatchObject({
      cluster: '0xfc11',
      attributes: { '0x0001': 11 },
      open: true,
    });
    // A type of unknown length, and a value that is cut: what is before them counts.
    expect(report(0x0006, '18020a00001001010077')).toMatchObject({ traits: { state: 'ON' }, open: true });
    expect(report(0x0006, '18030a000010010100')).toMatchObject({ traits: { state: 'ON' }, open: true });
    expect(report(0x0006, '18040a0000')).toMatchObject({ traits: {}, open: true });
  });

  it('tells a command with its outcome, and what the device became', () => {
    const { entries, joinAll, send } = makeLedgerWorld();
    joinAll();
    send(plugAddress, 6, '114201');
    send(plugAddress, 6, '114302');
    send(lampAddress, 8, '11440480000000');
    const executed = ofType(entries, 'commandExecuted');
    expect(executed).toMatchObject([
      { command: 'on', transactionSequence: 0x42, status: 'success', traits: { state: 'ON' } },
      { command: 'toggle', transactionSequence: 0x43, status: 'success', traits: { state: 'OFF' } },
      { command: 'moveToLevelWithOnOff', status: 'success', traits: { state: 'ON', brightness: 0x80 } },
    ]);
    expect(executed[0]?.from).toMatch(/^0x00124b00/);
    expect(ofType(entries, 'physicalChanged').some(({ cause }) => cause === 'command')).toBe(true);
  });

  it('tells a refused command as refused, without a meaning', () => {
    const { entries, joinAll, send } = makeLedgerWorld();
    joinAll();
    // A cluster that the plug does not have, and a write of what is read-only.
    send(plugAddress, 0x0500, '114500');
    send(plugAddress, 0x0000, '10460205004201 61'.replace(' ', ''));
    expect(ofType(entries, 'commandExecuted')).toMatchObject([
      { status: 'unsupportedCluster', traits: {} },
      {
        kind: 'write',
        command: 'writeAttributes',
        attributes: { modelId: 'a' },
        status: 'readOnly',
        traits: {},
      },
    ]);
  });

  it('marks a duplicate on the air', () => {
    const { entries, joinAll, run, network } = makeLedgerWorld();
    joinAll();
    network.conditions = { duplicateRate: 1 };
    run(6000);
    const reports = ofType(entries, 'reportDelivered').filter(
      ({ cluster }) => cluster === 'temperatureMeasurement',
    );
    const repeats = reports.filter(({ repeat }) => repeat);
    expect(repeats.length).toBeGreaterThan(0);
    for (const { frame } of repeats) {
      expect(reports.some((other) => other.frame === frame && !other.repeat)).toBe(true);
    }
  });

  it('tells what is lost, and where', () => {
    const { entries, joinAll, run, network } = makeLedgerWorld();
    joinAll();
    network.conditions = { lossRate: 1 };
    const before = entries.length;
    run(6000);
    const lost = ofType(entries.slice(before), 'frameLost');
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every(({ reason }) => reason === 'lost')).toBe(true);
    expect(ofType(entries.slice(before), 'reportDelivered')).toEqual([]);
  });

  it('tells that nobody heard a report', () => {
    const { entries, joinAll, run, host } = makeLedgerWorld();
    joinAll();
    Object.assign(host, { heard: false });
    const before = entries.length;
    run(6000);
    const reports = ofType(entries.slice(before), 'reportDelivered');
    expect(reports.length).toBeGreaterThan(0);
    expect(reports.every(({ heard }) => !heard)).toBe(true);
  });

  it('tells joins, faults and notes', () => {
    const { entries, joinAll, recorder } = makeLedgerWorld();
    joinAll();
    recorder.faultChanged({ fault: 'loss', target: null, active: true, settings: { lossRate: 0.1 } });
    recorder.note('x'.repeat(5000));
    expect(ofType(entries, 'nodeJoined').map(({ ieeeAddress }) => ieeeAddress)).toHaveLength(4);
    expect(ofType(entries, 'permitJoinChanged')[0]).toMatchObject({ durationS: 60 });
    expect(ofType(entries, 'faultChanged')).toMatchObject([{ fault: 'loss', settings: { lossRate: 0.1 } }]);
    expect(ofType(entries, 'noted')[0]?.text).toHaveLength(1024);
  });

  it('is the same for the same seed, byte for byte', () => {
    const recordOnce = (seed: number) => {
      const { entries, joinAll, run, send } = makeLedgerWorld({ seed });
      joinAll();
      run(60_000);
      send(plugAddress, 6, '114201');
      run(60_000);
      return entries.map((entry) => JSON.stringify(entry)).join('\n');
    };
    expect(recordOnce(5)).toBe(recordOnce(5));
    expect(recordOnce(5)).not.toBe(recordOnce(6));
  });

  it('writes entries that its own schema accepts', () => {
    const { entries, joinAll, run, send } = makeLedgerWorld({
      conditions: { lossRate: 0.2, duplicateRate: 0.2 },
    });
    joinAll();
    run(20_000);
    send(plugAddress, 6, '114201');
    for (const [index, entry] of entries.entries()) {
      expect(parseEntry(JSON.stringify(entry), index + 1)).toEqual(entry);
    }
  });
});
