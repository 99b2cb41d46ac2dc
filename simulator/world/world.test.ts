import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flat, mondayMs, startTestWorld } from './test-world.ts';
import type { WorldEvent } from './world-event.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('World', () => {
  it('is the same with the same seed and commands, however its clock is stepped', () => {
    const live = (stepMs: number, seed: number) => {
      const { world, clock, events } = startTestWorld(flat, seed);
      for (let passedMs = 0; passedMs < 12 * hourMs; passedMs += stepMs) {
        if (passedMs === hourMs) world.movePerson('anna', 'kitchen');
        if (passedMs === 2 * hourMs) world.startLeak('bathroom');
        if (passedMs === 3 * hourMs) world.setOutage('main', true);
        if (passedMs === 4 * hourMs) world.setOutage('main', false);
        clock.advance(stepMs);
      }
      return JSON.stringify([events, world.rooms.map((room) => world.at(room).temperatureC), world.people]);
    };
    const first = live(hourMs, 7);
    expect(live(hourMs, 7)).toBe(first);
    expect(live(10_000, 7)).toBe(first);
    expect(live(1000, 7)).toBe(first);
    expect(live(hourMs, 8)).not.toBe(first);
  });

  it('tells what happens in order of time, as it happens', () => {
    const { world, clock, events } = startTestWorld();
    world.subscribe((event) => expect(event.atMs).toBe(world.nowMs));
    world.startSmoke('kitchen');
    clock.advance(24 * hourMs);
    for (const [index, event] of events.entries()) {
      expect(event.atMs).toBeGreaterThanOrEqual(events[index - 1]?.atMs ?? mondayMs);
    }
  });

  it('lets energy only grow, through outages, relays and plugs', () => {
    const act = fc.record({
      what: fc.constantFrom('outage', 'restore', 'open', 'close', 'use', 'unplug', 'plug'),
      waitMs: fc.integer({ min: 0, max: 30 * minuteMs }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const { world, clock } = startTestWorld({ ...flat, people: [] });
        const outlet = world.at('bathroom').outlet('washer');
        let last = 0;
        for (const { what, waitMs } of acts) {
          if (what === 'outage' || what === 'restore') world.setOutage('main', what === 'outage');
          if (what === 'open' || what === 'close') outlet.setClosed(what === 'close');
          if (what === 'use') world.useAppliance('washer');
          if (what === 'unplug') world.unplug('washer');
          if (what === 'plug') world.plugIn('washer', 'bathroom', 'washer');
          const before = outlet.energyWh;
          expect(before).toBeGreaterThanOrEqual(last);
          if (!outlet.isClosed || !world.at('bathroom').mains.available) expect(outlet.powerW).toBe(0);
          clock.advance(waitMs);
          last = outlet.energyWh;
          expect(last).toBeGreaterThanOrEqual(before);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('gives an outlet the power of what is plugged into it, and tells each change', () => {
    const { world, clock } = startTestWorld({ ...flat, people: [] });
    const outlet = world.at('kitchen').outlet('kettle');
    const heard: WorldEvent[] = [];
    world.at('kitchen').subscribe((event) => {
      if (event.type === 'outletLoadChanged' && event.outlet === 'kettle') heard.push(event);
    });
    world.useAppliance('kettle');
    expect(outlet.powerW).toBe(2150);
    expect(outlet.currentA).toBeCloseTo(2150 / 230, 0);
    clock.advance(10 * minuteMs);
    expect(outlet.powerW).toBe(0);
    expect(outlet.energyWh).toBeGreaterThan(50);
    expect(heard).toMatchObject([
      { type: 'outletLoadChanged', outlet: 'kettle', powerW: 2150 },
      { type: 'outletLoadChanged', outlet: 'kettle', powerW: 0 },
    ]);

    world.plugIn('tv', 'living', 'smart plug');
    world.useAppliance('tv');
    expect(world.at('living').outlet('smart plug').powerW).toBe(95);
    expect(world.at('living').outlet('tv').powerW).toBe(0);
    expect(() => world.plugIn('kettle', 'living', 'smart plug')).toThrow(
      'tv is plugged into smart plug already',
    );
    expect(outlet.isClosed).toBe(true);
    expect(() => world.plugIn('shower', 'living', 'x')).toThrow('shower is a shower: it has no plug');
    expect(() => world.useAppliance('toaster')).toThrow('There is no appliance "toaster"');
  });

  it('loses and regains the mains circuit by circuit', () => {
    const { world, events } = startTestWorld({
      ...flat,
      rooms: flat.rooms.map((room) => ({ ...room, circuit: room.name === 'kitchen' ? 'kitchen' : 'main' })),
    });
    expect(world.circuits).toEqual(['main', 'kitchen']);
    expect(world.at('kitchen').mains.voltageV).toBeGreaterThan(220);
    world.setOutage('kitchen', true);
    world.setOutage('kitchen', true);
    expect(world.at('kitchen').mains).toEqual({ available: false, voltageV: 0 });
    expect(world.at('living').mains.available).toBe(true);
    world.setOutage('kitchen', false);
    expect(events.filter(({ type }) => type.startsWith('mains'))).toMatchObject([
      { type: 'mainsLost', circuit: 'kitchen', places: ['kitchen'] },
      { type: 'mainsRestored', circuit: 'kitchen', places: ['kitchen'] },
    ]);
    expect(() => world.setOutage('cellar', true)).toThrow(
      'There is no circuit "cellar"; there are main, kitchen',
    );
    expect(world.at('outdoors').mains.available).toBe(false);
  });

  it('lets things be shaken', () => {
    const { world, events } = startTestWorld();
    world.shakeObject('living', 'cupboard', 0.8);
    expect(events).toMatchObject([
      { type: 'objectShaken', place: 'living', object: 'cupboard', strength: 0.8 },
    ]);
    expect(() => world.shakeObject('living', 'cupboard', 2)).toThrow('strength must be between 0 and 1');
  });

  it('has rooms outside, with the weather and with people that are seen', () => {
    const { world, clock } = startTestWorld({
      startMs: mondayMs,
      rooms: [{ name: 'hall' }, { name: 'garden', isOutside: true }],
      people: [{ name: 'anna', room: 'hall' }],
    });
    world.movePerson('anna', 'garden');
    clock.advance(minuteMs);
    expect(world.at('garden').occupants).toMatchObject([{ person: 'anna', activity: 'moving' }]);
    expect(world.at('garden').temperatureC).toBe(world.at('outdoors').temperatureC);
    expect(world.at('garden').humidityPercent).toBe(world.at('outdoors').humidityPercent);
    expect(world.at('outdoors').occupants).toEqual([]);
  });

  it('stands still when stopped', async () => {
    const { world, clock } = startTestWorld();
    clock.advance(hourMs);
    await world.stop();
    await world.stop();
    expect(clock.pendingCount).toBe(0);
    clock.advance(24 * hourMs);
    expect(world.nowMs).toBe(mondayMs + hourMs);
    await world.start();
    clock.advance(1000);
    expect(world.nowMs).toBe(mondayMs + hourMs + 1000);
  });

  it('costs next to nothing: an hour of 50 rooms with 1,000 outlets takes under a thousandth of it', () => {
    const rooms = Array.from({ length: 50 }, (_, index) => ({ name: `room ${index}` }));
    const { world, clock } = startTestWorld({
      startMs: mondayMs,
      rooms,
      people: rooms.map(({ name }, index) => ({ name: `person ${index}`, room: name })),
      appliances: Array.from({ length: 1000 }, (_, index) => ({
        name: `load ${index}`,
        kind: index % 10 === 0 ? ('fridge' as const) : ('television' as const),
        room: `room ${index % 50}`,
      })),
    });
    const startedMs = performance.now();
    clock.advance(hourMs);
    for (const room of world.rooms) expect(Number.isFinite(world.at(room).temperatureC)).toBe(true);
    expect(performance.now() - startedMs).toBeLessThan(3600);
  });
});
