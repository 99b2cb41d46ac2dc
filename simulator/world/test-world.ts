import { silentLogger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { seededRandom } from '../../src/common/random.ts';
import { World } from './world.ts';
import type { WorldEvent } from './world-event.ts';
import type { WorldOptions } from './world-parts.ts';

/** Monday, midnight UTC. */
export const mondayMs = Date.UTC(2026, 0, 12);

/** A flat with somebody in it, as most tests want it. */
export const flat: WorldOptions = {
  startMs: mondayMs,
  rooms: [
    { name: 'hall', floorAreaM2: 8, windowAreaM2: 0 },
    { name: 'kitchen' },
    { name: 'living', floorAreaM2: 25 },
    { name: 'bedroom' },
    { name: 'bathroom', floorAreaM2: 6 },
  ],
  people: [
    {
      name: 'anna',
      schedule: [
        { at: '06:30', rooms: ['bathroom'], doing: 'active', uses: ['shower'] },
        { at: '07:00', rooms: ['kitchen'], doing: 'active', uses: ['kettle'] },
        { at: '08:00', rooms: ['outdoors'], doing: 'active' },
        { at: '17:30', rooms: ['kitchen', 'living'], doing: 'active' },
        { at: '20:00', rooms: ['living'], doing: 'still', uses: ['tv'] },
        { at: '22:45', rooms: ['bedroom'], doing: 'asleep' },
      ],
    },
    { name: 'stranger', hasKey: false },
  ],
  appliances: [
    { name: 'shower', kind: 'shower', room: 'bathroom' },
    { name: 'kettle', kind: 'kettle', room: 'kitchen' },
    { name: 'fridge', kind: 'fridge', room: 'kitchen' },
    { name: 'tv', kind: 'television', room: 'living' },
    { name: 'washer', kind: 'washingMachine', room: 'bathroom' },
  ],
};

/** A started world on a clock that moves when told, with everything that happens in it written down. */
export function startTestWorld(options: WorldOptions = flat, seed = 1) {
  const clock = new ManualClock(mondayMs);
  const world = new World(options, { clock, random: seededRandom(seed), logger: silentLogger() });
  const events: WorldEvent[] = [];
  world.subscribe((event) => void events.push(event));
  // Its start is synchronous up to the promise that it returns, which holds nothing more.
  void world.start();
  return { clock, world, events };
}
