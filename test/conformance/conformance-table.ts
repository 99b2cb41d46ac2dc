import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What came of one trait: `untold` where the virtual device has no value of that name to compare with. */
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

/** The page of the documentation. @param reasons - why a trait is not told, by its name */
export function conformancePage(
  rows: readonly ConformanceRow[],
  reasons: Readonly<Record<string, string>>,
): string {
  const lines = rows.map(
    ({ modelId, summary, definition, read, set }) =>
      `| ${modelId} | ${summary} | ${definition === undefined ? '✗' : `✓ ${definition}`} | ${cell(read)} | ${cell(set)} |`,
  );
  const because = Object.entries(reasons).map(([trait, reason]) => `- ${trait}: ${reason}`);
  return `# Conformance

Written by \`./dev conformance zigbee2mqtt\`: a stock Zigbee2MQTT, unmodified, is attached to the virtual coordinator and
interviews one device of every model. Do not edit: \`ZIGFLEET_UPDATE=1 ./dev conformance zigbee2mqtt\` writes it anew.

- interview: the definition as which Zigbee2MQTT knows the device.
- read: what it publishes of the device. ✓ what is or was just now true of the virtual device (for \`action\`: each
  thing that can be done to it); ✗ something else, or nothing; – nothing to compare with, see below.
- set: what it can set. ✓ the virtual device takes each value that was tried, and Zigbee2MQTT then publishes it (what is
  never published: the device has carried it out); ✗ not so.

| model | | interview | read | set |
|---|---|---|---|---|
${lines.join('\n')}

Not told:

${because.join('\n')}
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
