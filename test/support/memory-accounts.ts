import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { Accounts, LoginTokens } from '../../src/platform/domain/account.ts';

import type { Quotas } from '../../src/platform/limits/quotas.ts';

const password = 'correct horse battery';
const dayMs = 24 * 60 * 60_000;

/** The accounts of the platform of the examples: one password, one key, one login, which tests know beforehand. */
export function memoryAccounts(world: {
  nowMs: number;
  attemptsUsed: boolean;
  requireStore: () => void;
  requireQuota: (quota: keyof Quotas) => void;
}): Accounts {
  const keyIds = new Set(['key-1']);
  const tokens = (): LoginTokens => ({
    accessToken: 'zf_access',
    accessTtlS: 900,
    accessExpiresAtMs: world.nowMs + 900_000,
    refreshToken: 'zfr_refresh',
    refreshExpiresAtMs: world.nowMs + 30 * dayMs,
  });
  const isPassword = (given: string | undefined) => given === password;
  const key = {
    ...{ keyId: 'key-1', name: 'Dashboard', scopes: ['devices:read', 'events:read'], homeIds: ['home-1'] },
    createdAtMs: world.nowMs,
    expiresAtMs: Date.UTC(2027, 0, 5, 8, 30),
  };
  return {
    register: async () => world.requireStore(),
    logIn: async (_email, given) => {
      world.requireStore();
      if (world.attemptsUsed) {
        const context = { retryAfterMs: 60_000 };
        throw new ZigfleetError('rate-limited', 'Too many attempts: wait a minute.', { context });
      }
      if (isPassword(given)) return tokens();
      throw new ZigfleetError('unauthenticated', 'There is no account with this address and password.');
    },
    refresh: async (refreshToken) => {
      world.requireStore();
      if (refreshToken === 'zfr_refresh') return tokens();
      throw new ZigfleetError('unauthenticated', 'The refresh token is unknown, used or expired.');
    },
    logOut: async (_principal, everywhere) => (everywhere ? 2 : 1),
    read: async (accountId) => ({
      ...{ accountId, email: 'ada@example.org', hasPassword: true, createdAtMs: world.nowMs },
    }),
    setPassword: async (_principal, { currentPassword, email = 'ada@example.org' }) => {
      if (isPassword(currentPassword) && email === 'ada@example.org') return;
      if (isPassword(currentPassword)) {
        throw new ZigfleetError('conflict', 'The e-mail address of an account cannot be changed.');
      }
      throw new ZigfleetError('permission-denied', 'The current password is missing or wrong.');
    },
    confirmPassword: async (_accountId, given) => isPassword(given),
    remove: async (_principal, given) => {
      if (!isPassword(given)) {
        throw new ZigfleetError('permission-denied', 'The password is missing or wrong.');
      }
    },
    listKeys: async () => [...keyIds].map((keyId) => ({ ...key, keyId })),
    createKey: async (_accountId, spec) => {
      world.requireQuota('keysPerAccountMax');
      return { key: { ...spec, keyId: 'key-1', createdAtMs: world.nowMs }, secret: 'zf_key' };
    },
    deleteKey: async (_accountId, keyId) => keyIds.delete(keyId),
    beginDeviceLogin: async () => {
      world.requireStore();
      return { deviceCode: 'device', userCode: 'WDJB-MJHT', expiresInS: 600, intervalS: 5 };
    },
    decideDeviceLogin: async (_accountId, userCode) => userCode === 'WDJB-MJHT',
    finishDeviceLogin: async (deviceCode) => {
      world.requireStore();
      if (deviceCode === 'device') return tokens();
      throw new ZigfleetError('invalid-grant', 'The login was not approved yet: ask again.', {
        context: { error: 'authorization_pending' },
      });
    },
  };
}
