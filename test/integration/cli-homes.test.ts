import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trait } from '../../src/devices/trait.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { exampleDevice } from '../support/example-devices.ts';
import { Person, password } from '../support/people.ts';
import { PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { runProgram, startProgram } from '../support/run-program.ts';

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

function envOf(person: Person): Record<string, string> {
  const url = `http://127.0.0.1:${platform.httpPort}`;
  return { HOME: rig.folder, ZIGFLEET_API: url, ZIGFLEET_TOKEN: person.token ?? '' };
}

/** Runs the program for somebody. @returns what it said, parsed if it was JSON */
async function zigfleet(person: Person, ...args: string[]) {
  const run = await runProgram(args, envOf(person));
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

  it('set a PIN, without which a lock is not opened', async () => {
    await ada.expect(201, 'POST /v1/homes', { body: { name: 'Flat' } });
    const { homeId } = (await zigfleet(ada, 'homes', '--json')).json[0];
    const hub = await rig.startHub(platform, homeId);
    const { descriptor } = exampleDevice(0);
    const access = { reported: true, settable: true, gettable: true };
    const traits: Trait[] = [{ name: 'state', type: 'enum', values: ['LOCK', 'UNLOCK'], access }];
    hub.uplink.upsertDevice({ ...descriptor, sleepy: false, traits }, { networkAddress: 1, joined: true });
    await hub.settled();
    const pipe = async (input: string, ...args: string[]) => {
      const run = startProgram(args, envOf(ada));
      run.child.stdin.end(input);
      return { exitCode: await run.ended, ...run.output };
    };
    expect(await pipe(`4711\n${password}\n`, 'homes', 'set-pin', 'flat')).toMatchObject({ exitCode: 0 });
    expect(await zigfleet(ada, 'homes', 'require-pin', 'flat', 'on')).toMatchObject({ exitCode: 0 });
    const unlock = ['set', descriptor.ieeeAddress, 'state=UNLOCK'];
    expect((await zigfleet(ada, ...unlock)).exitCode).toBe(3);
    expect((await pipe('0000\n', ...unlock, '--pin')).exitCode).toBe(3);
    expect(await pipe('4711\n', ...unlock, '--pin')).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await pipe('wrong\n', 'homes', 'require-pin', 'flat', 'off')).exitCode).toBe(3);
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
