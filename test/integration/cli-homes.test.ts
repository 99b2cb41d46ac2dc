import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/platform/platform.ts';
import { Person } from '../support/people.ts';
import { PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { runProgram } from '../support/run-program.ts';

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let ada: Person;
let bea: Person;

beforeAll(async () => {
  redis = await TestRedis.start();
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  [ada, bea] = await Promise.all([Person.register(platform, 'ada'), Person.register(platform, 'bea')]);
});

afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

/** Runs the program for somebody. @returns what it said, parsed if it was JSON */
async function zigfleet(person: Person, ...args: string[]) {
  const url = `http://127.0.0.1:${platform.httpPort}`;
  const env = { HOME: rig.folder, ZIGFLEET_API: url, ZIGFLEET_TOKEN: person.token ?? '' };
  const run = await runProgram(args, env);
  return { ...run, json: args.includes('--json') && run.exitCode === 0 ? JSON.parse(run.stdout) : undefined };
}

describe('zigfleet homes, rooms, members and keys', () => {
  it('make a home with rooms, share it, and take it away again', async () => {
    expect(await zigfleet(ada, 'homes', 'create', 'Villa')).toMatchObject({ exitCode: 0, stderr: '' });
    const { json: homes } = await zigfleet(ada, 'homes', '--json');
    expect(homes).toMatchObject([{ name: 'Villa', role: 'owner' }]);

    await zigfleet(ada, 'rooms', 'create', 'Cellar');
    const { json: wine } = await zigfleet(ada, 'rooms', 'create', 'Wine', '--in', 'cell', '--json');
    expect((await zigfleet(ada, 'rooms')).stdout).toMatch(/Cellar .*\n {2}Wine /);
    await zigfleet(ada, 'rooms', 'move', 'wine');
    await zigfleet(ada, 'rooms', 'rename', wine.roomId, 'Attic');
    expect((await zigfleet(ada, 'rooms', 'delete', 'cellar')).exitCode).toBe(0);
    const { json: rooms } = await zigfleet(ada, 'rooms', '--home', 'villa', '--json');
    expect(rooms).toMatchObject([{ name: 'Attic', parentId: null }]);

    const offer = [
      'members',
      'invite',
      '--role',
      'guest',
      '--room',
      'attic',
      '--until',
      '2999-01-01T00:00:00Z',
    ];
    const { json: invited } = await zigfleet(ada, ...offer, '--json');
    expect((await zigfleet(bea, 'members', 'accept', invited.code)).stdout).toContain('as guest');
    const { json: members } = await zigfleet(ada, 'members', '--json');
    expect(members[1]).toMatchObject({ role: 'guest', limits: { roomIds: [wine.roomId] } });
    const changed = await zigfleet(ada, 'members', 'change', bea.accountId, '--role', 'admin', '--json');
    expect(changed.json).toMatchObject({ role: 'admin', limits: null });

    const refused = await zigfleet(ada, 'homes', 'delete', 'villa');
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain('--yes');
    expect((await zigfleet(ada, 'homes', 'transfer', 'villa', bea.accountId, '--yes')).exitCode).toBe(0);
    expect((await zigfleet(ada, 'homes', 'leave', 'villa', '--yes')).exitCode).toBe(0);
    expect((await zigfleet(ada, 'rooms')).exitCode).toBe(4);
    expect((await zigfleet(bea, 'homes', 'delete', homes[0].homeId, '--yes')).exitCode).toBe(0);
    expect((await zigfleet(bea, 'homes', '--json')).json).toEqual([]);
  });

  it('make a key that a program can use, and delete it', async () => {
    const made = await zigfleet(ada, 'keys', 'create', 'Dashboard', '--scope', 'homes:read', 'devices:read');
    const key = new Person(platform, made.stdout.trim());
    await key.expect(200, 'GET /v1/homes');
    expect((await zigfleet(ada, 'keys')).stdout).toContain('homes:read devices:read');
    expect((await zigfleet(ada, 'keys', 'create', 'None', '--scope', 'everything')).exitCode).toBe(2);
    expect((await zigfleet(ada, 'keys', 'delete', 'dash')).stdout).toBe('Dashboard is deleted.\n');
    expect((await zigfleet(ada, 'keys', '--json')).json).toEqual([]);
  });
});
