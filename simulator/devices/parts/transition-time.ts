/** "As fast as it can" in a transition time field. */
const immediately = 0xffff;

/** A transition time field, in 0.1 s, as milliseconds. */
export function transitionMs(tenths: number): number {
  return tenths === immediately ? 0 : tenths * 100;
}

/** Milliseconds as a field of 0.1 s. */
export function tenthsOf(durationMs: number): number {
  return Math.min(immediately - 1, Math.ceil(durationMs / 100));
}
