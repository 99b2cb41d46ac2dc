/** How often a condition is looked at. */
const intervalMs = 20;

/**
 * Waits for a condition, by looking at it again and again.
 * @param what - what is waited for: the error's words if it does not come about
 * @param look - gives the awaited value, or undefined or false as long as it is not there; may throw when it never will be
 * @returns the first value that is there
 */
export async function waitUntil<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 15_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
}
