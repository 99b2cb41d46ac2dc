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

/** What nobody asked for is laid at the door of a command that ended without having run, if it did so within this time, milliseconds. */
const lateMsMax = 300_000;

/** A command with what the device did in its time. */
interface Span {
  command: PlatformCommand;
  values: TraitValues;
  executions: Execution[];
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
  const spans = inTime.flatMap(spanOf);
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

function spanOf(command: PlatformCommand): Span[] {
  return command.action.type === 'setTraits'
    ? [{ command, values: command.action.values, executions: [] }]
    : [];
}

/**
 * Gives an execution to the command that asked for it: among those in whose time it happened, the one that asked for
 * most of what it did and does not have its like yet. False if none asked.
 */
function assign(execution: Execution, spans: readonly Span[], settings: VerifySettings): boolean {
  const asking = (slackMs: number) =>
    spans.filter(
      ({ command, values }) =>
        execution.wallMs >= command.createdAtMs - slackMs &&
        execution.wallMs <= command.changedAtMs + slackMs &&
        Object.keys(execution.traits).some((trait) => trait in values),
    );
  let candidates = asking(0);
  // The clocks differ by less than commands follow each other, mostly.
  if (candidates.length === 0) candidates = asking(settings.clockSkewMs);
  if (candidates.length === 0) candidates = tooLate(execution, spans, settings);
  let best: Span | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const span of candidates) {
    const score = scoreOf(execution, span, settings);
    if (score <= bestScore) continue;
    best = span;
    bestScore = score;
  }
  best?.executions.push(execution);
  return best !== undefined;
}

/** Commands that had ended without having run, and that ask for just this: one of them may have run after all. */
function tooLate(execution: Execution, spans: readonly Span[], settings: VerifySettings): Span[] {
  return spans.filter((span) => {
    const lateMs = execution.wallMs - span.command.changedAtMs;
    if (!mustNotHaveRun(span.command) || lateMs < 0 || lateMs > lateMsMax) return false;
    return Object.entries(execution.traits).every(([trait, value]) =>
      isAskedFor(span, trait, value, settings),
    );
  });
}

function scoreOf(execution: Execution, span: Span, settings: VerifySettings): number {
  const traits = Object.entries(execution.traits);
  const fitting = traits.filter(([trait, value]) => isAskedFor(span, trait, value, settings)).length;
  const isRepetition = span.executions.some((other) => isLike(execution, other));
  // What a command asked for and this did not do tells against it, a little.
  const other = Object.keys(span.values).filter((trait) => !(trait in execution.traits)).length;
  return fitting - other * 0.01 - (isRepetition ? traits.length * 0.5 : 0);
}

/** Whether one may be the other over again: a command that sets several things at once sends several that are not. */
function isLike(one: Execution, other: Execution): boolean {
  return one.command === other.command && Object.keys(one.traits).join() === Object.keys(other.traits).join();
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
  const frames = executions.map(({ frame }) => frame);
  const repeated = executions.filter((one) => executions.filter((other) => isLike(one, other)).length > 1);
  if (repeated.length > 0) {
    differences.push({
      ...about,
      kind: 'executedTwice',
      frames: repeated.map(({ frame }) => frame),
      truth: repeated.at(-1)?.traits ?? {},
      detail: `the device carried out a command ${repeated.length} times`,
    });
  }
  if (executions.length > 0 && mustNotHaveRun(command)) {
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
    const list = executions.filter((execution) => trait in execution.traits);
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
