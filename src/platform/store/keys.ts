import type { IeeeAddress } from '../../devices/ieee-address.ts';

/** How many keys the due times of commands are spread over, so that no slot of a cluster has them all. */
export const dueShardCount = 8;

/**
 * The one builder of Redis keys. All keys of a home share the hash tag `{homeId}`, so that one function call may touch
 * them on Redis Cluster too; every other key stands alone.
 */
export const keys = {
  /** Hash: name and creation time of the home. */
  home: (homeId: string) => `zf:{${homeId}}:home`,
  /** Set: ids of the home's hubs. */
  hubs: (homeId: string) => `zf:{${homeId}}:hubs`,
  /** Hash: what the hub is, its session, its place in its journal, its table of descriptors. */
  hub: (homeId: string, hubId: string) => `zf:{${homeId}}:hub:${hubId}`,
  /** Hash: the 8 bytes of a device's IEEE address to its packed state. */
  state: (homeId: string, hubId: string) => `zf:{${homeId}}:state:${hubId}`,
  /** List: ids of the hub's commands that have not ended, oldest first. */
  openCommands: (homeId: string, hubId: string) => `zf:{${homeId}}:open:${hubId}`,
  /** String: the last map of the hub's network (JSON). Expires. */
  networkMap: (homeId: string, hubId: string) => `zf:{${homeId}}:map:${hubId}`,
  /** Hash: one command. Expires some time after the command's end. */
  command: (homeId: string, commandId: string) => `zf:{${homeId}}:command:${commandId}`,
  /** Stream: ids of the home's newest commands, with hub and device. Its name and `:` and an address: a list of a device's. */
  commands: (homeId: string) => `zf:{${homeId}}:commands`,
  /** List: ids of a device's newest commands, newest first. Expires. */
  deviceCommands: (homeId: string, ieeeAddress: IeeeAddress) => `zf:{${homeId}}:commands:${ieeeAddress}`,
  /** Hash: which command an idempotency key made, or which devices the batch was for. Expires. */
  idempotency: (homeId: string, accountId: string, keyDigest: string) =>
    `zf:{${homeId}}:idempotency:${accountId}:${keyDigest}`,
  /** Stream of the home's events; the same name is the channel on which new ones are announced. */
  events: (homeId: string) => `zf:{${homeId}}:events`,
  /** Hash: how far the home's history is fed from its events, who feeds it, what was lost on the way. */
  historyFeed: (homeId: string) => `zf:{${homeId}}:history`,
  /** String: what is known of a device, or of a hub by its id, on a UTC day, packed. Expires. */
  historyDay: (homeId: string, subject: string, day: number) =>
    `zf:{${homeId}}:history:${subject.replace(/^0x/, '')}:${day}`,
  /** Stream: who did what in the home, an entry each. Expires. */
  homeAudit: (homeId: string) => `zf:{${homeId}}:audit`,
  /** Hash: webhook id to what it is (JSON, with its secrets). */
  webhooks: (homeId: string) => `zf:{${homeId}}:webhooks`,
  /** Hash: where a webhook stands. */
  webhook: (homeId: string, webhookId: string) => `zf:{${homeId}}:webhook:${webhookId}`,
  /** List: its last deliveries (JSON), newest first. */
  webhookDeliveries: (homeId: string, webhookId: string) => `zf:{${homeId}}:webhook:${webhookId}:log`,
  /** Stream: events that were given up (JSON). */
  webhookDead: (homeId: string, webhookId: string) => `zf:{${homeId}}:webhook:${webhookId}:dead`,
  /** List: ids of dead letters that are to be delivered again. */
  webhookReplays: (homeId: string, webhookId: string) => `zf:{${homeId}}:webhook:${webhookId}:replays`,
  /** Hash: which node delivers the home's webhooks. */
  webhookLease: (homeId: string) => `zf:{${homeId}}:webhook-lease`,
  /** Prefix of all keys of a home, for functions that find out which ones they need. */
  homePrefix: (homeId: string) => `zf:{${homeId}}:`,

  /** String: a device descriptor by its content digest. */
  descriptor: (digest: string) => `zf:descriptor:${digest}`,
  /** String: which home a hub belongs to, and its public key. */
  hubOwner: (hubId: string) => `zf:hub:${hubId}`,
  /** String: the public key of a hub that has changed its first one. Outlives what the home knows: see `authenticate`. */
  hubKey: (hubId: string) => `zf:hub-key:${hubId}`,
  /** Hash: a claim code by its digest. Expires. */
  claimCode: (digest: string) => `zf:claim:${digest}`,
  /** String: a bearer token's record by its digest. */
  token: (digest: string) => `zf:token:${digest}`,
  /** Hash: account id to its membership of the home (JSON). Who is not in it has no access, whatever else says so. */
  members: (homeId: string) => `zf:{${homeId}}:members`,
  /** Hash: account id to the hash of the PIN that it uses in the home. */
  pins: (homeId: string) => `zf:{${homeId}}:pins`,
  /** Hash: invitation id to what it offers (JSON). */
  invitations: (homeId: string) => `zf:{${homeId}}:invitations`,
  /** Hash: room id to the room (JSON). */
  rooms: (homeId: string) => `zf:{${homeId}}:rooms`,
  /** Hash: IEEE address (`0x` and 16 digits) to how people have set the device up (JSON). */
  deviceSettings: (homeId: string) => `zf:{${homeId}}:settings`,
  /** Hash: IEEE address (`0x` and 16 digits) to the id of the room that the device is in. */
  devicePlaces: (homeId: string) => `zf:{${homeId}}:places`,
  /** Hash: group id to the group (JSON). */
  groups: (homeId: string) => `zf:{${homeId}}:groups`,
  /** String: how many Zigbee group ids the home has given out. */
  groupCount: (homeId: string) => `zf:{${homeId}}:group-count`,
  /** String: which invitation of which home a code is for, by its digest. Expires. */
  invitationCode: (digest: string) => `zf:invitation:${digest}`,

  /** Hash: an account. All keys of an account share the hash tag `{accountId}`. */
  account: (accountId: string) => `zf:{${accountId}}:account`,
  /** Set: homes of which the account may be a member; whether it is, the home says. */
  accountHomes: (accountId: string) => `zf:{${accountId}}:homes`,
  /** Sorted set: the account's logins by when they end if they are not used. */
  logins: (accountId: string) => `zf:{${accountId}}:logins`,
  /** Prefix of the keys of an account's logins. */
  loginPrefix: (accountId: string) => `zf:{${accountId}}:login:`,
  /** Hash: one login, by the digests of its refresh token. Expires. */
  login: (accountId: string, loginId: string) => `zf:{${accountId}}:login:${loginId}`,
  /** Hash: API key id to what it is (JSON). */
  apiKeys: (accountId: string) => `zf:{${accountId}}:keys`,
  /** Stream: what the account did and who tried to be it. Expires. */
  accountAudit: (accountId: string) => `zf:{${accountId}}:audit`,
  /** String: the account of an e-mail address, by its digest. */
  email: (digest: string) => `zf:email:${digest}`,
  /** String: when a bucket of permits is full again (µs since the Unix epoch). Expires then. */
  rate: (name: string) => `zf:rate:${name}`,
  /** String: how often something was tried, by what. Expires. */
  attempts: (what: string, name: string) => `zf:attempts:${what}:${name}`,
  /** Hash: a login that waits for approval, by the digest of its device code. Expires. */
  deviceLogin: (digest: string) => `zf:device-login:${digest}`,
  /** String: digest of the device code that a user code is for. Expires. */
  userCode: (digest: string) => `zf:user-code:${digest}`,
  /** String: who the first owner is. */
  bootstrap: () => 'zf:bootstrap',

  /** Stream: who did what anywhere on the platform. Expires. */
  audit: () => 'zf:audit',
  /** Hash: request id to what is being done, of operations that a node has not yet put into an audit. */
  openAudit: (nodeId: string) => `zf:node:${nodeId}:audit`,
  /** String: who puts the operations of a dead node into the audits. Expires. */
  openAuditTaker: (nodeId: string) => `zf:node:${nodeId}:audit-taker`,

  /** Hash: node id to its count of heartbeats. */
  nodes: () => 'zf:nodes',
  /** Set: `homeId hubId` of the hubs whose sessions a node holds. */
  nodeHubs: (nodeId: string) => `zf:node:${nodeId}:hubs`,
  /** Set: ids of the homes that have webhooks. */
  webhookHomes: () => 'zf:webhook-homes',
  /** Channel: ids of homes whose webhooks a node delivers and that have changed. */
  nodeWebhooks: (nodeId: string) => `zf:node:${nodeId}:webhooks`,
  /** Channel: messages to one node. */
  nodeChannel: (nodeId: string) => `zf:node:${nodeId}`,

  /** Sorted set: `homeId commandId` by the time when somebody has to look at the command again. */
  due: (shard: number) => `zf:due:${shard}`,
} as const;

/** The due key of a home's commands. */
export function dueKeyOf(homeId: string): string {
  let hash = 0;
  for (let index = 0; index < homeId.length; index++) hash = (hash * 31 + homeId.charCodeAt(index)) >>> 0;
  return keys.due(hash % dueShardCount);
}
