import { describe, expect, it } from 'vitest';
import { DeviceRig } from '../../../test/support/device-rig.ts';
import { heimanSmokeSensorEm } from './heiman-smoke-sensor-em.ts';
import { ikeaE1743 } from './ikea-e1743.ts';
import { lumiAirrtcAgl001 } from './lumi-airrtc-agl001.ts';
import { lumiMotionAc01 } from './lumi-motion-ac01.ts';
import { lumiSensorCubeAqgl01 } from './lumi-sensor-cube-aqgl01.ts';
import { lumiSensorSmoke } from './lumi-sensor-smoke.ts';
import { lumiVibrationAq1 } from './lumi-vibration-aq1.ts';
import { sonoffSnzb01 } from './sonoff-snzb-01.ts';
import { yaleYrd226 } from './yale-yrd226.ts';

/** Status of a zone as it was told last: the two bytes after the header and the command. */
const zoneStatus = (words: readonly string[]) =>
  words.filter((word) => word.startsWith('19')).map((word) => word.slice(6, 10));

function joined(...args: ConstructorParameters<typeof DeviceRig>): DeviceRig {
  const rig = new DeviceRig(...args);
  rig.join();
  return rig;
}

describe('alarms', () => {
  it('of Lumi take their sensitivity and a self test over the air', () => {
    const rig = joined(lumiSensorSmoke);
    const alarmsAt = (density: number) => {
      rig.device.variable('smoke_obscuration').setFromOutside(density);
      return rig.value('smoke');
    };
    expect([alarmsAt(0.1), alarmsAt(0)]).toEqual([false, false]);
    expect(rig.ask(0x0500, '04 5f11 01 02 f1ff 23 00000304')).toEqual(['1c5f11010400']);
    expect([alarmsAt(0.1), alarmsAt(0)]).toEqual([true, false]);
    rig.wait(1);
    expect(zoneStatus(rig.ask(0x0500, '04 5f11 02 02 f1ff 23 00000103'))).toEqual(['0200']);
    expect(zoneStatus(rig.wait(6_000))).toEqual(['0000']);
  });

  it('tell a low battery and a test at their button', () => {
    const rig = joined(heimanSmokeSensorEm);
    rig.device.battery?.runDown(5);
    expect(zoneStatus(rig.network.takeSent())).toEqual(['0800']);
    rig.device.variable('test').setFromOutside(true);
    expect(zoneStatus(rig.network.takeSent())).toEqual(['0801']);
    expect(zoneStatus(rig.wait(6_000))).toEqual(['0800']);
  });
});

describe('lumi.sensor_cube.aqgl01', () => {
  it('tells from which side to which it was flipped', () => {
    const rig = joined(lumiSensorCubeAqgl01);
    for (let count = 0; count < 30; count++) {
      const from = Number(rig.device.truth('side'));
      rig.device.variable('action').setFromOutside('flip90');
      const to = Number(rig.device.truth('side'));
      expect(to % 3).not.toBe(from % 3);
      const value = Buffer.alloc(2);
      value.writeUInt16LE(64 + from * 8 + to);
      expect(rig.network.takeSent().map((word) => word.slice(6))).toEqual([`550021${value.toString('hex')}`]);
    }
  });
});

describe('lumi.vibration.aq1', () => {
  it('tells by how much it was tilted, and how it lies then', () => {
    const rig = joined(lumiVibrationAq1);
    rig.device.variable('action').setFromOutside('tilt');
    const words = rig.network.takeSent().map((word) => word.slice(6));
    expect(words).toEqual(['550021' + '0200', '030521' + '5a00', '080525' + '0000e8030000']);
    expect([rig.device.truth('angle_y'), rig.device.truth('angle_z')]).toEqual([90, 0]);
  });
});

describe('lumi.motion.ac01', () => {
  it('tells of the regions that it was given, and of no others', () => {
    const rig = joined(lumiMotionAc01);
    const events = () =>
      rig.network
        .takeSent()
        .filter((word) => word.includes('510141'))
        .map((word) => word.slice(-4));
    rig.device.variable('presence').setFromOutside(true);
    expect(events()).toEqual([]);
    expect(rig.ask(0xfcc0, '04 5f11 01 02 5001 41 07 01 03 11000000 ff')).toEqual(['1c5f11010400']);
    expect(rig.ask(0xfcc0, '04 5f11 02 02 5001 41 07 01 0b 11000000 ff')).toEqual(['1c5f110204875001']);
    rig.device.variable('presence').setFromOutside(false);
    expect(events()).toEqual(['0302', '0308']);
    rig.ask(0xfcc0, '04 5f11 03 02 5001 41 07 03 03 00000000 00');
    rig.device.variable('presence').setFromOutside(true);
    expect(events()).toEqual([]);
    rig.device.variable('presence').release();
    rig.ask(0xfcc0, '04 5f11 04 02 5701 20 01');
    expect(rig.value('presence')).toBe(false);
  });
});

describe('remotes', () => {
  it('order whoever they are bound to, and nobody else', () => {
    const rig = joined(sonoffSnzb01);
    rig.device.variable('action').setFromOutside('single');
    expect([rig.network.takeSent(), rig.network.toBindings]).toEqual([[], []]);
    rig.network.bindings = [{ sourceEndpointId: 1, clusterId: 6, target: { groupId: 5 } }];
    rig.device.variable('action').setFromOutside('single');
    const [order] = rig.network.toBindings;
    expect([order?.clusterId, order?.payload.toString('hex').replace(/^(..)..(.*)$/, '$1$2')]).toEqual([
      6,
      '1102',
    ]);
  });

  it('dim while they are held', () => {
    const rig = joined(ikeaE1743);
    rig.network.bindings = [{ sourceEndpointId: 1, clusterId: 8, target: { groupId: 5 } }];
    for (const press of ['brightness_move_up', 'brightness_stop']) {
      rig.device.variable('action').setFromOutside(press);
    }
    const orders = rig.network.toBindings.map(({ payload }) => payload.toString('hex').slice(4));
    expect(orders).toEqual(['05' + '0053', '03']);
  });
});

describe('YRD226 TSDB', () => {
  it('sets, shows and clears codes over the air, and tells what is wrong with one', () => {
    const rig = joined(yaleYrd226);
    const pin = Buffer.from('4711').toString('hex');
    expect(rig.ask(0x0101, `01 01 05 0300 01 00 04 ${pin}`)).toEqual(['190105' + '00']);
    expect(rig.ask(0x0101, `01 02 05 0400 01 00 04 ${pin}`)).toEqual(['190205' + '03']);
    expect(rig.ask(0x0101, '01 03 05 0400 01 00 01 31')).toEqual(['190305' + '01']);
    expect(rig.ask(0x0101, '01 04 06 0300')).toEqual([`190406${'0300'}01${'00'}04${pin}`]);
    expect(rig.ask(0x0101, '01 05 07 0300')).toEqual(['190507' + '00']);
    expect(rig.ask(0x0101, '01 06 06 0300')).toEqual(['190606' + '0300' + '00' + '00' + '00']);
    expect(rig.ask(0x0101, '01 07 05 0300 01')).toEqual(['18070b0580']);
  });

  it('raises an alarm when its bolt is jammed or its cover is off', () => {
    const rig = joined(yaleYrd226);
    const alarms = (words: readonly string[]) =>
      words.filter((word) => word.length === 12).map((word) => word.slice(6));
    rig.network.bindings = [
      { sourceEndpointId: 1, clusterId: 9, target: { ieeeAddress: '0x1', endpointId: 1 } },
    ];
    rig.device.variable('tamper').setFromOutside(true);
    rig.device.variable('jammed').setFromOutside(true);
    rig.ask(0x0101, '01 01 00');
    rig.wait(2_000);
    expect(alarms(rig.network.toBindings.map(({ payload }) => payload.toString('hex')))).toEqual([
      '050101',
      '000101',
    ]);
    expect(rig.value('lock_state')).toBe('not_fully_locked');
  });
});

describe('lumi.airrtc.agl001', () => {
  const write = (rig: DeviceRig, sequence: string, record: string) =>
    rig.ask(0xfcc0, `04 5f11 ${sequence} 02 ${record}`);

  it('asks its parent for orders every two seconds', () => {
    const rig = joined(lumiAirrtcAgl001);
    rig.wait(60_000);
    const before = rig.network.polls;
    rig.wait(10_000);
    expect(rig.network.polls - before).toBeGreaterThanOrEqual(4);
    expect(rig.network.polls - before).toBeLessThan(40);
  });

  it('runs its valve to both ends when it is to calibrate', () => {
    const rig = joined(lumiAirrtcAgl001);
    write(rig, '01', '7002 20 01');
    expect(rig.device.truth('calibrated')).toBe(false);
    rig.wait(21_000);
    expect(rig.device.truth('calibrated')).toBe(true);
  });

  it('goes by a sensor elsewhere when it is given one, and ignores damaged frames', () => {
    const rig = joined(lumiAirrtcAgl001);
    const frame = (order: string, params: string) => {
      const bytes = Buffer.from(params, 'hex');
      const head = [0xaa, 0x71, bytes.length + 3, 0x44, 0x12];
      const sum = 512 - head.reduce((total, byte) => total + byte, 0);
      const all = Buffer.concat([
        Buffer.from([...head, sum & 0xff]),
        Buffer.from(order, 'hex'),
        Buffer.of(0x41, bytes.length),
        bytes,
      ]);
      return `f2ff 41 ${all.length.toString(16).padStart(2, '0')} ${all.toString('hex')}`;
    };
    const measured = Buffer.alloc(4);
    measured.writeFloatBE(1450);
    write(rig, '01', frame('02', '00'.repeat(10)));
    expect(rig.device.truth('sensor')).toBe('external');
    const measurement = frame('05', `${'00'.repeat(8)}00010055${measured.toString('hex')}`);
    write(rig, '02', measurement.replace('aa71', 'aa72'));
    expect(rig.value('local_temperature')).not.toBe(14.5);
    write(rig, '03', measurement);
    expect(rig.value('local_temperature')).toBe(14.5);
    write(rig, '04', frame('04', '00'.repeat(10)));
    expect(rig.device.truth('sensor')).toBe('internal');
    expect(rig.value('local_temperature')).toBeCloseTo(20, 0);
  });

  it('refuses what is no schedule', () => {
    const rig = joined(lumiAirrtcAgl001);
    expect(write(rig, '01', '7602 41 02 0000')).toEqual(['1c5f110104' + '87' + '7602']);
  });
});
