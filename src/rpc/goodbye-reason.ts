/** Why the platform closes a hub's stream. Stable words on the wire. */
export const goodbyeReasons = [
  /** The proof does not fit the key, or the hub is not who it says. */
  'unauthenticated',
  /** No home has claimed the hub, and it gave no good claim code. */
  'not-claimed',
  /** The hub's key was revoked. */
  'revoked',
  /** A newer session of the hub has taken over. */
  'fenced',
  /** The node goes away; another one takes over. */
  'draining',
  /** The hub said something that the protocol does not allow. */
  'protocol-error',
  /** The node has too much to do. */
  'overloaded',
] as const;

export type GoodbyeReason = (typeof goodbyeReasons)[number];

/** Whether a text is one of the reasons. A newer platform may know more of them. */
export function isGoodbyeReason(text: string): text is GoodbyeReason {
  return (goodbyeReasons as readonly string[]).includes(text);
}
