import { describe, expect, it } from 'vitest';
import { DeviceRig } from '../../../test/support/device-rig.ts';
import { parseDeviceState } from '../device-state.ts';
import { ikeaLed1545g12 } from './ikea-led1545g12.ts';
import { innrSp240 } from './innr-sp240.ts';
import { lumiCurtainHagl04 } from './lumi-curtain-hagl04.ts';
import { lumiSwitchB2nacn01 } from './lumi-switch-b2nacn01.ts';

const onOff = 0x0006;
const level = 0x0008;
const color = 0x0300;

function cut(rig: DeviceRig): void {
  rig.device.onPower(false);
  rig.wait(60_000);
  rig.device.onPower(true);
}

describe('a device by the standard, when power comes back', () => {
  it.each([
    ['off', '00', ['OFF', 'OFF']],
    ['on', '01', ['ON', 'ON']],
    ['the other way round', '02', ['OFF', 'ON']],
    ['as before', 'ff', ['ON', 'OFF']],
  ])('is %s if StartUpOnOff says so', (_, value, [fromOn, fromOff]) => {
    const rig = new DeviceRig(innrSp240);
    rig.join();
    expect(rig.ask(onOff, `00 01 02 0340 30 ${value}`)).toEqual(['18010400']);
    rig.ask(onOff, '01 02 01');
    cut(rig);
    expect(rig.value('state')).toBe(fromOn);
    rig.ask(onOff, '01 03 00');
    cut(rig);
    expect(rig.value('state')).toBe(fromOff);
  });

  it('refuses a choice that is none, and keeps its choice over a restart of the simulator', () => {
    const rig = new DeviceRig(innrSp240);
    rig.join();
    expect(rig.ask(onOff, '00 01 02 0340 30 07')).toEqual(['180104' + '87' + '0340']);
    rig.ask(onOff, '00 02 02 0340 30 01');
    const again = new DeviceRig(innrSp240, {
      state: parseDeviceState(JSON.parse(JSON.stringify(rig.device.state()))),
    });
    again.join();
    expect(again.ask(onOff, '00 03 00 0340')).toEqual(['180301' + '0340' + '00' + '30' + '01']);
    cut(again);
    expect(again.value('state')).toBe('ON');
  });

  it('has the level and the white that it was told to have then', () => {
    const rig = new DeviceRig(ikeaLed1545g12);
    rig.join();
    rig.ask(onOff, '01 01 01');
    rig.ask(level, '01 02 04 c8 0000');
    rig.ask(color, '01 03 0a 2c01 0000');
    cut(rig);
    expect([rig.value('brightness'), rig.value('color_temp')]).toEqual([200, 300]);
    rig.ask(level, '00 04 02 0040 20 28');
    rig.ask(color, '00 05 02 1040 21 9001');
    cut(rig);
    expect([rig.value('brightness'), rig.value('color_temp')]).toEqual([40, 400]);
  });
});

describe('energy', () => {
  it('is not lost by a power cut or a restart, and does not grow meanwhile', () => {
    const rig = new DeviceRig(innrSp240);
    rig.join();
    rig.device.variable('load').setFromOutside(1000);
    rig.ask(onOff, '01 01 01');
    rig.wait(3_600_000);
    rig.device.onPower(false);
    const before = Number(rig.value('energy'));
    expect(before).toBeGreaterThan(0.9);
    rig.wait(10 * 3_600_000);
    expect(Number(rig.value('energy'))).toBe(before);
    expect(rig.value('power')).toBe(0);
    const again = new DeviceRig(innrSp240, {
      state: parseDeviceState(JSON.parse(JSON.stringify(rig.device.state()))),
    });
    again.join();
    expect(Number(again.value('energy'))).toBeCloseTo(before, 3);
    expect(again.ask(0x0702, '00 09 00 0000')).toEqual([
      `180901${'0000'}00${'25'}${littleEndian(Math.floor(before * 1000), 6)}`,
    ]);
  });
});

function littleEndian(value: number, bytes: number): string {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer.toString('hex');
}

describe('lumi.curtain.hagl04', () => {
  const opened = '0000c842';

  it('takes its time, tells that it moves, and where it came to', () => {
    const rig = new DeviceRig(lumiCurtainHagl04);
    rig.join();
    rig.wait(30_000);
    // Position 0 as a single, in an analog output.
    expect(rig.ask(0x000d, '00 01 02 5500 39 00000000')).toContain('18010400');
    rig.wait(6_000);
    expect(rig.value('position')).toBeGreaterThan(35);
    expect(rig.value('position')).toBeLessThan(65);
    expect(rig.device.truth('motor_state')).toBe('closing');
    expect(rig.device.truth('running')).toBe(true);
    const words = rig.wait(10_000);
    expect(rig.value('position')).toBe(0);
    expect(words.some((word) => word.slice(6) === '5500' + '21' + '0200')).toBe(true);
    expect(words.some((word) => word.slice(6) === '5500' + '39' + '00000000')).toBe(true);
    expect(rig.device.truth('state')).toBe('CLOSE');
  });

  it('stands where it is stopped, stays there without power, and refuses what is no position', () => {
    const rig = new DeviceRig(lumiCurtainHagl04);
    rig.join();
    rig.ask(0x000d, '00 01 02 5500 39 00000000');
    rig.wait(4_000);
    rig.ask(0x0102, '01 02 02');
    const held = Number(rig.value('position'));
    expect(held).toBeGreaterThan(50);
    expect(held).toBeLessThan(80);
    rig.wait(20_000);
    expect(rig.value('position')).toBe(held);
    rig.ask(0x000d, `00 03 02 5500 39 ${opened}`);
    rig.wait(1_000);
    cut(rig);
    const stranded = Number(rig.value('position'));
    rig.wait(20_000);
    expect(rig.value('position')).toBe(stranded);
    expect(stranded).toBeLessThan(90);
    expect(rig.ask(0x000d, '00 04 02 5500 39 00004843')).toEqual(['180404' + '87' + '5500']);
  });
});

describe('lumi.switch.b2nacn01', () => {
  const press = (rig: DeviceRig, side: 'left' | 'right') =>
    rig.device.variable(`action_${side}`).setFromOutside('single');

  it('turns a relay with its button, unless they are told apart', () => {
    const rig = new DeviceRig(lumiSwitchB2nacn01);
    rig.join();
    press(rig, 'left');
    expect([rig.value('state_left'), rig.value('state_right')]).toEqual(['ON', 'OFF']);
    expect(rig.ask(0xfcc0, '04 5f11 01 02 0002 20 00', { endpointId: 2 })).toEqual(['1c5f11010400']);
    expect(rig.device.truth('operation_mode_right')).toBe('decoupled');
    press(rig, 'right');
    expect(rig.value('state_right')).toBe('OFF');
    press(rig, 'left');
    expect(rig.value('state_left')).toBe('OFF');
  });
});
