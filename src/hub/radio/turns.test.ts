import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

it('lets one at a time do something to a device, in their order, and others meanwhile', async () => {
  const turns = new Turns();
  const said: string[] = [];
  const first = Promise.withResolvers<void>();
  const operation = (name: string, until?: Promise<void>) => async () => {
    said.push(`${name} begins`);
    await until;
    said.push(`${name} ends`);
    return name;
  };
  const running = [
    turns.take('lamp', operation('first', first.promise)),
    turns.take('lamp', operation('second')),
    turns.take('plug', operation('other')),
  ];
  await running[2];
  expect(said).toEqual(['first begins', 'other begins', 'other ends']);
  first.resolve();
  expect(await Promise.all(running)).toEqual(['first', 'second', 'other']);
  expect(said.slice(3)).toEqual(['first ends', 'second begins', 'second ends']);
});

it('goes on after one that failed', async () => {
  const turns = new Turns();
  const failed = turns.take('lamp', () => Promise.reject(new Error('silent')));
  const next = turns.take('lamp', async () => 'done');
  await expect(failed).rejects.toThrow('silent');
  await expect(next).resolves.toBe('done');
});
