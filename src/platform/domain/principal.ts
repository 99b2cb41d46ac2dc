import type { IeeeAddress } from '../../devices/ieee-address.ts';

/** Roles within a home, strongest first. */
export const roles = ['owner', 'admin', 'member', 'guest'] as const;
export type Role = (typeof roles)[number];

/** Who asks: an account by one of its credentials. */
export interface Principal {
  accountId: string;
  /** Names the credential in logs and audit; not a secret. */
  credentialId: string;
  /** The role in each home that the credential reaches now. */
  homes: ReadonlyMap<string, Role>;
  /** The login that the credential belongs to, if it does. */
  loginId?: string;
  /** Whether the account runs the platform. */
  operator?: boolean;
  /** Permissions that the credential has at most; absent: all of its roles. Only API keys have scopes. */
  scopes?: ReadonlySet<string>;
  /** What an API key is called. */
  keyName?: string;
  /** In homes in which a guest is limited: the only devices within reach. Absent for all other homes. */
  reach?: ReadonlyMap<string, ReadonlySet<IeeeAddress>>;
}

/** Whether a device of a home is within the reach of a principal that has a role there. */
export function reaches({ reach }: Principal, homeId: string, ieeeAddress: string | undefined): boolean {
  const devices = reach?.get(homeId);
  return !devices || (ieeeAddress !== undefined && devices.has(ieeeAddress as IeeeAddress));
}
