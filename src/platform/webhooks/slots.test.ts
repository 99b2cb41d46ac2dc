import { describe, expect, it } from 'vitest';
import { Slots } from './slots.ts';

describe('slots', () => {
  it('let so many run at a time, the others in line, whatever becomes of each', async () => {
    const slots = new Slots(2);
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
    const begun: number[] = [];
    const runs = gates.map(({ promise }, index) =>
      slots.run(() => {
        begun.push(index);
        return promise;
      }),
    );
    const settled = Promise.allSettled(runs);
    await Promise.resolve();
    expect(begun).toEqual([0, 1]);
    gates[1]?.reject(new Error('no'));
    await expect(runs[1]).rejects.toThrow('no');
    await expect.poll(() => begun).toEqual([0, 1, 2]);
    for (const { resolve } of gates) resolve(1);
    expect((await settled).map(({ status }) => status)).toEqual([
      ...['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
    ]);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
  });
});
