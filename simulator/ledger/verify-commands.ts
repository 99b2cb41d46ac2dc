import type { CommandFailureReason } from '../../src/devices/command-failure.ts';
import type { TraitValue, TraitValues } from '../../src/devices/trait.ts';
import type { DeviceFacts, Execution } from './ledger-facts.ts';
import type { PlatformCommand } from './platform-data.ts';
import { isSameValue } from './same-value.ts';
import type { Difference, Findings, VerifySettings } from './verification.ts';

/** Failures after which a command must have left no trace; after any other nobody can know (a lost acknowledgement). */
const cleanFailures: ReadonlySet<CommandFailureReason> = new Set([
  'unsupported',
  'invalid-value',
  'unknown-device',
  'queue-full',
]);

/** A command with what the device did in its time. */
interface Span {
  command: PlatformCommand;
  values: TraitValues;
  fromMs: number;
  untilMs: number;
  /** By trait. */
  executions: Map<string, Execution[]>;
}

/** Compares what a device carried out with the commands of the platform for it. */
export function verifyCommands(
  device: DeviceFacts,
  commands: readonly PlatformCommand[],
  settings: VerifySettings,
  findings: Findings,
  dueWallMs: number,
): void {
  const inTime = commands.filter((command) => command.createdAtMs >= settings.fromWallMs);
  const spans = inTime.flatMap((command) => spanOf(command, settings));
  for (const execution of device.executed) {
    if (execution.wallMs < settings.fromWallMs) continue;
    findings.counts.executions++;
    if (!assign(execution, spans, settings)) findings.counts.executionsUnasked++;
  }
  const told = new Set(device.executed.flatMap(({ traits }) => Object.keys(traits)));
  for (const span of spans) {
    if (span.command.changedAtMs > dueWallMs) continue;
    for (const difference of judge(span, device.ieeeAddress, told, settings)) findings.add(difference);
  }
  for (const command of inTime) {
    if (command.action.type !== 'getTraits' || command.state !== 'succeeded') continue;
    if (command.changedAtMs > dueWallMs) continue;
    for (const difference of judgeReading(command, device, settings)) findings.add(difference);
  }
}

function spanOf(command: PlatformCommand, { clockSkewMs }: VerifySettings): Span[] {
  if (command.action.type !== 'setTraits') return [];
  return [
    {
      command,
      values: command.action.values,
      fromMs: command.createdAtMs - clockSkewMs,
      untilMs: command.changedAtMs + clockSkewMs,
      executions: new Map(),
    },
  ];
}

/**
 * Gives an execution to the command that asked for it: of those whose time it falls into, one that asked for this value
 * and has none yet, else one that asked for the trait. False if no command asked.
 */
function assign(execution: Execution, spans: readonly Span[], settings: VerifySettings): boolean {
  let asked = false;
  for (const [trait, value] of Object.entries(execution.traits)) {
    const candidates = spans.filter(
      (span) => trait in span.values && execution.wallMs >= span.fromMs && execution.wallMs <= span.untilMs,
    );
    const free = (span: Span) => !span.executions.has(trait);
    const fits = (span: Span) => isAskedFor(span, trait, value, settings);
    const chosen =
      candidates.find((span) => free(span) && fits(span)) ??
      candidates.find(fits) ??
      candidates.find(free) ??
      candidates[0];
    // What comes along with what was asked for (a brightness that switches on) is no command of its own.
    if (!chosen) continue;
    asked = true;
    const own = chosen.executions.get(trait);
    if (own) own.push(execution);
    else chosen.executions.set(trait, [execution]);
  }
  return asked;
}

function isAskedFor(span: Span, trait: string, value: TraitValue, settings: VerifySettings): boolean {
  const tolerance = settings.tolerances[trait] ?? 0;
  const wanted = span.values[trait];
  const confirmed = span.command.confirmed?.[trait];
  return [wanted, confirmed].some((one) => one !== undefined && isSameValue(value, one, tolerance));
}

function judge(
  span: Span,
  ieeeAddress: string,
  told: ReadonlySet<string>,
  settings: VerifySettings,
): Difference[] {
  const { command, values, executions } = span;
  const differences: Difference[] = [];
  const about = { ieeeAddress, commandId: command.commandId, timeMs: command.createdAtMs };
  const twice = [...executions].filter(([, list]) => list.length > 1);
  if (twice.length > 0) {
    const frames = [...new Set(twice.flatMap(([, list]) => list.map(({ frame }) => frame)))];
    const times = Math.max(...twice.map(([, list]) => list.length));
    differences.push({
      ...about,
      kind: 'executedTwice',
      frames,
      truth: Object.fromEntries(twice.map(([trait, list]) => [trait, list.at(-1)?.traits[trait] ?? null])),
      detail: `the device carried out a command ${times} times`,
    });
  }
  if (executions.size > 0 && mustNotHaveRun(command)) {
    const frames = [...new Set([...executions.values()].flat().map(({ frame }) => frame))];
    const end = command.failure ? `failed (${command.failure.reason})` : command.state;
    const detail = `the platform says "${end}", and the device carried it out`;
    differences.push({ ...about, kind: 'executedThoughEnded', frames, told: values, detail });
  }
  if (command.state === 'succeeded') differences.push(...judgeConfirmation(span, about, told, settings));
  return differences;
}

function mustNotHaveRun({ state, failure }: PlatformCommand): boolean {
  if (state === 'expired' || state === 'cancelled') return true;
  return state === 'failed' && failure !== null && cleanFailures.has(failure.reason);
}

/** Each value that was asked for and confirmed must be one that the device took in the command's time. */
function judgeConfirmation(
  { command, values, executions }: Span,
  about: Pick<Difference, 'ieeeAddress' | 'commandId' | 'timeMs'>,
  told: ReadonlySet<string>,
  settings: VerifySettings,
): Difference[] {
  const confirmed = command.confirmed ?? {};
  return Object.keys(values).flatMap((trait): Difference[] => {
    if (!told.has(trait)) return [];
    const list = executions.get(trait) ?? [];
    const value = confirmed[trait];
    const tolerance = settings.tolerances[trait] ?? 0;
    if (list.length === 0) {
      const detail = `the platform says that ${trait} was set, and the device did nothing`;
      return [
        { ...about, kind: 'untrueAnswer', ...(value !== undefined && { told: { [trait]: value } }), detail },
      ];
    }
    const last = list.at(-1)?.traits[trait];
    if (value === undefined || last === undefined || isSameValue(last, value, tolerance)) return [];
    const detail = `the platform confirms another ${trait} than the device took`;
    const frames = list.map(({ frame }) => frame);
    return [
      { ...about, kind: 'untrueAnswer', frames, truth: { [trait]: last }, told: { [trait]: value }, detail },
    ];
  });
}

/** What the platform says that a device answered must be among what the device sent in that time. */
function judgeReading(command: PlatformCommand, device: DeviceFacts, settings: VerifySettings): Difference[] {
  const fromMs = command.createdAtMs - settings.clockSkewMs;
  const untilMs = command.changedAtMs + settings.clockSkewMs;
  const sent = device.reports.filter(({ wallMs }) => wallMs >= fromMs && wallMs <= untilMs);
  return Object.entries(command.confirmed ?? {}).flatMap(([trait, value]): Difference[] => {
    const isKnown = device.reports.some(({ traits }) => trait in traits);
    const isTrue = sent.some(
      ({ traits, open }) =>
        (open && !(trait in traits)) ||
        (traits[trait] !== undefined && isSameValue(traits[trait], value, settings.tolerances[trait])),
    );
    if (!isKnown || isTrue) return [];
    return [
      {
        kind: 'untrueAnswer',
        ieeeAddress: device.ieeeAddress,
        commandId: command.commandId,
        timeMs: command.createdAtMs,
        told: { [trait]: value },
        detail: `the platform says that the device answered this ${trait}, and it did not`,
      },
    ];
  });
}
