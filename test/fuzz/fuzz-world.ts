import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callApi, registerAccount } from '../support/api-caller.ts';
import { PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import type { KnownValues } from './api-requests.ts';
import { knownParameters } from './known-parameters.ts';

/** A real platform over a real Redis, with a home that has something of everything. */
export class FuzzWorld {
  readonly redis: TestRedis;
  readonly rig: PlatformRig;
  readonly port: number;
  readonly token: string;
  readonly known: KnownValues;

  private constructor(redis: TestRedis, rig: PlatformRig, port: number, token: string, known: KnownValues) {
    this.redis = redis;
    this.rig = rig;
    this.port = port;
    this.token = token;
    this.known = known;
  }

  static async start(): Promise<FuzzWorld> {
    const redis = await TestRedis.start();
    const rig = new PlatformRig(redis);
    // Passwords cost: what is tried is not how many one may try.
    const platform = await rig.startPlatform('platform', {}, 0, { loginRatePerMin: 1_000_000 });
    const { homeId } = await rig.owner(platform);
    const token = readFileSync(join(rig.folder, 'platform', 'owner-token'), 'utf8').trim();
    const port = platform.httpPort;
    const hub = await rig.startHub(platform, homeId);
    const addresses = hub.join(4);
    await hub.settled();
    const post = async (path: string, body: unknown, by = token) =>
      (await callApi(port, 'POST', path, { token: by, body })).body;
    const room = await post(`/v1/homes/${homeId}/rooms`, { name: 'Kitchen' });
    const guest = await registerAccount(port, 'guest@example.org');
    const invited = await post(`/v1/homes/${homeId}/invitations`, { role: 'member' });
    await post('/v1/invitations/accept', { code: invited.code }, guest.token);
    const other = await post(`/v1/homes/${homeId}/invitations`, { role: 'guest' });
    const key = await post('/v1/api-keys', { name: 'x', scopes: ['homes:read'] });
    const command = await post(`/v1/devices/${addresses[2]}/commands`, { set: { state: 'ON' } });
    const webhook = await post('/v1/webhooks', { url: 'https://hooks.example.org/x', homeId });
    const hubs = await callApi(port, 'GET', '/v1/hubs', { token });
    return new FuzzWorld(redis, rig, port, token, {
      ...knownParameters,
      homeId: [homeId],
      hubId: [hubs.body.hubs[0].hubId],
      ieeeAddress: addresses,
      roomId: [room.roomId],
      accountId: [guest.accountId],
      commandId: [command.commandId],
      invitationId: [other.invitation.invitationId],
      keyId: [key.key.keyId],
      ...(webhook.webhookId && { webhookId: [webhook.webhookId] }),
    });
  }

  async stop(): Promise<void> {
    await this.rig.stop();
    await this.redis.stop();
  }
}
