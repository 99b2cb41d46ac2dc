import type { Principal } from './principal.ts';

/** An account. Times are milliseconds since the Unix epoch. */
export interface Account {
  accountId: string;
  /** Null for the first owner until it takes one. */
  email: string | null;
  hasPassword: boolean;
  createdAtMs: number;
}

/** The secrets of a login. Told once and stored nowhere but as digests. */
export interface LoginTokens {
  accessToken: string;
  /** How long the access token works from now, seconds. */
  accessTtlS: number;
  accessExpiresAtMs: number;
  /** Good for one exchange. */
  refreshToken: string;
  refreshExpiresAtMs: number;
}

/** A long-lived credential for a program. */
export interface ApiKey {
  keyId: string;
  name: string;
  /** Permissions that the key has at most, whatever the role of its account. */
  scopes: readonly string[];
  /** Homes that it reaches at most; null: all of its account. */
  homeIds: readonly string[] | null;
  createdAtMs: number;
  /** Null: until it is deleted. */
  expiresAtMs: number | null;
}

/** A login on a device without a keyboard or browser (RFC 8628). */
export interface DeviceLogin {
  /** A secret of the device. */
  deviceCode: string;
  /** What a person types elsewhere to approve it. */
  userCode: string;
  expiresInS: number;
  /** Least time between two questions, seconds. */
  intervalS: number;
}

/** Accounts and their credentials. Every method may throw `store-unavailable`. */
export interface Accounts {
  /** Makes an account, or does nothing if the address has one: the caller cannot tell. @throws unavailable */
  register(email: string, password: string): Promise<void>;
  /** @throws unauthenticated (whatever is wrong), rate-limited, unavailable */
  logIn(email: string, password: string): Promise<LoginTokens>;
  /** @throws unauthenticated; a token that was used before ends its login */
  refresh(refreshToken: string): Promise<LoginTokens>;
  /** Ends the login of the credential, or all logins of its account. @returns how many ended */
  logOut(principal: Principal, everywhere: boolean): Promise<number>;
  /** @throws not-found */
  read(accountId: string): Promise<Account>;
  /** Ends all logins. @throws unauthenticated, rate-limited, conflict, invalid-request, unavailable */
  setPassword(
    principal: Principal,
    change: { currentPassword?: string; newPassword: string; email?: string },
  ): Promise<void>;
  /** Whether this is the account's password; true if it has none. @throws rate-limited, unavailable */
  confirmPassword(accountId: string, password: string | undefined): Promise<boolean>;
  /** Removes the account, its credentials, and the homes it owns. @throws permission-denied, rate-limited, unavailable */
  remove(principal: Principal, password: string | undefined): Promise<void>;
  listKeys(accountId: string): Promise<ApiKey[]>;
  /** @throws quota-exceeded */
  createKey(
    accountId: string,
    spec: Pick<ApiKey, 'name' | 'scopes' | 'homeIds' | 'expiresAtMs'>,
  ): Promise<{ key: ApiKey; secret: string }>;
  /** @returns whether there was such a key */
  deleteKey(accountId: string, keyId: string): Promise<boolean>;
  beginDeviceLogin(): Promise<DeviceLogin>;
  /** @returns whether a login waited for this code. @throws rate-limited */
  decideDeviceLogin(accountId: string, userCode: string, approve: boolean): Promise<boolean>;
  /** @throws invalid-grant, its context has RFC 8628's `error` */
  finishDeviceLogin(deviceCode: string): Promise<LoginTokens>;
}
