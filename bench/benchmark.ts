/** What a benchmark found. */
export interface BenchmarkResult {
  columns: string[];
  rows: (string | number)[][];
  /** How it was measured, and what the figures do not say. */
  notes: string[];
  /** Figures and ratios by name, units last: the line of JSON. */
  figures: Record<string, number>;
}

export interface Benchmark {
  name: string;
  summary: string;
  /** @param progress - says what is going on; for people */
  run(progress: (line: string) => void): Promise<BenchmarkResult>;
}

/** The value below which `fraction` (0 to 1) of the samples lie; nearest rank. */
export function percentile(samples: readonly number[], fraction: number): number {
  if (samples.length === 0) throw new Error('a percentile needs samples');
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(fraction * sorted.length) - 1)] ?? Number.NaN;
}

/** Rounds for a table: three significant digits, but whole numbers stay whole. */
export function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
