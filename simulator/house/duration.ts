const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `5s`, `250ms`, `10min`, `1.5h`, `2d` as milliseconds; undefined if it is none. */
export function parseDuration(text: string): number | undefined {
  const match = /^([0-9.]+)(ms|s|min|h|d)$/.exec(text);
  const unitMs = unitsMs[match?.[2] ?? ''];
  const count = Number(match?.[1]);
  return unitMs === undefined || Number.isNaN(count) ? undefined : count * unitMs;
}
