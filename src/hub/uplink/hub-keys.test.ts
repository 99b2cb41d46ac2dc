import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../common/logger.ts';
import { hubIdOf } from '../../rpc/hub-identity.ts';
import { HubKeys } from './hub-keys.ts';

let folder: string;
let path: string;
const open = () => HubKeys.open(path, silentLogger());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zigfleet-hub-keys-'));
  path = join(folder, 'hub-identity.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a hub's keys", () => {
  it('are made once, and are nobody else’s to read', () => {
    const made = open();
    expect(made.hubId).toBe(hubIdOf(made.current.publicKey));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(open().current.publicKey).toEqual(made.current.publicKey);
    expect(open().next).toBeUndefined();
  });

  it('are both on disk while the platform may have either', () => {
    const keys = open();
    keys.prepare();
    const next = keys.next?.publicKey;
    keys.prepare();
    expect(keys.next?.publicKey).toEqual(next);
    const afterCrash = open();
    expect(afterCrash.current.publicKey).toEqual(keys.current.publicKey);
    expect(afterCrash.next?.publicKey).toEqual(next);
  });

  it('keep the id of the first one for good', () => {
    const keys = open();
    const { hubId } = keys;
    for (let turn = 0; turn < 3; turn++) {
      keys.prepare();
      const next = keys.next?.publicKey ?? new Uint8Array();
      keys.accepted(new Uint8Array(32));
      expect(keys.next?.publicKey).toEqual(next);
      keys.accepted(next);
      expect([keys.hubId, keys.current.publicKey, keys.next]).toEqual([hubId, next, undefined]);
    }
    const again = open();
    expect([again.hubId, again.current.publicKey]).toEqual([hubId, keys.current.publicKey]);
    expect(readFileSync(path, 'utf8')).not.toContain('nextPrivateKey');
  });

  it('of a damaged file are nothing to go on with', () => {
    open();
    const text = readFileSync(path, 'utf8');
    for (const damaged of ['', '{}', text.slice(0, -10), text.replace(/hub-[0-9a-f]{4}/, 'hub-0000')]) {
      writeFileSync(path, damaged);
      expect(open).toThrow(expect.objectContaining({ code: 'invalid-config' }));
    }
  });
});
