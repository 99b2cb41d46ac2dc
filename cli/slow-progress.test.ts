import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { SlowProgress } from './slow-progress.ts';

test('says nothing to those who need not wait, then something every two seconds', () => {
  let nowMs = 0;
  const output = new PassThrough({ encoding: 'utf8' });
  const progress = new SlowProgress('verify', output, () => nowMs);
  for (; nowMs <= 5_000; nowMs += 500) progress.note(`at ${nowMs}`);
  expect(output.read()).toBe('verify: at 2000\nverify: at 4000\n');
});
