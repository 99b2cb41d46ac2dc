import type { DeviceFacts, LedgerFacts } from './ledger-facts.ts';
import type { PlatformCommand, PlatformData, PlatformEventRecord } from './platform-data.ts';
import {
  type Difference,
  Findings,
  type Verification,
  type VerifyOptions,
  type VerifySettings,
} from './verification.ts';
import { verifyCommands } from './verify-commands.ts';
import { type KnownSpans, verifyReports } from './verify-reports.ts';
import { verifyTwin } from './verify-twin.ts';

/** How close to the coming or going of a hub reports may have been lost on the line, milliseconds, unless said otherwise. */
export const defaultLineGraceMs = 2000;

const defaults = { graceMs: 3000, interviewMs: 360_000, clockSkewMs: 1000, differencesMax: 1000 } as const;

/** Converters end by a timer what motion and vibration sensors only begin, and clear an action once it is told. */
const hubValuesByDefault = { occupancy: [false], vibration: [false], action: ['', null] } as const;

/**
 * Compares what a ledger says happened with what a platform says: every report that reached the hub is there once and in
 * order, every command was carried out at most once and its answer was true, and what is shown is what was said last.
 */
export function verifyLedger(
  facts: LedgerFacts,
  platform: PlatformData,
  options: VerifyOptions = {},
): Verification {
  const settings: VerifySettings = {
    graceMs: options.graceMs ?? defaults.graceMs,
    interviewMs: options.interviewMs ?? defaults.interviewMs,
    clockSkewMs: options.clockSkewMs ?? defaults.clockSkewMs,
    fromWallMs: options.fromWallMs ?? Number.NEGATIVE_INFINITY,
    tolerances: options.tolerances ?? {},
    hubValues: options.hubValues ?? hubValuesByDefault,
  };
  const findings = new Findings(options.differencesMax ?? defaults.differencesMax);
  const { counts } = findings;
  const dueWallMs = facts.lastWallMs - settings.graceMs;
  tellWhatIsLost(facts, platform, findings);

  const eventsFromMs = platform.events.reduce(
    (least, { timeMs }) => Math.min(least, timeMs),
    facts.lastWallMs,
  );
  const events = Map.groupBy(platform.events, (event) => event.ieeeAddress);
  const commands = Map.groupBy(platform.commands, deviceOf);
  const twins = new Map(platform.devices.map((twin) => [twin.ieeeAddress, twin]));
  let eventsBeginLate = false;
  for (const device of facts.devices.values()) {
    const ofDevice = events.get(device.ieeeAddress) ?? [];
    const twin = twins.get(device.ieeeAddress);
    const known = knownSpans(ofDevice, twin ? eventsFromMs : undefined, settings);
    counts.devices++;
    const stranger = !twin && ofDevice.length === 0 ? strangerSince(device, settings, dueWallMs) : undefined;
    if (stranger) findings.add(stranger);
    eventsBeginLate ||= twin !== undefined && beginsLate(device, ofDevice, eventsFromMs, settings);
    counts.reports += device.reports.filter(
      ({ required, wallMs }) => required && wallMs <= dueWallMs && known.covers(wallMs),
    ).length;
    const reported = ofDevice.filter(
      ({ type, timeMs }) => type === 'traitReported' && timeMs >= settings.fromWallMs,
    );
    verifyReports(device, reported, known, { settings, findings, dueWallMs, endWallMs: facts.lastWallMs });
    if (twin) verifyTwin(device, twin, reported, settings, findings, dueWallMs);
    verifyCommands(device, commands.get(device.ieeeAddress) ?? [], settings, findings, dueWallMs);
  }
  if (eventsBeginLate) {
    const from = new Date(eventsFromMs).toISOString();
    findings.add({ kind: 'cannotTell', detail: `the platform has no events from before ${from}` });
  }
  for (const command of platform.commands) {
    const ieeeAddress = deviceOf(command);
    if (ieeeAddress !== undefined && facts.devices.has(ieeeAddress)) counts.commands++;
    else counts.commandsNotJudged++;
  }
  return findings.result();
}

function tellWhatIsLost(facts: LedgerFacts, platform: PlatformData, findings: Findings): void {
  findings.counts.ledgerEntriesDropped = facts.droppedEntries;
  if (facts.droppedEntries > 0) {
    const detail = `the ledger lacks ${facts.droppedEntries} entries: the simulator's disk was too slow`;
    findings.add({ kind: 'cannotTell', detail });
  }
  if (facts.missingEntries > 0) {
    const detail = `${facts.missingEntries} entries are gone from the ledger: its numbers have gaps`;
    findings.add({ kind: 'cannotTell', detail });
  }
  for (const reason of platform.gaps) {
    findings.add({ kind: 'cannotTell', detail: `the platform no longer has all events (${reason})` });
  }
}

function deviceOf({ action }: PlatformCommand): string | undefined {
  if (action.type !== 'setTraits' && action.type !== 'getTraits') return undefined;
  return action.ieeeAddress;
}

/** Whether a device that the platform knew already reported before the first event that the platform still has. */
function beginsLate(
  { reports }: DeviceFacts,
  events: readonly PlatformEventRecord[],
  eventsFromMs: number,
  { clockSkewMs, fromWallMs }: VerifySettings,
): boolean {
  if (events.some(({ type }) => type === 'deviceJoined')) return false;
  return reports.some(
    ({ required, wallMs }) => required && wallMs >= fromWallMs && wallMs < eventsFromMs - clockSkewMs,
  );
}

/** A device that the platform never heard of, though it had the time to. Hubs may take minutes to get to know one. */
function strangerSince(
  { ieeeAddress, reports }: DeviceFacts,
  { interviewMs, fromWallMs }: VerifySettings,
  dueWallMs: number,
): Difference | undefined {
  const first = reports.find(({ required, wallMs }) => required && wallMs >= fromWallMs);
  if (!first || first.wallMs > dueWallMs - interviewMs) return undefined;
  const detail = 'the device speaks to a hub, and the platform does not know it';
  return { kind: 'unknownDevice', ieeeAddress, frames: [first.frame], timeMs: first.wallMs, detail };
}

/**
 * The platform knows a device from when it joined until it left; one of whose joining it has no event (any more), from
 * its first event on.
 * @param listedSinceMs - the platform's first event, if it lists the device
 */
function knownSpans(
  events: readonly PlatformEventRecord[],
  listedSinceMs: number | undefined,
  { clockSkewMs }: VerifySettings,
): KnownSpans {
  const turns = events
    .filter(({ type }) => type === 'deviceJoined' || type === 'deviceLeft')
    .map(({ type, timeMs }) => ({ joined: type === 'deviceJoined', timeMs }))
    .sort((one, other) => one.timeMs - other.timeMs);
  const first = turns[0];
  return {
    covers(wallMs) {
      if (!first) return listedSinceMs !== undefined && wallMs > listedSinceMs + clockSkewMs;
      let known = !first.joined;
      for (const { joined, timeMs } of turns) {
        // Near a turn the clocks do not tell on which side it was: then it need not be there.
        if (Math.abs(wallMs - timeMs) <= clockSkewMs) return false;
        if (timeMs < wallMs) known = joined;
      }
      return known;
    },
  };
}
