import { formatTable } from '../../src/common/format-table.ts';
import type { TraitValues } from '../../src/devices/trait.ts';
import type { Difference, Verification } from './verification.ts';

/** Longer values are cut for a column, characters. */
const valueCharactersMax = 40;

/** The outcome for people: a table of the differences, if there are any, and what was looked at. */
export function formatVerification({ ok, counts, differences, differencesTotal }: Verification): string {
  const compared = [
    `${counts.devices} devices`,
    `${counts.reports} reports with ${counts.valuesCompared} values`,
    `${counts.valuesTold} values told`,
    `${counts.twinValues} values shown`,
    `${counts.executions} executions of ${counts.commands} commands`,
  ].join(', ');
  const unjudged = [
    counts.valuesNotJudged > 0
      ? `${counts.valuesNotJudged} values of traits that the simulator does not know`
      : '',
    counts.executionsUnasked > 0 ? `${counts.executionsUnasked} executions that no command asked for` : '',
    counts.commandsNotJudged > 0
      ? `${counts.commandsNotJudged} commands that leave no trace at a device`
      : '',
  ].filter((text) => text !== '');
  const lines = [`compared: ${compared}`];
  if (unjudged.length > 0) lines.push(`not judged: ${unjudged.join(', ')}`);
  if (counts.reports === 0) {
    lines.push(
      'no report could be judged yet: those of the last seconds, and from when a hub came or went, do not count',
    );
  }
  if (ok) return [...lines, 'no differences'].join('\n');
  const rows = differences.map(rowOf);
  const rest = differencesTotal - differences.length;
  return [
    formatTable(['what', 'device', 'time', 'truth', 'platform', 'where', 'detail'], rows),
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...lines,
    `${differencesTotal} difference${differencesTotal === 1 ? '' : 's'}`,
  ].join('\n');
}

function rowOf(difference: Difference): string[] {
  const { kind, ieeeAddress = '', timeMs, truth, told, frames = [], commandId, detail } = difference;
  const where = [
    ...(frames.length > 0 ? [`frame ${frames.slice(0, 3).join(', ')}${frames.length > 3 ? ' …' : ''}`] : []),
    ...(difference.eventIds ?? []).slice(0, 1).map((id) => `event ${id}`),
    ...(commandId === undefined ? [] : [`command ${commandId}`]),
  ].join(', ');
  const time = timeMs === undefined ? '' : new Date(timeMs).toISOString();
  return [kind, ieeeAddress, time, shown(truth), shown(told), where, detail];
}

function shown(values: TraitValues | undefined): string {
  const text = Object.entries(values ?? {})
    .map(([trait, value]) => `${trait}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
  return text.length > valueCharactersMax ? `${text.slice(0, valueCharactersMax)}…` : text;
}
