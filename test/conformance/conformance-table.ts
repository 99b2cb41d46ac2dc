import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What came of one trait: `untold` where the virtual device has no physical value of that name to compare with. */
export type Outcome = 'yes' | 'no' | 'untold';

export interface ConformanceRow {
  modelId: string;
  summary: string;
  /** The definition as which it was interviewed; undefined if it was not. */
  definition: string | undefined;
  read: ReadonlyMap<string, Outcome>;
  set: ReadonlyMap<string, Outcome>;
}

const marks: Record<Outcome, string> = { yes: '✓', no: '✗', untold: '–' };

function cell(outcomes: ReadonlyMap<string, Outcome>): string {
  const traits = [...outcomes].sort(([one], [other]) => one.localeCompare(other));
  return traits.map(([name, outcome]) => `${name} ${marks[outcome]}`).join(', ');
}

/** The page of the documentation. */
export function conformancePage(rows: readonly ConformanceRow[]): string {
  const lines = rows.map(
    ({ modelId, summary, definition, read, set }) =>
      `| ${modelId} | ${summary} | ${definition === undefined ? '✗' : `✓ ${definition}`} | ${cell(read)} | ${cell(set)} |`,
  );
  return `# Conformance

Written by \`./dev conformance zigbee2mqtt\`: a stock Zigbee2MQTT, unmodified, is attached to the virtual coordinator and
interviews one device of every model. Do not edit: \`ZIGFLEET_UPDATE=1 ./dev conformance zigbee2mqtt\` writes it anew.

- interview: the definition as which Zigbee2MQTT knows the device.
- read: what it publishes of the device. ✓ the physical value of the virtual device; ✗ something else, or nothing;
  – exposed, but the virtual device has no physical value of that name to compare with.
- set: what it can set. ✓ the virtual device takes each value that was tried, and confirms it; ✗ it does not;
  – accepted without an error, but the virtual device has no physical value of that name.

| model | | interview | read | set |
|---|---|---|---|---|
${lines.join('\n')}
`;
}

/**
 * Compares the page with the one in the documentation, or writes it if `ZIGFLEET_UPDATE` is set.
 * @returns whether it is up to date
 */
export function keepPage(path: string, page: string): boolean {
  if (process.env.ZIGFLEET_UPDATE) writeFileSync(path, page);
  return existsSync(path) && readFileSync(path, 'utf8') === page;
}
