import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isZigfleetError, type ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { JsonFile } from './json-file.ts';

describe('JsonFile', () => {
  let directory = '';
  let errors: ZigfleetError[] = [];
  const open = (name: string) => new JsonFile(join(directory, name), (error) => errors.push(error));

  beforeEach(async () => {
    errors = [];
    directory = await mkdtemp(join(tmpdir(), 'zigfleet-json-'));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('gives back what it was told last, and leaves nothing beside it', async () => {
    const file = open('deep/state.json');
    expect(await file.load()).toBeUndefined();
    for (let value = 0; value < 100; value++) file.save(() => ({ value }));
    await file.flush();
    expect(await open('deep/state.json').load()).toEqual({ value: 99 });
    expect(await readdir(join(directory, 'deep'))).toEqual(['state.json']);
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
  });

  it('writes what comes while it writes', async () => {
    const file = open('state.json');
    file.save(() => {
      file.save(() => 'second');
      return 'first';
    });
    await file.flush();
    expect(JSON.parse(await readFile(file.path, 'utf8'))).toBe('second');
  });

  it('says that a file is damaged', async () => {
    await writeFile(join(directory, 'state.json'), '{"half":');
    const error = await open('state.json')
      .load()
      .catch((thrown) => thrown);
    expect(isZigfleetError(error, 'decode-failed')).toBe(true);
  });

  it('tells of a failed write, and tries again with the next change', async () => {
    const file = open('state.json');
    await mkdir(`${file.path}.tmp`);
    file.save(() => 1);
    await file.flush();
    expect(errors).toHaveLength(1);
    await rm(`${file.path}.tmp`, { recursive: true });
    file.save(() => 2);
    await file.flush();
    expect(await file.load()).toBe(2);
  });
});
