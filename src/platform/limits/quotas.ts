import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { limitsConfig } from './limits-config.ts';

/** How many of something there may be, by the names of the configuration. */
export type Quotas = Pick<
  PlatformConfig,
  | 'homesPerAccountMax'
  | 'keysPerAccountMax'
  | 'membersPerHomeMax'
  | 'roomsPerHomeMax'
  | 'webhooksPerHomeMax'
  | 'hubsPerHomeMax'
  | 'devicesPerHomeMax'
>;

export const defaultQuotas: Readonly<Quotas> = Value.Create(Type.Object(limitsConfig));

const told: Record<keyof Quotas, (max: number) => string> = {
  homesPerAccountMax: (max) => `An account has at most ${max} homes.`,
  keysPerAccountMax: (max) => `An account has at most ${max} API keys: delete some.`,
  membersPerHomeMax: (max) => `A home has at most ${max} members.`,
  roomsPerHomeMax: (max) => `A home has at most ${max} rooms.`,
  webhooksPerHomeMax: (max) => `A home has at most ${max} webhooks.`,
  hubsPerHomeMax: (max) => `A home has at most ${max} hubs.`,
  devicesPerHomeMax: (max) => `A home has at most ${max} devices: remove some.`,
};

/** The error of whoever wants more than the quota allows. */
export function quotaExceeded<Q extends keyof Quotas>(quota: Q, quotas: Pick<Quotas, Q>): ZigfleetError {
  const max = quotas[quota];
  return new ZigfleetError('quota-exceeded', told[quota](max), { context: { quota, max } });
}
