import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flat, mondayMs, startTestWorld } from './test-world.ts';
import { steadyWeather } from './weather.ts';
import type { WorldOptions } from './world-parts.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dark = steadyWeather({ temperatureC: 5, humidityPercent: 80, illuminanceLx: 0 });

/** Rooms without heating, people or light: only walls, air and the weather. */
const bare = (temperatures: readonly number[], weather = dark): WorldOptions => ({
  startMs: mondayMs,
  weather,
  rooms: temperatures.map((initialTemperatureC, index) => ({
    name: `room ${index}`,
    heatingSetpointC: null,
    initialTemperatureC,
  })),
  openings: temperatures.slice(1).map((_, index) => ({
    name: `door ${index}`,
    between: [`room ${index}`, `room ${index + 1}`] as const,
  })),
});

describe('the climate indoors', () => {
  it('without sources stays between the coldest and the warmest that there is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -10, max: 40 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(5), { maxLength: 4 }),
        (temperatures, opened) => {
          const { world, clock } = startTestWorld(bare(temperatures));
          const low = Math.min(5, ...temperatures) - 1e-9;
          const high = Math.max(5, ...temperatures) + 1e-9;
          for (const index of opened) {
            if (world.openings[index] !== undefined) world.setOpen(world.openings[index], 1);
          }
          for (let step = 0; step < 12; step++) {
            clock.advance(17 * minuteMs + 3456);
            for (const room of world.rooms) {
              expect(world.at(room).temperatureC).toBeGreaterThanOrEqual(low);
              expect(world.at(room).temperatureC).toBeLessThanOrEqual(high);
              expect(world.at(room).humidityPercent).toBeGreaterThan(0);
              expect(world.at(room).humidityPercent).toBeLessThanOrEqual(100);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('relaxes: rooms towards each other, sooner with the door open, and all towards the weather', () => {
    const differenceAfter = (isOpen: boolean) => {
      const { world, clock } = startTestWorld(bare([26, 14]));
      if (isOpen) world.setOpen('door 0', 1);
      clock.advance(3 * hourMs);
      const difference = world.at('room 0').temperatureC - world.at('room 1').temperatureC;
      expect(difference).toBeGreaterThan(0);
      return difference;
    };
    expect(differenceAfter(false)).toBeLessThan(12);
    expect(differenceAfter(true)).toBeLessThan(differenceAfter(false) - 1);
    const { world, clock } = startTestWorld(bare([26, 14]));
    clock.advance(30 * 24 * hourMs);
    for (const room of world.rooms) expect(Math.abs(world.at(room).temperatureC - 5)).toBeLessThan(0.3);
  });

  it('does not depend on how time is stepped, nor on whether and when it is read', () => {
    const reading = (stepMs: number, isRead: boolean) => {
      const { world, clock, events } = startTestWorld();
      for (let passedMs = 0; passedMs < 9 * hourMs; passedMs += stepMs) {
        clock.advance(stepMs);
        if (!isRead) continue;
        for (const room of world.rooms) expect(Number.isFinite(world.at(room).temperatureC)).toBe(true);
        expect(world.at('kitchen').outlet('fridge').energyWh).toBeGreaterThanOrEqual(0);
      }
      const values = [...world.rooms, 'outdoors'].map((place) => {
        const { temperatureC, humidityPercent, pressureHpa, illuminanceLx, occupants } = world.at(place);
        return { temperatureC, humidityPercent, pressureHpa, illuminanceLx, occupants };
      });
      return JSON.stringify({ values, events, energyWh: world.at('kitchen').outlet('fridge').energyWh });
    };
    const whole = reading(9 * hourMs, false);
    expect(reading(9 * hourMs, false)).toBe(whole);
    expect(reading(1000, true)).toBe(whole);
    expect(reading(36_000, true)).toBe(whole);
    expect(reading(9 * hourMs, true)).toBe(whole);
  });

  it('is continuous from one reading to the next', () => {
    const { world, clock } = startTestWorld();
    clock.advance(6 * hourMs);
    let last = world.at('kitchen').temperatureC;
    for (let step = 0; step < 3000; step++) {
      clock.advance(1700);
      const { temperatureC } = world.at('kitchen');
      expect(Math.abs(temperatureC - last)).toBeLessThan(0.05);
      last = temperatureC;
    }
  });

  it('is kept by radiators, less by night; falls with an open window and comes back', () => {
    const { world, clock } = startTestWorld({
      ...flat,
      people: [],
      weather: steadyWeather({ temperatureC: -5, illuminanceLx: 0 }),
    });
    clock.advance(4 * hourMs);
    expect(world.at('living').temperatureC).toBeCloseTo(18, 0);
    clock.advance(8 * hourMs);
    expect(world.at('living').temperatureC).toBeGreaterThan(19);
    expect(world.at('living').temperatureC).toBeLessThan(20.1);
    world.setOpen('living window', 1);
    clock.advance(20 * minuteMs);
    const airedC = world.at('living').temperatureC;
    expect(airedC).toBeLessThan(17);
    world.setOpen('living window', 0);
    clock.advance(2 * hourMs);
    expect(world.at('living').temperatureC).toBeGreaterThan(airedC + 2);
  });

  it('obeys an air conditioner and a radiator valve, and shows what they give', () => {
    const { world, clock } = startTestWorld({
      ...flat,
      people: [],
      weather: steadyWeather({ temperatureC: 33, humidityPercent: 60, illuminanceLx: 50_000 }),
    });
    clock.advance(12 * hourMs);
    const living = world.at('living');
    const warmC = living.temperatureC;
    const humid = living.humidityPercent;
    const unit = living.climateUnit('ac', { heatingMaxW: 3000, coolingMaxW: 5000 });
    expect(living.climateUnit('ac', { heatingMaxW: 3000, coolingMaxW: 5000 })).toBe(unit);
    expect(unit.outputW).toBe(0);
    unit.set('cool', 22);
    expect(unit.outputW).toBe(-5000);
    clock.advance(4 * hourMs);
    expect(living.temperatureC).toBeLessThan(Math.min(23.5, warmC - 1));
    expect(unit.outputW).toBeLessThan(0);
    expect(unit.outputW).toBeGreaterThanOrEqual(-5000);
    expect(living.humidityPercent).toBeLessThan(humid + 25);
    world.setOutage('main', true);
    expect(unit.outputW).toBe(0);
    world.setOutage('main', false);
    expect(() => unit.set('cool', 99)).toThrow('A setpoint in °C');

    const cold = startTestWorld({ ...flat, people: [], weather: dark });
    const valve = cold.world
      .at('bedroom')
      .climateUnit('valve', { heatingMaxW: 1300, coolingMaxW: 0, takesOverRadiator: true });
    valve.set('heat', 24);
    cold.clock.advance(6 * hourMs);
    expect(cold.world.at('bedroom').temperatureC).toBeGreaterThan(23);
    valve.set('off', 24);
    cold.clock.advance(48 * hourMs);
    expect(cold.world.at('bedroom').temperatureC).toBeLessThan(19);
  });

  it('gets humid from a shower and dries again', () => {
    const { world, clock } = startTestWorld({ ...flat, people: [], weather: dark });
    clock.advance(6 * hourMs);
    const before = world.at('bathroom').humidityPercent;
    world.useAppliance('shower');
    clock.advance(10 * minuteMs);
    expect(world.at('bathroom').humidityPercent).toBeGreaterThan(before + 15);
    clock.advance(12 * hourMs);
    expect(world.at('bathroom').humidityPercent).toBeLessThan(before + 10);
  });

  it('is lit by the day, less behind coverings, and by lamps while there is mains', () => {
    const { world } = startTestWorld({ ...flat, weather: steadyWeather({ illuminanceLx: 20_000 }) });
    const kitchen = world.at('kitchen');
    const day = kitchen.illuminanceLx;
    expect(day).toBeGreaterThan(200);
    expect(day).toBeLessThan(1000);
    kitchen.covering('blind').setOpening(0);
    const shaded = kitchen.illuminanceLx;
    expect(shaded).toBeLessThan(day / 10);
    kitchen.lamp('ceiling').setLumens(1600);
    expect(kitchen.illuminanceLx).toBeCloseTo(shaded + 50, 6);
    world.setOutage('main', true);
    expect(kitchen.illuminanceLx).toBeCloseTo(shaded, 9);
    expect(world.at('hall').illuminanceLx).toBe(0);
    expect(() => kitchen.lamp('ceiling').setLumens(-1)).toThrow('Lumens of ceiling');
    expect(() => world.at('outdoors').lamp('moon')).toThrow('There can be no lamp outdoors');
  });

  it('can be set by a story, within bounds', () => {
    const { world } = startTestWorld();
    world.setAir('kitchen', { temperatureC: 31, humidityPercent: 70 });
    expect(world.at('kitchen').temperatureC).toBeCloseTo(31, 9);
    expect(world.at('kitchen').humidityPercent).toBeCloseTo(70, 6);
    expect(() => world.setAir('kitchen', { temperatureC: 300 })).toThrow(
      'temperatureC must be between -40 and 60',
    );
    expect(() => world.setAir('attic', {})).toThrow('There is no room "attic"');
  });
});
