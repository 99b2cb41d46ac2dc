import { afterEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { HouseService } from './house-service.ts';
import { parseHouse } from './load-house.ts';

const text = `
name: Wired house
seed: 5
clock: { speed: 0, start: 2026-03-02T09:00Z }
rooms:
  hall: { neighbours: [outdoors, kitchen], position: [0, 0] }
  kitchen: { circuit: kitchen, position: [6, 0] }
people: { anna: { room: outdoors } }
appliances: { kettle: { kind: kettle, room: kitchen, outlet: socket } }
hubs: { hub: { room: hall, radio: { port: 0, baud: 0 } } }
devices:
  eye: { model: lumi.sensor_motion.aq2, room: hall }
  front: { model: lumi.sensor_magnet.aq2, room: hall, opening: front door }
  socket: { model: lumi.plug, room: kitchen }
  lamp: { model: lumi.light.cwac02, room: hall, position: [3, 4] }
`;
const minuteMs = 60_000;

let house: HouseService;
afterEach(() => house.stop());

const start = async () => {
  house = new HouseService(parseHouse(text, 'house.yaml'), { logger: silentLogger() });
  await house.start();
};
const value = (id: string, name: string) => house.device(id).device.variable(name).value;

describe('devices in the world of their house', () => {
  it('see who comes home, the door first', async () => {
    await start();
    const seen: string[] = [];
    for (const [id, name] of [
      ['front', 'contact'],
      ['eye', 'occupancy'],
    ] as const) {
      house
        .device(id)
        .device.variable(name)
        .watch(({ variable }) => seen.push(`${id} ${variable.value}`));
    }
    house.world.movePerson('anna', 'hall');
    await house.step(minuteMs);
    expect(seen.slice(0, 3)).toEqual(['front false', 'eye true', 'front true']);
    expect(house.world.people).toMatchObject([{ name: 'anna', place: 'hall' }]);
  });

  it('meter what is plugged in, and only while they let it through', async () => {
    await start();
    house.device('socket').device.variable('state').setFromOutside('ON');
    house.world.useAppliance('kettle');
    await house.step(10_000);
    expect(Number(value('socket', 'power'))).toBeGreaterThan(1000);
    house.device('socket').device.variable('state').setFromOutside('OFF');
    expect(value('socket', 'power')).toBe(0);
    const energy = Number(value('socket', 'energy'));
    await house.step(minuteMs);
    expect(value('socket', 'energy')).toBe(energy);
  });

  it('go out with the mains of their room, and come back when nothing else keeps them off', async () => {
    await start();
    const socket = house.device('socket');
    house.world.setOutage('kitchen', true);
    expect(socket.node.powered).toBe(false);
    expect(house.device('lamp').node.powered).toBe(true);
    house.power.cut(socket, 'unplugged');
    house.world.setOutage('kitchen', false);
    expect(house.power.reasons(socket)).toEqual(['unplugged']);
    expect(socket.node.powered).toBe(false);
    house.power.restore(socket, 'unplugged');
    expect(socket.node.powered).toBe(true);
  });

  it('are where the file says, or somewhere in their room', async () => {
    await start();
    expect(house.device('lamp').node.position).toEqual({ x: 3, y: 4 });
    const { x, y } = house.device('socket').node.position ?? {};
    expect(Math.hypot(Number(x) - 6, Number(y))).toBeLessThan(4);
    const [radio] = house.radioServices;
    expect(radio?.network.coordinator.position).toEqual({ x: 0, y: 0 });
  });

  it('cannot be stepped while time runs by itself', async () => {
    const running = parseHouse(text.replace('speed: 0', 'speed: 60'), 'house.yaml');
    house = new HouseService(running, { logger: silentLogger() });
    await expect(house.step(1000)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a house file whose parts do not fit together', () => {
  it.each([
    ['front door }', 'back door }', /13:\d+: hall has no door or window "back door"/],
    ['outlet: socket', 'outlet: lamp', /9:\d+: "lamp" is in hall, not in kitchen/],
    ['opening: front door', 'opening: front door, usedEvery: 1h', /usedEvery|no effect with "opening"/],
    ['room: hall, opening', 'opening', /needs a "room"/],
    ['room: hall, radio', 'room: hal, radio', /there is no room "hal", did you mean "hall"\?/],
    ['[3, 4]', '[3]', /15:\d+: must not have fewer than 2 items/],
  ])('%s made %s', (before, after, message) => {
    house = { stop: async () => undefined } as HouseService;
    expect(() => parseHouse(text.replace(before, after), 'house.yaml')).toThrow(message);
  });
});

describe('a device with a battery', () => {
  it('dies with it, and lives again with a new one', async () => {
    await start();
    const eye = house.device('eye');
    eye.device.battery?.runDown(5);
    expect(eye.node.powered).toBe(true);
    eye.device.battery?.voltage.setFromOutside(1500);
    await house.step(60 * minuteMs);
    expect(house.power.reasons(eye)).toEqual(['batteryEmpty']);
    expect(eye.node.powered).toBe(false);
    house.power.restore(eye, 'batteryEmpty');
    expect(eye.node.powered).toBe(true);
    expect(eye.device.truth('battery')).toBe(100);
  });
});
