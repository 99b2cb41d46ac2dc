/** Roles within a home, strongest first. */
export const roles = ['owner', 'admin', 'member', 'guest'] as const;
export type Role = (typeof roles)[number];

/** Who asks: an account by one of its credentials. */
export interface Principal {
  accountId: string;
  /** Names the credential in logs and audit; not a secret. */
  credentialId: string;
  /** The role in each home that the credential reaches. */
  homes: ReadonlyMap<string, Role>;
}
