/** How an operation that is kept in the audit ended. */
export const auditResults = ['succeeded', 'refused', 'failed', 'unknown'] as const;
export type AuditResult = (typeof auditResults)[number];

/** Who asked for what, as it is known before anything is done. */
export interface AuditRequest {
  requestId: string;
  /** Milliseconds since the Unix epoch. */
  timeMs: number;
  /** The operation's id in the OpenAPI document. */
  operation: string;
  /** Who did it; of a login that was refused, the account that was tried. Null if there is none. */
  accountId: string | null;
  /** Which login or API key. */
  credentialId: string | null;
  /** What the client calls itself. */
  client: string | null;
  address: string;
  homeId: string | null;
  /** What it is about, by the names of the ids: those of the path, and of what was made. */
  targets: Readonly<Record<string, string>>;
  /** What was asked, without secrets. */
  details: Readonly<Record<string, unknown>>;
}

/** An operation and how it ended. */
export interface AuditEntry extends AuditRequest {
  /** `unknown`: the node ended before it could say. */
  result: AuditResult;
  /** Null if the result is unknown. */
  status: number | null;
  /** The code of the problem that was answered. */
  code: string | null;
}

/** What is looked for; what is left out does not matter. */
export interface AuditQuery {
  /** An account or a credential. */
  actor?: string;
  operation?: string;
  /** Any of the targets, or the home. */
  target?: string;
  result?: AuditResult;
  fromMs?: number;
  toMs?: number;
}

export interface AuditPage {
  /** Newest first. */
  entries: AuditEntry[];
  /** Opaque; null at the end. */
  nextCursor: string | null;
}

/** Whose audit: a home's, an account's own, or all of the platform. */
export type AuditScope = { homeId: string } | { accountId: string } | 'platform';

/** Who did what. Every method may throw `store-unavailable`. */
export interface Audit {
  /**
   * Notes an operation before it is done. What the caller sends to the store afterwards is done afterwards, so that the
   * caller need not wait for it before it goes on, only before it answers.
   */
  begin(request: AuditRequest): Promise<void>;
  /** Notes how it ended. If that fails it is tried again until it succeeds; the entry is not lost meanwhile. */
  end(entry: AuditEntry): Promise<void>;
  /** A page of at most `limit` entries; it may be short, or empty, before the end. @throws invalid-request (cursor) */
  list(scope: AuditScope, query: AuditQuery, page: { limit: number; cursor?: string }): Promise<AuditPage>;
}
