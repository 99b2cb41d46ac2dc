import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeviceRig } from '../../../test/support/device-rig.ts';
import { fromCoordinator } from '../../../test/support/recording-network.ts';
import { basic } from '../../zcl/clusters/basic.ts';
import { parseDeviceState } from '../device-state.ts';
import { deviceModels } from './device-models.ts';
import { lumiLightCwac02 } from './lumi-light-cwac02.ts';
import { lumiPlug } from './lumi-plug.ts';
import { lumiSensorMagnetAq2 } from './lumi-sensor-magnet-aq2.ts';
import { lumiWeather } from './lumi-weather.ts';

/** A character string of the ZCL, in hex with its type. */
function text(value: string): string {
  return `42${value.length.toString(16).padStart(2, '0')}${Buffer.from(value).toString('hex')}`;
}

function announcesItself(modelId: string): boolean {
  return modelId.startsWith('lumi.') && modelId !== 'lumi.sen_ill.mgl01';
}

describe.each([...deviceModels.values()].map((model) => [model.modelId, model] as const))(
  '%s',
  (modelId, model) => {
    it('says who it is once it has joined, and answers for itself', () => {
      const rig = new DeviceRig(model);
      const [first] = rig.join();
      const maker = rig.device.server.get(1, basic.attributes.manufacturerName);
      const name = text(modelId);
      // Lumi's own announce themselves; those that keep to the standard are asked.
      if (announcesItself(modelId)) expect(first).toContain(`0500${name}`);
      expect(rig.ask(0x0000, '10 07 00 0500')).toEqual([`180701050000${name}`]);
      expect(rig.ask(0x0000, '10 08 00 0400')).toEqual([`180801040000${text(String(maker))}`]);
    });

    it('has descriptors that agree with what it serves', () => {
      const { endpoints } = new DeviceRig(model).device.description;
      for (const { endpointId, inputClusterIds } of endpoints) {
        const served = [...(model.layout.endpoints.get(endpointId)?.clusters.keys() ?? [])];
        expect(served.slice(0, inputClusterIds.length)).toEqual(inputClusterIds);
      }
    });

    it('lives the same life twice', () => {
      const live = () => {
        const rig = new DeviceRig(model, { settings: { reportEveryMs: 5_000, usedEveryMs: 20_000 } });
        const words = rig.join();
        for (let minute = 0; minute < 30; minute++) words.push(...rig.wait(60_000));
        return words;
      };
      expect(live()).toEqual(live());
    });

    it('leaves no timer behind without power, and none too many after a long life', () => {
      const rig = new DeviceRig(model);
      rig.join();
      const count = rig.clock.pendingCount;
      rig.wait(86_400_000);
      expect(rig.clock.pendingCount).toBeLessThanOrEqual(count);
      rig.device.onPower(false);
      expect(rig.clock.pendingCount).toBe(0);
      rig.device.onPower(true);
      if (announcesItself(modelId)) expect(rig.clock.pendingCount).toBeGreaterThan(0);
      rig.device.stop();
      rig.device.onLeft();
      expect(rig.clock.pendingCount).toBe(0);
    });

    it('is deaf and dumb without power', () => {
      const rig = new DeviceRig(model);
      rig.join();
      rig.device.onPower(false);
      expect(rig.ask(0x0000, '10 07 00 0500')).toEqual([]);
      expect(rig.wait(86_400_000)).toEqual([]);
    });

    it('gives back what it keeps', () => {
      const rig = new DeviceRig(model);
      rig.join();
      rig.wait(3_600_000);
      const state = parseDeviceState(JSON.parse(JSON.stringify(rig.device.state())));
      const again = new DeviceRig(model, { state });
      expect(again.device.state()).toEqual(state);
    });

    it('survives what strangers send, on every endpoint and cluster', () => {
      const rig = new DeviceRig(model);
      rig.join();
      const places = [...model.layout.endpoints.values()].flatMap(({ endpointId, clusters }) =>
        [...clusters.keys(), 0xfffe].map((clusterId) => ({ endpointId, clusterId })),
      );
      fc.assert(
        fc.property(
          fc.constantFrom(...places),
          fc.uint8Array({ maxLength: 40 }),
          ({ endpointId, clusterId }, bytes) => {
            const frame = Buffer.concat([
              Buffer.from([bytes[0] ?? 0, 1, (bytes[1] ?? 0) % 0x50]),
              bytes.slice(2),
            ]);
            rig.device.receive(fromCoordinator(clusterId, frame.toString('hex'), { endpointId }));
            rig.clock.advance(50);
          },
        ),
        { numRuns: 300 },
      );
      expect(rig.ask(0x0000, '10 07 00 0500')).toHaveLength(1);
    });
  },
);

describe('lumi.weather', () => {
  it('reports all three when one has moved enough, in frames like the real one', () => {
    const rig = new DeviceRig(lumiWeather);
    rig.device.variable('temperature').setFromOutside(24.29);
    rig.device.variable('humidity').setFromOutside(54.85);
    rig.device.variable('pressure').setFromOutside(1005.3);
    rig.join();
    const [temperature, humidity, pressure] = rig.wait(10_000);
    expect(temperature?.slice(6)).toBe('0000297d09');
    expect(humidity?.slice(6)).toBe('0000216d15');
    expect(pressure?.slice(6)).toBe('000029ed03' + '140028ff' + '1000294527');
    expect(rig.wait(60_000)).toEqual([]);
    rig.device.variable('temperature').setFromOutside(24.78);
    expect(rig.wait(10_000)).toEqual([]);
    rig.device.variable('temperature').setFromOutside(24.79);
    expect(rig.wait(10_000)).toHaveLength(3);
  });

  it('sends its heartbeat within the hour, as bytes under the type of a text', () => {
    const rig = new DeviceRig(lumiWeather);
    rig.device.variable('voltage').setFromOutside(3015);
    rig.device.variable('temperature').setFromOutside(24.29);
    const heartbeat = rig.join().find((word) => word.startsWith('1c5f11'));
    expect(heartbeat?.slice(8)).toMatch(/^0a01ff42/);
    expect(heartbeat).toContain('0121c70b');
    expect(heartbeat).toContain('64297d09');
    expect(rig.wait(55 * 60_000).filter((word) => word.startsWith('1c5f11'))).toHaveLength(1);
  });

  it('reports as often as the house wants', () => {
    const rig = new DeviceRig(lumiWeather, { settings: { reportEveryMs: 2_000 } });
    rig.join();
    expect(
      rig.wait(20_000).filter((word) => word.slice(6).startsWith('000029') && word.length === 16),
    ).toHaveLength(10);
  });

  it('refuses to be configured', () => {
    const rig = new DeviceRig(lumiWeather);
    rig.join();
    expect(rig.ask(0x0402, '10 05 06 00 0000 29 0000 3c00 0a00')).toEqual(['18050b0681']);
  });

  it('sleeps: it polls fast after it joined, then rarely, and again when it has spoken', () => {
    const rig = new DeviceRig(lumiWeather);
    rig.join();
    expect(rig.network.polls).toBeGreaterThanOrEqual(18);
    rig.wait(60_000);
    const afterJoin = rig.network.polls;
    rig.wait(9_000);
    expect(rig.network.polls - afterJoin).toBeLessThan(10);
    rig.air.temperatureC = 25;
    rig.wait(12_000);
    expect(rig.network.polls).toBeGreaterThan(afterJoin + 2);
  });
});

describe('lumi.sensor_magnet.aq2', () => {
  it('tells a door at once', () => {
    const rig = new DeviceRig(lumiSensorMagnetAq2);
    rig.join();
    rig.device.variable('contact').setFromOutside(false);
    expect(rig.network.takeSent().map((word) => word.slice(6))).toEqual(['00001001']);
    rig.device.variable('contact').setFromOutside(true);
    expect(rig.network.takeSent().map((word) => word.slice(6))).toEqual(['00001000']);
  });

  it('is opened now and then, and closed again', () => {
    const rig = new DeviceRig(lumiSensorMagnetAq2, { settings: { usedEveryMs: 60_000 } });
    rig.join();
    const words = rig.wait(3_600_000).map((word) => word.slice(6));
    const opened = words.filter((word) => word === '00001001').length;
    expect(opened).toBeGreaterThan(20);
    expect(opened).toBeLessThan(90);
    expect(Math.abs(opened - words.filter((word) => word === '00001000').length)).toBeLessThanOrEqual(1);
  });
});

describe('lumi.plug', () => {
  it('obeys, confirms, and reports', () => {
    const rig = new DeviceRig(lumiPlug);
    rig.join();
    const [confirmation, ...reports] = rig.ask(0x0006, '01 09 01');
    expect(confirmation).toBe('18090b0100');
    const [first, second] = reports.map((word) => word.slice(6, 12));
    expect(first).toBe('000010');
    expect([undefined, '550039']).toContain(second);
    expect(rig.value('state')).toBe('ON');
    expect(rig.ask(0x0006, '01 0a 02')[0]).toBe('180a0b0200');
    expect(rig.value('state')).toBe('OFF');
  });

  it('adds up energy, which never falls', () => {
    const rig = new DeviceRig(lumiPlug);
    rig.join();
    rig.device.variable('load').setFromOutside(1000);
    rig.ask(0x0006, '01 09 01');
    let last = 0;
    for (let hour = 0; hour < 24; hour++) {
      rig.wait(3_600_000);
      const energy = Number(rig.value('energy'));
      expect(energy).toBeGreaterThan(last);
      last = energy;
    }
    expect(last).toBeGreaterThan(23.5);
    expect(last).toBeLessThan(24.5);
    rig.ask(0x0006, '01 09 00');
    rig.wait(3_600_000);
    expect(Number(rig.value('energy')) - last).toBeLessThan(0.01);
    expect(rig.value('power')).toBe(0);
  });

  it('comes back off after a power cut, or as it was if it was told to remember', () => {
    const rig = new DeviceRig(lumiPlug);
    rig.join();
    const cut = () => {
      rig.device.onPower(false);
      rig.wait(60_000);
      rig.device.onPower(true);
    };
    rig.ask(0x0006, '01 09 01');
    cut();
    expect(rig.value('state')).toBe('OFF');
    expect(rig.ask(0x0000, '04 5f11 0a 02 f0ff 41 09 aa8005d14707011001')).toEqual(['1c5f110a0400']);
    rig.ask(0x0006, '01 0b 01');
    cut();
    expect(rig.value('state')).toBe('ON');
  });

  it('remembers reporting that others configured, until it leaves', () => {
    const rig = new DeviceRig(lumiPlug);
    rig.join();
    const set = '10 01 06 00 5500 39 0500 3c00 0000803f';
    expect(rig.ask(0x000c, set, { endpointId: 2 })).toEqual(['18010700']);
    const state = parseDeviceState(JSON.parse(JSON.stringify(rig.device.state())));
    const again = new DeviceRig(lumiPlug, { state, settings: { reportEveryMs: 1_000 } });
    again.join();
    const query = '10 02 08 00 5500';
    const configured = '180209' + '00' + '005500' + '39' + '05003c00' + '0000803f';
    expect(again.ask(0x000c, query, { endpointId: 2 })).toEqual([configured]);
    again.device.onLeft();
    again.join();
    expect(again.ask(0x000c, query, { endpointId: 2 })).toEqual([
      '180209' + '00' + '005500' + '39' + '01000100' + '0000803f',
    ]);
  });

  it('joins groups, answers for itself only, and leaves them', () => {
    const rig = new DeviceRig(lumiPlug);
    rig.join();
    expect(rig.ask(0x0004, '01 01 00 0700 00')).toEqual(['190100' + '00' + '0700']);
    expect(rig.ask(0x0004, '01 02 02 00')).toEqual(['190202' + '0f' + '01' + '0700']);
    expect(rig.ask(0x0004, '01 03 01 0800')).toEqual(['190301' + '8b' + '0800' + '00']);
    expect(rig.ask(0x0006, '01 04 01', { groupId: 7 }).filter((word) => word.includes('0b01'))).toEqual([]);
    expect(rig.value('state')).toBe('ON');
    expect(rig.ask(0x0004, '01 05 03 0700', { groupId: 7 })).toEqual([]);
    expect(rig.network.groupsOf(1)).toEqual([]);
  });
});

describe('lumi.light.cwac02', () => {
  it('fades, tells how long it still takes, and reports at most once a second', () => {
    const rig = new DeviceRig(lumiLightCwac02);
    rig.join();
    expect(rig.ask(0x0008, '01 01 04 64 3200 00 00')[0]).toBe('18010b0400');
    expect(rig.value('brightness')).toBe(1);
    const reports = rig.wait(2_500).filter((word) => word.slice(6).startsWith('000020'));
    expect(reports.length).toBeLessThanOrEqual(3);
    expect(rig.value('brightness')).toBeGreaterThan(45);
    expect(rig.value('brightness')).toBeLessThan(55);
    expect(rig.ask(0x0008, '10 02 00 0100')[0]).toBe('1802010100' + '00211900');
    rig.wait(3_000);
    expect(rig.value('brightness')).toBe(100);
  });

  it('stops in between', () => {
    const rig = new DeviceRig(lumiLightCwac02);
    rig.join();
    rig.ask(0x0008, '01 01 05 00 0a');
    rig.wait(3_000);
    rig.ask(0x0008, '01 01 07');
    const held = rig.value('brightness');
    rig.wait(3_000);
    expect(rig.value('brightness')).toBe(held);
    expect(held).toBeGreaterThan(25);
    expect(held).toBeLessThan(36);
  });

  it('goes off at level 0 and comes on as bright as before', () => {
    const rig = new DeviceRig(lumiLightCwac02);
    rig.join();
    rig.ask(0x0008, '01 01 04 50 0000');
    rig.ask(0x0008, '01 02 04 00 0a00');
    expect(rig.value('state')).toBe('ON');
    rig.wait(1_000);
    expect(rig.value('state')).toBe('OFF');
    rig.ask(0x0006, '01 03 01');
    expect(rig.value('brightness')).toBe(0x50);
  });

  it('keeps its white within what it can make', () => {
    const rig = new DeviceRig(lumiLightCwac02);
    rig.join();
    rig.ask(0x0300, '01 01 0a 0a00 0000');
    expect(rig.value('color_temp')).toBe(153);
    rig.ask(0x0300, '01 01 0a e803 0000');
    expect(rig.value('color_temp')).toBe(370);
    rig.ask(0x0300, '01 01 4c 03 6400 0000 0000 0000 00 00');
    expect(rig.value('color_temp')).toBe(270);
    expect(rig.ask(0x0300, '01 01 4b 07 0100 0000 0000')).toEqual(['18010b4b85']);
  });

  it('does nothing while it is off when it is told to stay so', () => {
    const rig = new DeviceRig(lumiLightCwac02);
    rig.join();
    rig.ask(0x0300, '01 01 0a 2c01 0000 01 00');
    expect(rig.value('color_temp')).toBe(153);
    rig.ask(0x0300, '01 01 0a 2c01 0000 00 00');
    expect(rig.value('color_temp')).toBe(300);
  });

  it('refuses a level that is none, and half a command', () => {
    const rig = new DeviceRig(lumiLightCwac02);
    rig.join();
    expect(rig.ask(0x0008, '01 01 04 ff 0000')).toEqual(['18010b0485']);
    expect(rig.ask(0x0008, '01 01 04 64')).toEqual(['18010b0480']);
    expect(rig.value('state')).toBe('OFF');
  });

  it('comes on after a power cut, or as it was if it was told to remember', () => {
    const rig = new DeviceRig(lumiLightCwac02);
    rig.join();
    rig.device.onPower(false);
    rig.device.onPower(true);
    expect(rig.value('state')).toBe('ON');
    expect(rig.ask(0xfcc0, '04 5f11 01 02 0102 10 01')).toEqual(['1c5f11010400']);
    rig.ask(0x0006, '01 02 00');
    rig.device.onPower(false);
    rig.device.onPower(true);
    expect(rig.value('state')).toBe('OFF');
  });
});
