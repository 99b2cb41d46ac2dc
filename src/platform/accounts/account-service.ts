import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { Account, Accounts, ApiKey, DeviceLogin, LoginTokens } from '../domain/account.ts';
import type { Homes } from '../domain/home.ts';
import type { Principal } from '../domain/principal.ts';
import { defaultQuotas, type Quotas, quotaExceeded } from '../limits/quotas.ts';
import { type AccountStore, digestOf } from '../store/account-store.ts';
import { createToken, digestOfToken } from '../store/credential-store.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { createRefreshToken, parseRefreshToken } from './refresh-token.ts';

const accessTtlMs = 15 * 60_000;
/** A login that is not refreshed for so long is over. */
const loginIdleMs = 30 * 24 * 60 * 60_000;
/** Passwords that are looked at for one address, whether it has an account or not. */
const loginAttempts = { max: 10, windowMs: 60_000 };
const userCodeAttempts = { max: 20, windowMs: 60_000 };
const deviceLoginS = 600;
const deviceIntervalS = 5;
/** RFC 8628, section 6.1: letters that neither make words nor are mistaken for others. */
const userCodeAlphabet = 'BCDFGHJKLMNPQRSTVWXZ';
const userCodeLength = 8;

/** Accounts, their passwords, logins and API keys. */
export class AccountService implements Accounts {
  readonly #store: AccountStore;
  readonly #homes: Homes;
  readonly #hasher: PasswordHasher;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #quotas: Quotas;

  constructor(
    parts: { store: AccountStore; homes: Homes; hasher: PasswordHasher },
    options: { clock: Clock; logger: Logger; quotas?: Quotas },
  ) {
    this.#store = parts.store;
    this.#homes = parts.homes;
    this.#hasher = parts.hasher;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#quotas = options.quotas ?? defaultQuotas;
  }

  async register(email: string, password: string): Promise<void> {
    const address = normalized(email);
    // Before it is known whether the address is free, so that the time of the answer does not tell.
    const hash = await this.#hasher.hash(password);
    const accountId = `account-${randomBytes(8).toString('hex')}`;
    const created = await this.#store.create(accountId, address, hash, this.#clock.now());
    if (created) this.#logger.info({ accountId }, 'account registered');
  }

  async logIn(email: string, password: string): Promise<LoginTokens> {
    const address = normalized(email);
    await this.#allow('login', address, loginAttempts);
    const accountId = await this.#store.idOf(address);
    const account = accountId === undefined ? undefined : await this.#store.read(accountId);
    const isRight = await this.#hasher.verify(password, account?.passwordHash || undefined);
    if (!account || !isRight) {
      throw new ZigfleetError('unauthenticated', 'There is no account with this address and password.', {
        ...(account && { cause: concerning(account.accountId) }),
      });
    }
    return this.#begin(account.accountId);
  }

  async refresh(refreshToken: string): Promise<LoginTokens> {
    const parsed = parseRefreshToken(refreshToken);
    const refused = 'The refresh token is unknown, used or expired.';
    if (!parsed) throw new ZigfleetError('unauthenticated', refused);
    const { accountId, loginId, lasting, changing } = parsed;
    const next = randomBytes(32).toString('base64url');
    const digests = { lasting: digestOf(lasting), changing: digestOf(changing), next: digestOf(next) };
    const outcome = await this.#store.rotateLogin(accountId, loginId, digests, loginIdleMs);
    if (outcome === 'reused') {
      this.#logger.warn({ accountId, loginId }, 'a refresh token was used twice: the login has ended');
      throw new ZigfleetError('unauthenticated', refused, { cause: concerning(accountId) });
    }
    if (outcome !== 'rotated') throw new ZigfleetError('unauthenticated', refused);
    return this.#issue(accountId, loginId, createRefreshToken({ ...parsed, changing: next }));
  }

  logOut({ accountId, loginId }: Principal, everywhere: boolean): Promise<number> {
    if (everywhere) return this.#store.endLogins(accountId);
    return loginId === undefined ? Promise.resolve(0) : this.#store.endLogins(accountId, loginId);
  }

  async read(accountId: string): Promise<Account> {
    const { passwordHash, ...account } = await this.#find(accountId);
    return account;
  }

  async setPassword(
    { accountId }: Principal,
    change: { currentPassword?: string; newPassword: string; email?: string },
  ): Promise<void> {
    const account = await this.#find(accountId);
    if (!(await this.#isPassword(account, change.currentPassword))) {
      throw new ZigfleetError('permission-denied', 'The current password is missing or wrong.');
    }
    const email = change.email === undefined ? undefined : normalized(change.email);
    if (account.email === null && email === undefined) {
      throw new ZigfleetError('invalid-request', 'The account has no e-mail address yet: give one.', {
        context: { faults: [{ code: 'invalid-request', field: 'body/email', expected: 'is required' }] },
      });
    }
    if (account.email !== null && email !== undefined && email !== account.email) {
      throw new ZigfleetError('conflict', 'The e-mail address of an account cannot be changed.');
    }
    const hash = await this.#hasher.hash(change.newPassword);
    if (email !== undefined && !(await this.#store.takeEmail(accountId, email))) {
      throw new ZigfleetError('conflict', 'This e-mail address cannot be used.');
    }
    if (!(await this.#store.setPassword(accountId, account.passwordHash, hash, email))) {
      if (email !== undefined) await this.#store.giveEmailBack(accountId, email);
      throw new ZigfleetError('conflict', 'The password was changed at the same time.');
    }
    await this.#store.endLogins(accountId);
  }

  async confirmPassword(accountId: string, password: string | undefined): Promise<boolean> {
    return this.#isPassword(await this.#find(accountId), password);
  }

  async remove({ accountId }: Principal, password: string | undefined): Promise<void> {
    const account = await this.#find(accountId);
    if (!(await this.#isPassword(account, password))) {
      throw new ZigfleetError('permission-denied', 'The password is missing or wrong.');
    }
    for (const homeId of await this.#store.homesOf(accountId)) {
      const member = (await this.#homes.members(homeId)).find((each) => each.accountId === accountId);
      if (member?.role === 'owner') await this.#homes.remove(homeId);
      else if (member) await this.#homes.removeMember(homeId, accountId);
    }
    await this.#store.remove(account);
    this.#logger.info({ accountId }, 'account removed');
  }

  async listKeys(accountId: string): Promise<ApiKey[]> {
    const stored = await this.#store.listKeys(accountId);
    return stored
      .map(({ tokenDigest, ...key }) => key)
      .sort((a, b) => a.createdAtMs - b.createdAtMs || (a.keyId < b.keyId ? -1 : 1));
  }

  async createKey(
    accountId: string,
    spec: Pick<ApiKey, 'name' | 'scopes' | 'homeIds' | 'expiresAtMs'>,
  ): Promise<{ key: ApiKey; secret: string }> {
    if ((await this.#store.listKeys(accountId)).length >= this.#quotas.keysPerAccountMax) {
      throw quotaExceeded('keysPerAccountMax', this.#quotas);
    }
    const nowMs = this.#clock.now();
    const secret = createToken();
    const key: ApiKey = { keyId: `key-${randomBytes(8).toString('hex')}`, ...spec, createdAtMs: nowMs };
    const { keyId: credentialId, name, createdAtMs, expiresAtMs, scopes, homeIds } = key;
    await this.#store.putKey(
      { ...key, tokenDigest: digestOfToken(secret) },
      { credentialId, accountId, createdAtMs, expiresAtMs, name, scopes, homeIds },
      expiresAtMs === null ? undefined : Math.max(1, expiresAtMs - nowMs),
    );
    return { key, secret };
  }

  async deleteKey(accountId: string, keyId: string): Promise<boolean> {
    const key = (await this.#store.listKeys(accountId)).find((each) => each.keyId === keyId);
    if (key) await this.#store.deleteKey(accountId, key);
    return key !== undefined;
  }

  async beginDeviceLogin(): Promise<DeviceLogin> {
    const deviceCode = randomBytes(32).toString('base64url');
    const letters = Array.from(
      { length: userCodeLength },
      () => userCodeAlphabet[randomInt(userCodeAlphabet.length)],
    );
    const userCode = letters.join('').replace(/(.{4})(?=.)/, '$1-');
    const digest = digestOfUserCode(userCode);
    await this.#store.beginDeviceLogin(digestOf(deviceCode), digest, deviceLoginS * 1000);
    return { deviceCode, userCode, expiresInS: deviceLoginS, intervalS: deviceIntervalS };
  }

  async decideDeviceLogin(accountId: string, userCode: string, approve: boolean): Promise<boolean> {
    await this.#allow('user-code', accountId, userCodeAttempts);
    const decision = approve ? 'approved' : 'denied';
    return this.#store.decideDeviceLogin(accountId, digestOfUserCode(userCode), decision);
  }

  async finishDeviceLogin(deviceCode: string): Promise<LoginTokens> {
    // Half a second less than we ask for: the way of the question takes its time too.
    const intervalMs = deviceIntervalS * 1000 - 500;
    const { state, accountId } = await this.#store.askDeviceLogin(digestOf(deviceCode), intervalMs);
    if (state === 'approved') return this.#begin(accountId);
    const { error, detail } = grantRefusals[state];
    throw new ZigfleetError('invalid-grant', detail, { context: { error } });
  }

  async #find(accountId: string): Promise<Account & { passwordHash: string }> {
    const account = await this.#store.read(accountId);
    if (!account) throw new ZigfleetError('not-found', 'There is no such account.');
    return account;
  }

  async #isPassword(account: Account & { passwordHash: string }, password = ''): Promise<boolean> {
    // Nobody can have proven a password that was never set; the credential itself is all there is.
    if (!account.hasPassword) return true;
    await this.#allow('login', account.email ?? account.accountId, loginAttempts);
    return this.#hasher.verify(password, account.passwordHash);
  }

  async #allow(what: string, name: string, limits: { max: number; windowMs: number }): Promise<void> {
    const retryAfterMs = await this.#store.attempt(what, name, limits);
    if (retryAfterMs > 0) {
      throw new ZigfleetError('rate-limited', 'Too many attempts: wait a minute.', {
        context: { retryAfterMs },
      });
    }
  }

  async #begin(accountId: string): Promise<LoginTokens> {
    const loginId = `login-${randomBytes(8).toString('hex')}`;
    const lasting = randomBytes(32).toString('base64url');
    const changing = randomBytes(32).toString('base64url');
    const digests = { lasting: digestOf(lasting), changing: digestOf(changing) };
    if (!(await this.#store.beginLogin(accountId, loginId, digests, loginIdleMs))) {
      throw new ZigfleetError('unauthenticated', 'There is no such account any more.');
    }
    return this.#issue(accountId, loginId, createRefreshToken({ accountId, loginId, lasting, changing }));
  }

  async #issue(accountId: string, loginId: string, refreshToken: string): Promise<LoginTokens> {
    const createdAtMs = this.#clock.now();
    const accessToken = createToken();
    const accessExpiresAtMs = createdAtMs + accessTtlMs;
    await this.#store.putToken(
      digestOfToken(accessToken),
      { credentialId: loginId, accountId, createdAtMs, expiresAtMs: accessExpiresAtMs, loginId },
      accessTtlMs,
    );
    const refreshExpiresAtMs = createdAtMs + loginIdleMs;
    return {
      accessToken,
      accessTtlS: accessTtlMs / 1000,
      accessExpiresAtMs,
      refreshToken,
      refreshExpiresAtMs,
    };
  }
}

/** For the audit, and never for who asks: the account whose credential was tried. */
function concerning(accountId: string): ZigfleetError {
  return new ZigfleetError('unauthenticated', 'a credential of this account was refused', {
    context: { accountId },
  });
}

/** RFC 8628, section 3.5. */
const grantRefusals = {
  pending: { error: 'authorization_pending', detail: 'The login was not approved yet: ask again.' },
  slow: { error: 'slow_down', detail: 'Asked too soon: wait five seconds longer between questions.' },
  denied: { error: 'access_denied', detail: 'The login was denied.' },
  expired: { error: 'expired_token', detail: 'The device code is unknown, used or expired: begin again.' },
} as const;

/** Addresses are the same whatever their case: nobody shall have a twin. */
function normalized(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}

function digestOfUserCode(userCode: string): string {
  return digestOf(userCode.toUpperCase().replace(/[^A-Z]/g, ''));
}
