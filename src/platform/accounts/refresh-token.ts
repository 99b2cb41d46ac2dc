/** What a refresh token is made of. */
export interface RefreshTokenParts {
  accountId: string;
  loginId: string;
  /** 32 random bytes that all refresh tokens of a login have: who knows them has had one. */
  lasting: string;
  /** 32 random bytes that change with every exchange. */
  changing: string;
}

const pattern = /^zfr_([0-9a-f]{16})_([0-9a-f]{16})_([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;

/** A refresh token: it says which login it is of, so that nothing has to be looked up by it. */
export function createRefreshToken({ accountId, loginId, lasting, changing }: RefreshTokenParts): string {
  return `zfr_${accountId.replace('account-', '')}_${loginId.replace('login-', '')}_${lasting}.${changing}`;
}

/** The parts of a refresh token, or undefined if it is none. */
export function parseRefreshToken(text: string): RefreshTokenParts | undefined {
  const [, account, login, lasting, changing] = pattern.exec(text) ?? [];
  if (!account || !login || !lasting || !changing) return undefined;
  return { accountId: `account-${account}`, loginId: `login-${login}`, lasting, changing };
}
