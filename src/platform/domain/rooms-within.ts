import type { Room } from './home.ts';

/** The ids of these rooms and of all within them. */
export function roomsWithin(
  roomIds: Iterable<string>,
  rooms: Iterable<Pick<Room, 'roomId' | 'parentId'>>,
): ReadonlySet<string> {
  const all = [...rooms];
  const within = new Set(roomIds);
  // Each turn finds the rooms one level further down.
  for (let before = -1; before !== within.size; ) {
    before = within.size;
    for (const { roomId, parentId } of all) if (parentId !== null && within.has(parentId)) within.add(roomId);
  }
  return within;
}
