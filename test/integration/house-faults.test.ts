import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Controller, Events } from 'zigbee-herdsman';
import { HouseDirector } from '../../simulator/control/house-director.ts';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { parseHouse } from '../../simulator/house/load-house.ts';
import type { LedgerBody } from '../../simulator/ledger/ledger-entry.ts';
import { LedgerRecorder } from '../../simulator/ledger/ledger-recorder.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { herdsman } from '../support/coordinator-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

const houseText = `
name: Faulty house
seed: 6
rooms: { room: {} }
hubs: { hub: { radio: { port: 0, baud: 0 } } }
devices:
  climate: { model: lumi.weather, room: room, reportEvery: 200ms }
  door: { model: lumi.sensor_magnet.aq2, room: room, usedEvery: 1d }
  motion: { model: MS01, room: room }
  plug: { model: lumi.plug, room: room }
  lamp: { model: lumi.light.cwac02, room: room }
`;

type Fault = Parameters<HouseDirector['faults']['start']>[0];

/** What a stock zigbee-herdsman makes of each fault, and of its end. The steps share one house. */
describe('faults of a house', () => {
  const ledger: LedgerBody[] = [];
  const messages: Events.MessagePayload[] = [];
  const announced: string[] = [];
  let directory = '';
  let service: HouseService;
  let director: HouseDirector;
  let controller: Controller;

  const address = (id: string) => service.device(id).entry.ieeeAddress;
  const endpoint = (id: string) => {
    const found = controller.getDeviceByIeeeAddr(address(id))?.getEndpoint(1);
    if (found === undefined) throw new Error(`${id} has no endpoint 1`);
    return found;
  };
  /** Once: what herdsman does to find a silent device takes it 17 s. */
  const toggle = (id: string) => endpoint(id).command('genOnOff', 'toggle', {}, { disableRecovery: true });
  const state = (id: string) => service.device(id).device.variable('state').value;
  const works = async (id: string) => {
    const before = state(id);
    await toggle(id);
    expect(state(id)).not.toBe(before);
  };
  const of = (id: string) => messages.filter(({ device }) => device.ieeeAddr === address(id));

  /** Lets something go wrong while `during` runs, and sees that the ledger tells of both ends. */
  const under = async (fault: Fault, during: () => Promise<void>) => {
    const from = ledger.length;
    const { kind, target = null } = fault;
    director.perform({ fault });
    expect(director.faults.active).toMatchObject([{ kind, target }]);
    try {
      await during();
    } finally {
      director.perform({ endFault: { kind, ...(target !== null && { target }) } });
    }
    expect(director.faults.active).toEqual([]);
    const told = ledger.slice(from).filter((entry) => entry.type === 'faultChanged');
    expect(told).toMatchObject([
      { fault: kind, target, active: true },
      { fault: kind, target, active: false },
    ]);
  };

  const connect = async () => {
    const [radio] = service.radios;
    if (radio === undefined) throw new Error('the house has no radio');
    controller = herdsman(radio.port, join(directory, 'herdsman'));
    controller.on('message', (message) => messages.push(message));
    controller.on('deviceAnnounce', ({ device }) => announced.push(device.ieeeAddr));
    await controller.start();
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'zigfleet-faults-'));
    service = await startHouse(parseHouse(houseText, 'house.yaml'), { logger: silentLogger() });
    const recorder = new LedgerRecorder({ write: (body) => ledger.push(body) });
    for (const { network, hub } of service.radioServices) recorder.observe(network, hub.id);
    director = new HouseDirector({ house: service, logger: silentLogger(), truth: recorder });
    await connect();
    await controller.permitJoin(60);
    await waitUntil('all interviews', () => {
      const devices = [...controller.getDevicesIterator()].filter(({ type }) => type !== 'Coordinator');
      return devices.length === 5 && devices.every(({ interviewState }) => interviewState === 'SUCCESSFUL');
    });
  });

  afterAll(async () => {
    await controller.stop();
    await director.stop();
    await service.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('loss: commands get no acknowledgement; those to others do', async () => {
    await under({ kind: 'loss', target: 'plug', rate: 1 }, async () => {
      await expect(toggle('plug')).rejects.toThrow();
      await works('lamp');
    });
    expect(ledger).toContainEqual(
      expect.objectContaining({ type: 'frameLost', reason: 'lost', at: address('plug') }),
    );
    await works('plug');
  });

  it('duplicates: the same frame is heard twice', async () => {
    const from = ledger.length;
    await under({ kind: 'duplicates', target: 'climate', rate: 1 }, async () => {
      const before = of('climate').length;
      await waitUntil('some reports', () => of('climate').length >= before + 6);
    });
    const repeated = ledger.slice(from).filter((entry) => entry.type === 'reportDelivered' && entry.repeat);
    expect(repeated.length).toBeGreaterThanOrEqual(2);
    const sequences = of('climate')
      .slice(-6)
      .map(({ meta }) => meta.zclTransactionSequenceNumber);
    expect(new Set(sequences).size).toBeLessThan(sequences.length);
  });

  it('reordering: frames overtake each other', async () => {
    const before = of('door').length;
    await under({ kind: 'reordering', target: 'door', rate: 0.5 }, async () => {
      const contact = service.device('door').device.variable('contact');
      for (let count = 0; count < 40; count++) contact.setFromOutside(count % 2 === 1);
      await waitUntil('all of them', () => of('door').length >= before + 40);
    });
    service.device('door').device.variable('contact').release();
    const sequences = of('door')
      .slice(before)
      .map(({ meta }) => meta.zclTransactionSequenceNumber ?? 0);
    const jumpsBack = sequences.filter(
      (sequence, index) => ((sequence - (sequences[index - 1] ?? -1)) & 0xff) > 128,
    );
    expect(jumpsBack.length).toBeGreaterThan(0);
  });

  it('delay: frames take longer, both ways', async () => {
    await under({ kind: 'delay', target: 'plug', delay: '400ms' }, async () => {
      const startedMs = performance.now();
      await works('plug');
      expect(performance.now() - startedMs).toBeGreaterThan(390);
    });
    await works('plug');
  });

  it('silence: a device is not heard, and hears nothing', async () => {
    await under({ kind: 'silence', target: 'plug' }, async () => {
      const before = state('plug');
      await expect(toggle('plug')).rejects.toThrow();
      expect(state('plug')).toBe(before);
    });
    await works('plug');
  });

  it('powerCut: a device is off, and comes back with an announcement', async () => {
    await under({ kind: 'powerCut', target: 'lamp' }, async () => {
      await expect(toggle('lamp')).rejects.toThrow();
    });
    await waitUntil('it is back', () => announced.includes(address('lamp')));
    await works('lamp');
  });

  it('lowBattery: the battery tells so until it is changed', async () => {
    const battery = () => service.device('motion').device.variable('voltage');
    const before = Number(battery().value);
    await under({ kind: 'lowBattery', target: 'motion', percent: 4 }, async () => {
      expect(Number(battery().value)).toBeLessThan(2600);
      const read = endpoint('motion').read('genPowerCfg', ['batteryPercentageRemaining']);
      // A sleeper that has said something listens for a moment.
      service.device('motion').device.variable('occupancy').setFromOutside(true);
      const told = await read;
      // In half per cents.
      expect(Number(told.batteryPercentageRemaining) / 2).toBeLessThan(15);
    });
    expect(before).toBeGreaterThan(2800);
    expect(() => director.perform({ fault: { kind: 'lowBattery', target: 'plug' } })).toThrow(
      'has no battery',
    );
  });

  it('rejoinStorm: everybody comes back at once', async () => {
    announced.length = 0;
    director.perform({ fault: { kind: 'rejoinStorm' } });
    const all = ['climate', 'door', 'motion', 'plug', 'lamp'].map(address);
    await waitUntil('all announcements', () => all.every((each) => announced.includes(each)));
    expect(ledger).toContainEqual({
      type: 'faultChanged',
      fault: 'rejoinStorm',
      target: null,
      active: true,
      settings: {},
    });
    for (const id of ['plug', 'lamp']) await works(id);
  });

  it('corruptedSerial: frames with a wrong checksum are passed over, and the next is understood', async () => {
    const [radio] = service.radioServices;
    const before = of('climate').length;
    const delivered = () => ledger.filter((entry) => entry.type === 'reportDelivered').length;
    const from = delivered();
    director.perform({ fault: { kind: 'corruptedSerial', target: 'hub', count: 4 } });
    await waitUntil('eight reports on the air', () => delivered() >= from + 8);
    await waitUntil('later ones are heard', () => of('climate').length > before + 2);
    expect(of('climate').length - before).toBeLessThanOrEqual(delivered() - from - 3);
    expect(radio?.coordinator.connected).toBe(true);
    await works('plug');
  });

  it('coordinatorHang: nothing is answered while it lasts', async () => {
    const delivered = () => ledger.filter((entry) => entry.type === 'reportDelivered').length;
    let outcome: Promise<string> | undefined;
    await under({ kind: 'coordinatorHang', target: 'hub' }, async () => {
      const before = of('climate').length;
      const from = delivered();
      const was = state('plug');
      outcome = toggle('plug').then(
        () => 'done',
        () => 'failed',
      );
      await waitUntil('many reports on the air', () => delivered() >= from + 10);
      expect(of('climate').length).toBe(before);
      expect(state('plug')).toBe(was);
    });
    // What was asked meanwhile is lost.
    expect(await outcome).toBe('failed');
    await works('plug');
  });

  it('coordinatorReset: the network is down until the program starts it, and nobody has to join again', async () => {
    const [radio] = service.radioServices;
    director.perform({ fault: { kind: 'coordinatorReset', target: 'hub' } });
    await waitUntil('the network is down', () => radio?.network.coordinator.running === false);
    await expect(toggle('plug')).rejects.toThrow();
    await controller.stop();
    await connect();
    await works('plug');
    expect(ledger).toContainEqual(
      expect.objectContaining({ type: 'faultChanged', fault: 'coordinatorReset' }),
    );
  });

  it('networkKeyChange: who hears it goes on; who does not is out until he joins again', async () => {
    director.perform({ fault: { kind: 'silence', target: 'lamp' } });
    director.perform({ fault: { kind: 'networkKeyChange', target: 'hub' } });
    director.perform({ endFault: { kind: 'silence' } });
    expect(service.device('plug').node.linked).toBe(true);
    expect(service.device('lamp').node.linked).toBe(false);
    await works('plug');
    await expect(toggle('lamp')).rejects.toThrow();
    await controller.permitJoin(60);
    await waitUntil('it is back', () => service.device('lamp').node.linked);
    await waitUntil('and works', () =>
      works('lamp').then(
        () => true,
        () => false,
      ),
    );
  });

  it.each([
    [{ kind: 'coordinatorHang', target: 'plug' }, 'needs a hub'],
    [{ kind: 'coordinatorReset', target: 'plug' }, 'needs a hub'],
    [{ kind: 'silence', target: 'hub' }, 'needs a device'],
    [{ kind: 'powerCut' }, 'needs a device'],
    [{ kind: 'rejoinStorm', for: '1min' }, 'over at once'],
    [{ kind: 'delay', delay: '1h' }, 'at most 10min'],
    [{ kind: 'loss', target: 'plugg' }, 'did you mean "plug"?'],
  ] as const)('refuses %o', (fault, words) => {
    const from = ledger.length;
    expect(() => director.perform({ fault })).toThrow(words);
    expect(director.faults.active).toEqual([]);
    expect(ledger.slice(from).filter(({ type }) => type === 'faultChanged' || type === 'actionDone')).toEqual(
      [],
    );
  });
});
