import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadHouse } from '../../simulator/house/load-house.ts';
import { SteppedHouse } from '../support/stepped-house.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A Monday, six in the morning where the houses are. */
const startMs = Date.UTC(2026, 2, 2, 5);

interface Change {
  atMs: number;
  device: string;
  variable: string;
  value: boolean | number | string;
}

/** A house with everything that changes in it from now on. */
async function start(name: string, seed?: number) {
  const house = await loadHouse(join(import.meta.dirname, `../../examples/${name}.yaml`));
  const stepped = await SteppedHouse.start(seed === undefined ? house : { ...house, seed }, { startMs });
  const changes: Change[] = [];
  for (const { entry, device } of stepped.house.devices()) {
    for (const variable of device.variables) {
      variable.watch(() => {
        const { name: variableName } = variable.spec;
        changes.push({
          atMs: stepped.clock.now(),
          device: entry.id,
          variable: variableName,
          value: variable.value,
        });
      });
    }
  }
  const of = (device: string, variable: string) =>
    changes.filter((change) => change.device === device && change.variable === variable);
  /** Tells a story to its end, within an hour. */
  const tell = (id: string) => {
    const story = stepped.director.story(id);
    story.start();
    stepped.run(hourMs);
    expect({ id, state: story.state, reason: story.reason }).toEqual({
      id,
      state: 'finished',
      reason: undefined,
    });
  };
  return { stepped, changes, of, tell };
}

type Run = Awaited<ReturnType<typeof start>>;

/** A day, after everything has joined. */
function liveADay({ stepped }: Run): void {
  stepped.joinAll();
  const absent = [...stepped.house.devices()].filter(({ node }) => !node.linked).map(({ entry }) => entry.id);
  expect(absent).toEqual([]);
  stepped.run(24 * hourMs);
  for (const { story, state, reason } of stepped.director.stories.values()) {
    expect({ id: story.id, failed: state === 'failed' || state === 'gaveUp', reason }).toEqual({
      ...{ id: story.id, failed: false, reason: undefined },
    });
  }
}

/** What holds in every house. */
function expectPhysics({ stepped, changes }: Run): void {
  const lastEnergy = new Map<string, number>();
  for (const { device, variable, value } of changes) {
    if (variable === 'energy') {
      expect(value).toBeGreaterThanOrEqual(lastEnergy.get(device) ?? 0);
      lastEnergy.set(device, Number(value));
    }
    if (variable === 'voltage') expect(value).toBeGreaterThan(2500);
  }
  for (const { entry, device } of stepped.house.devices()) {
    const temperature = device.variables.find(({ spec }) => spec.name === 'temperature');
    if (temperature === undefined || entry.roomId === undefined) continue;
    const room = stepped.house.world.at(entry.roomId).temperatureC;
    expect(Math.abs(Number(temperature.value) - room)).toBeLessThan(1);
    expect(room).toBeGreaterThan(8);
    expect(room).toBeLessThan(28);
  }
}

const hourOf = (atMs: number) => new Date(atMs + hourMs).getUTCHours();

describe('the example houses', () => {
  it('flat: lives a day as people do, and what can happen there happens', async () => {
    const run = await start('flat');
    const { stepped, of, tell } = run;
    liveADay(run);
    expectPhysics(run);
    expect(stepped.house.world.people).toMatchObject([{ activity: 'asleep' }, { activity: 'asleep' }]);
    // Nobody walks at night.
    const motion = of('hall-motion', 'occupancy').filter(({ value }) => value === true);
    expect(motion.length).toBeGreaterThan(10);
    expect(motion.filter(({ atMs }) => hourOf(atMs) >= 1 && hourOf(atMs) < 5)).toEqual([]);
    // The door opens before the hall sees who comes home.
    const afternoon = startMs + 11.2 * hourMs;
    const opened = of('front-door', 'contact').find(({ atMs, value }) => atMs > afternoon && value === false);
    const seen = motion.find(({ atMs }) => atMs > afternoon);
    expect(opened?.atMs).toBeLessThan(seen?.atMs ?? 0);
    // A kettle boils a few times, a fridge runs all day.
    expect(stepped.value('kettle-plug', 'energy')).toBeGreaterThan(0.05);
    expect(stepped.value('fridge-plug', 'energy')).toBeGreaterThan(0.3);
    expect(stepped.value('fridge-plug', 'energy')).toBeLessThan(1.5);

    tell('pipe-leaks');
    expect(of('bathroom-leak', 'water_leak').map(({ value }) => value)).toEqual([true, false]);
    tell('toast-burns');
    expect(of('kitchen-smoke', 'smoke').map(({ value }) => value)).toEqual([true, false]);
    tell('comes-home-early');
    tell('laundry');
    stepped.run(2 * hourMs);
    expect(stepped.value('washer-plug', 'energy')).toBeGreaterThan(0.4);
    const fingers = of('front-lock', 'finger').length;
    tell('stranger-at-the-door');
    // Each finger is put on and taken away again.
    expect(of('front-lock', 'finger').length - fingers).toBe(6);
    expect(stepped.value('front-lock', 'lock_state')).toBe('locked');
    const router = stepped.house.device('hall-router').node;
    stepped.director.story('router-unplugged').start();
    stepped.run(minuteMs);
    expect(router.powered).toBe(false);
    stepped.run(10 * minuteMs);
    expect(router).toMatchObject({ powered: true, linked: true });
    await stepped.stop();
  });

  it('villa: three networks, a fuse, and bad air for one of them', async () => {
    const run = await start('villa');
    const { stepped, of, tell } = run;
    liveADay(run);
    expectPhysics(run);
    expect(stepped.house.radioServices.map(({ placed }) => placed.size)).toEqual([23, 13, 5]);
    expect(of('hall-lights', 'state_left').map(({ value }) => value)).toEqual(['ON', 'OFF']);
    expect(stepped.value('freezer-plug', 'energy')).toBeGreaterThan(0.5);
    tell('pipe-leaks');
    tell('stranger-at-the-door');
    expect(of('garden-house-vibration', 'vibration').map(({ value }) => value)).toEqual([true, false]);
    stepped.director.story('fuse-blows').start();
    stepped.run(minuteMs);
    const powered = (id: string) => stepped.house.device(id).node.powered;
    expect([powered('bedside-lamp'), powered('bedroom-climate'), powered('hall-router')]).toEqual([
      false,
      true,
      true,
    ]);
    stepped.run(15 * minuteMs);
    expect(powered('bedside-lamp')).toBe(true);
    tell('bad-air');
    expect(stepped.director.faults.active).toEqual([]);
    await stepped.stop();
  });

  it('hotel-floor: its far rooms go over others, and find new ways when those are gone', async () => {
    const run = await start('hotel-floor');
    const { stepped, of, tell } = run;
    liveADay(run);
    expectPhysics(run);
    const [radio] = stepped.house.radioServices;
    if (radio === undefined) throw new Error('the hotel has a radio');
    const hops = (id: string) =>
      radio.network.topology.path(stepped.house.device(id).node, radio.network.coordinator)?.length ?? 0;
    expect(hops('climate-101')).toBe(1);
    expect(hops('climate-123')).toBeGreaterThanOrEqual(2);
    expect(of('presence-101', 'occupancy').some(({ value }) => value === true)).toBe(true);
    expect(of('presence-102', 'occupancy')).toEqual([]);
    stepped.director.story('fuse-blows').start();
    stepped.run(2 * minuteMs);
    // The odd side is dark; the even side goes on without it.
    expect(hops('switch-123')).toBe(0);
    expect(hops('switch-124')).toBeGreaterThanOrEqual(2);
    stepped.run(10 * minuteMs);
    expect(hops('switch-123')).toBeGreaterThanOrEqual(2);
    tell('pipe-leaks');
    tell('stranger-at-the-door');
    await stepped.stop();
  });

  it.each(['flat', 'villa'])(
    '%s: the same seed gives the same frames, byte for byte; another seed does not',
    async (name) => {
      const digests: string[] = [];
      for (const seed of [undefined, undefined, 99]) {
        const { stepped, tell } = await start(name, seed);
        stepped.joinAll();
        stepped.run(3 * hourMs);
        tell('pipe-leaks');
        tell('router-unplugged');
        tell('stranger-at-the-door');
        expect(stepped.frames).toBeGreaterThan(500);
        digests.push(stepped.digest());
        await stepped.stop();
      }
      expect(digests[1]).toBe(digests[0]);
      expect(digests[2]).not.toBe(digests[0]);
    },
  );
});
