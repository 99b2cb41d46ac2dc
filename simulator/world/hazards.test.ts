import { describe, expect, it } from 'vitest';
import { flat, startTestWorld } from './test-world.ts';

const minuteMs = 60_000;
const quiet = { ...flat, people: [], appliances: [] };

describe('hazards', () => {
  it('water rises from a leak, goes next door, and dries or is mopped up', () => {
    const { world, clock, events } = startTestWorld(quiet);
    world.startLeak('bathroom', 6);
    clock.advance(minuteMs);
    expect(world.at('bathroom').waterDepthMm).toBeCloseTo(1, 1);
    expect(world.at('hall').waterDepthMm).toBe(0);
    clock.advance(9 * minuteMs);
    expect(world.at('hall').waterDepthMm).toBeGreaterThan(0.5);
    world.stopLeak('bathroom');
    world.mopUp('hall');
    expect(events.filter((event) => 'place' in event && event.place === 'hall')).toMatchObject([
      { type: 'waterAppeared' },
      { type: 'waterGone' },
    ]);
    clock.advance(24 * 60 * minuteMs);
    expect(world.at('bathroom').waterDepthMm).toBe(0);
    expect(events.filter(({ type }) => type === 'waterGone').length).toBe(
      events.filter(({ type }) => type === 'waterAppeared').length,
    );
  });

  it('no water is made or lost on its way but by drying', () => {
    // A corridor with many doors, none of which leads out.
    const names = Array.from({ length: 30 }, (_, index) => `room ${index}`);
    const { world, clock } = startTestWorld({
      rooms: [{ name: 'corridor', floorAreaM2: 10 }, ...names.map((name) => ({ name, floorAreaM2: 10 }))],
      openings: names.map((name) => ({ name, between: ['corridor', name] as const })),
    });
    world.startLeak('corridor', 100);
    clock.advance(5 * minuteMs);
    const litres = world.rooms.reduce((sum, room) => sum + world.at(room).waterDepthMm * 10, 0);
    expect(litres).toBeLessThan(500);
    expect(litres).toBeGreaterThan(470);
  });

  it('smoke and gas spread sooner through an open door, and go through an open window', () => {
    const spread = (isOpen: boolean) => {
      const { world, clock } = startTestWorld(quiet);
      if (isOpen) world.setOpen('kitchen door', 1);
      world.startSmoke('kitchen');
      world.startGasLeak('kitchen');
      clock.advance(10 * minuteMs);
      const hall = world.at('hall');
      const kitchen = world.at('kitchen');
      expect(kitchen.smokeDensityDbPerM).toBeGreaterThan(hall.smokeDensityDbPerM);
      expect(kitchen.gasPercentLel).toBeGreaterThan(hall.gasPercentLel);
      const found = { smoke: hall.smokeDensityDbPerM, gas: hall.gasPercentLel };
      world.stopSmoke('kitchen');
      world.stopGasLeak('kitchen');
      world.setOpen('kitchen window', 1);
      clock.advance(15 * minuteMs);
      expect(kitchen.smokeDensityDbPerM).toBeLessThan(0.2);
      return found;
    };
    const shut = spread(false);
    const open = spread(true);
    expect(open.smoke).toBeGreaterThan(5 * shut.smoke);
    expect(open.gas).toBeGreaterThan(5 * shut.gas);
  });

  it('says when it begins and ends, once each, and then costs nothing more', () => {
    const { world, clock, events } = startTestWorld(quiet);
    const waiting = clock.pendingCount;
    world.startGasLeak('living', 10);
    clock.advance(5 * minuteMs);
    world.stopGasLeak('living');
    world.airOut('living');
    clock.advance(12 * 60 * minuteMs);
    expect(events.map(({ type }) => type)).toEqual(['gasAppeared', 'gasCleared']);
    expect(clock.pendingCount).toBe(waiting);
    expect(world.at('living').gasPercentLel).toBe(0);
  });

  it('stays within bounds however long it goes on', () => {
    const { world, clock } = startTestWorld({ ...quiet, rooms: [{ name: 'cellar', floorAreaM2: 1 }] });
    world.startLeak('cellar', 1000);
    world.startSmoke('cellar', 100);
    world.startGasLeak('cellar', 1000);
    clock.advance(3 * 60 * minuteMs);
    expect(world.at('cellar').waterDepthMm).toBeLessThanOrEqual(500);
    expect(world.at('cellar').smokeDensityDbPerM).toBeLessThanOrEqual(50);
    expect(world.at('cellar').gasPercentLel).toBeLessThanOrEqual(2000);
  });

  it('shows even the slowest leak in the largest room', () => {
    const { world, clock } = startTestWorld({ rooms: [{ name: 'barn', floorAreaM2: 10_000 }] });
    world.startLeak('barn', 1000);
    clock.advance(minuteMs);
    expect(world.at('barn').waterDepthMm).toBeCloseTo(0.1, 2);
    world.mopUp('barn');
    world.startLeak('barn', 0.01);
    clock.advance(minuteMs);
    expect(world.at('barn').waterDepthMm).toBeGreaterThan(0);
  });

  it('is refused where it cannot be', () => {
    const { world } = startTestWorld({ rooms: [{ name: 'hall' }, { name: 'garden', isOutside: true }] });
    expect(() => world.startLeak('garden')).toThrow('garden is under the open sky: name a room indoors');
    expect(() => world.startLeak('hall', 0)).toThrow('litresPerMinute must be between 0.01 and 1000, not 0');
    expect(() => world.startSmoke('hall', Number.NaN)).toThrow('dbPerMPerMinute');
    expect(() => world.startGasLeak('attic')).toThrow('There is no room "attic"; there are hall, garden');
    expect(world.at('garden').waterDepthMm).toBe(0);
  });
});
