import type { IeeeAddress } from '../../src/devices/ieee-address.ts';
import { exampleHub, exampleLight, exampleSensor } from '../../src/platform/api/example-world.ts';
import { exampleHistory, exampleOutages } from '../../src/platform/api/history-examples.ts';
import type { DeviceResource } from '../../src/platform/api/schemas/device-schema.ts';
import type { DeviceTwin } from '../../src/platform/domain/device-twin.ts';
import type { Hub } from '../../src/platform/domain/hub.ts';
import { onlineTrait } from '../../src/platform/history/history-point.ts';
import { MemoryPlatform } from './memory-ports.ts';

/** Tokens of the platform of the examples. */
export const exampleTokens = {
  owner: 'zf_owner',
  admin: 'zf_admin',
  member: 'zf_member',
  guest: 'zf_guest',
  /** An account with a home and devices of its own. */
  stranger: 'zf_stranger',
} as const;

function twinOf(resource: DeviceResource): DeviceTwin {
  const ieeeAddress = resource.ieeeAddress as IeeeAddress;
  const reported = Object.entries(resource.reported).map(
    ([name, { value, observedAt }]) => [name, { value, observedAtMs: Date.parse(observedAt) }] as const,
  );
  return {
    ...resource,
    ieeeAddress,
    descriptor: { ...resource.descriptor, ieeeAddress },
    reported: Object.fromEntries(reported),
    lastSeenMs: resource.lastSeenAt === null ? 0 : Date.parse(resource.lastSeenAt),
  };
}

function hubOf({ claimedAt, onlineChangedAt, permitJoinUntil: _until, ...hub }: typeof exampleHub): Hub {
  return {
    ...{ ...hub, permitJoinUntilMs: null },
    ...{ claimedAtMs: Date.parse(claimedAt), onlineChangedAtMs: Date.parse(onlineChangedAt) },
  };
}

/** The platform that the examples of the API's description are about, and a stranger's home beside it. */
export function createExamplePlatform(): MemoryPlatform {
  const platform = new MemoryPlatform();
  for (const role of ['owner', 'admin', 'member', 'guest'] as const) {
    const accountId = role === 'owner' ? 'account-1' : `account-${role}`;
    platform.addToken(exampleTokens[role], accountId, { 'home-1': role });
  }
  // As of every platform, its first owner runs it.
  const owner = platform.principals.get(exampleTokens.owner);
  if (owner) platform.principals.set(exampleTokens.owner, { ...owner, operator: true });
  platform.addToken(exampleTokens.stranger, 'account-stranger', { 'home-2': 'owner' });
  const hub = hubOf(exampleHub);
  platform.hubs.set(hub.hubId, hub);
  platform.hubs.set('hub-2222222222222222', { ...hub, hubId: 'hub-2222222222222222', homeId: 'home-2' });
  platform.devices.push(twinOf(exampleLight), twinOf(exampleSensor));
  platform.devices.push({
    ...twinOf(exampleLight),
    ieeeAddress: '0x00158d0002222222',
    homeId: 'home-2',
    hubId: 'hub-2222222222222222',
  });
  addHistory(platform);
  platform.publish({ type: 'hubOnline', homeId: 'home-1', hubId: hub.hubId, timeMs: platform.nowMs });
  platform.publish({
    type: 'traitReported',
    homeId: 'home-1',
    hubId: hub.hubId,
    ieeeAddress: exampleLight.ieeeAddress as IeeeAddress,
    values: { state: 'ON' },
    timeMs: platform.nowMs,
  });
  return platform;
}

function addHistory(platform: MemoryPlatform): void {
  const { homeId, hubId } = exampleHub;
  const { ieeeAddress } = exampleLight;
  for (const [trait, points] of Object.entries(exampleHistory)) {
    platform.history.put({ homeId, subject: ieeeAddress, trait }, points);
  }
  platform.history.put({ homeId, subject: ieeeAddress, trait: onlineTrait }, exampleOutages.light);
  platform.history.put({ homeId, subject: hubId, trait: onlineTrait }, exampleOutages.hub);
}

/** Sends the hub of the examples offline, or back. */
export function setHubOnline(platform: MemoryPlatform, online: boolean): void {
  const hub = platform.hubs.get(exampleHub.hubId);
  if (hub) platform.hubs.set(hub.hubId, { ...hub, online });
}
