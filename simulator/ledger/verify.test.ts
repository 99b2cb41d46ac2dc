import { describe, expect, it } from 'vitest';
import { magnetAddress, makeLedgerWorld, weatherAddress } from '../../test/support/ledger-world.ts';
import { faithfulPlatform } from '../../test/support/platform-of-ledger.ts';
import { formatVerification } from './format-verification.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { collectFacts } from './ledger-facts.ts';
import type { PlatformData } from './platform-data.ts';
import type { Verification, VerifyOptions } from './verification.ts';
import { verifyLedger } from './verify.ts';

const options: VerifyOptions = { graceMs: 1000, clockSkewMs: 100 };

async function verify(
  entries: readonly LedgerEntry[],
  platform: PlatformData,
  more: VerifyOptions = {},
): Promise<Verification> {
  return verifyLedger(await collectFacts(entries, { lineGraceMs: 500 }), platform, { ...options, ...more });
}

/** A quarter of an hour with a door that opens and closes. */
function makeHistory() {
  const world = makeLedgerWorld();
  world.joinAll();
  for (let minute = 0; minute < 15; minute++) {
    world.run(30_000);
    world
      .device('door')
      .variable('contact')
      .setFromOutside(minute % 2 === 0);
    world.run(30_000);
  }
  return world;
}

/** The events of one trait of one device. */
function eventsOf(platform: PlatformData, ieeeAddress: string, trait: string) {
  return platform.events.filter(
    (event) => event.ieeeAddress === ieeeAddress && trait in (event.values ?? {}),
  );
}

describe('verifyLedger: reports', () => {
  const history = makeHistory();
  const fresh = () => structuredClone(faithfulPlatform(history.entries));

  it('finds nothing wrong with a faithful platform', async () => {
    const { ok, counts, differences } = await verify(history.entries, fresh());
    expect(differences).toEqual([]);
    expect(ok).toBe(true);
    expect(counts.devices).toBe(4);
    expect(counts.reports).toBeGreaterThan(300);
    expect(counts.valuesTold).toBeGreaterThan(300);
    expect(counts.twinValues).toBeGreaterThan(4);
  });

  it('takes rounding for what it is', async () => {
    const platform = fresh();
    for (const { values } of platform.events) {
      if (typeof values?.temperature === 'number')
        values.temperature = Math.round(values.temperature * 10) / 10;
    }
    expect((await verify(history.entries, platform)).ok).toBe(true);
  });

  it('finds a report that is missing, with its frame', async () => {
    const platform = fresh();
    const [, , gone] = eventsOf(platform, magnetAddress, 'contact');
    platform.events = platform.events.filter((event) => event !== gone);
    const { ok, differences } = await verify(history.entries, platform);
    expect(ok).toBe(false);
    expect(differences).toMatchObject([{ kind: 'missing', ieeeAddress: magnetAddress, truth: gone?.values }]);
    const frame = differences[0]?.frames?.[0];
    expect(history.entries.some((entry) => entry.type === 'frameSent' && entry.frame === frame)).toBe(true);
  });

  it('finds a report that is there twice', async () => {
    const platform = fresh();
    const doubled = eventsOf(platform, magnetAddress, 'contact')[3];
    if (!doubled) throw new Error('too few events');
    platform.events.splice(platform.events.indexOf(doubled) + 1, 0, { ...doubled, eventId: 'again' });
    const { differences } = await verify(history.entries, platform);
    expect(differences).toMatchObject([
      { kind: 'duplicated', ieeeAddress: magnetAddress, told: doubled.values },
    ]);
  });

  it('finds reports that have changed places', async () => {
    const platform = fresh();
    const [one, other, third] = eventsOf(platform, weatherAddress, 'voltage').slice(3);
    if (!one || !other || !third) throw new Error('too few events');
    const at = platform.events.indexOf(one);
    // A heartbeat that comes after the next five reports.
    platform.events.splice(at + 5, 0, ...platform.events.splice(at, 1));
    expect((await verify(history.entries, platform)).differences).toMatchObject([
      { kind: 'outOfOrder', ieeeAddress: weatherAddress, eventIds: [one.eventId] },
    ]);
    const exchanged = fresh();
    const [first, second] = eventsOf(exchanged, magnetAddress, 'trigger_count').slice(3, 5);
    if (!first?.values || !second?.values) throw new Error('too few events');
    [first.values, second.values] = [
      { ...second.values, voltage: 2 },
      { ...first.values, voltage: 1 },
    ];
    const kinds = (await verify(history.entries, exchanged)).differencesByKind;
    expect(kinds.wrongValue).toBe(2);
  });

  it('finds a wrong value', async () => {
    const platform = fresh();
    const wrong = eventsOf(platform, weatherAddress, 'humidity')[5];
    if (!wrong?.values) throw new Error('too few events');
    const right = wrong.values.humidity;
    wrong.values.humidity = 99.9;
    const { differences } = await verify(history.entries, platform);
    expect(differences).toMatchObject([
      { kind: 'wrongValue', truth: { humidity: right }, told: { humidity: 99.9 }, eventIds: [wrong.eventId] },
    ]);
  });

  it('finds a value that no device ever sent', async () => {
    const platform = fresh();
    const made = { eventId: 'made-up', type: 'traitReported', timeMs: history.startMs + 60_000 };
    platform.events.splice(40, 0, { ...made, ieeeAddress: weatherAddress, values: { temperature: -40 } });
    const { differences } = await verify(history.entries, platform);
    expect(differences).toMatchObject([{ kind: 'unexplained', told: { temperature: -40 } }]);
  });

  it('finds a device that shows something else than it said last', async () => {
    const platform = fresh();
    const twin = platform.devices.find(({ ieeeAddress }) => ieeeAddress === magnetAddress);
    if (!twin) throw new Error('no twin');
    twin.reported.contact = !twin.reported.contact;
    const { differences } = await verify(history.entries, platform);
    expect(differences).toMatchObject([
      { kind: 'wrongTwin', ieeeAddress: magnetAddress, told: { contact: false } },
    ]);
  });

  it('does not ask for what may still be on its way, nor wonder at what came after the ledger', async () => {
    const endMs = history.clock.now();
    const platform = fresh();
    platform.events = platform.events.filter(({ timeMs }) => timeMs < endMs - 8000);
    expect((await verify(history.entries, platform, { graceMs: 10_000 })).ok).toBe(true);
    expect((await verify(history.entries, platform, { graceMs: 100 })).ok).toBe(false);
    const later = fresh();
    const event = { eventId: 'z', type: 'traitReported', timeMs: endMs + 500, ieeeAddress: weatherAddress };
    later.events.push({ ...event, values: { temperature: 12.34 } });
    expect((await verify(history.entries, later)).ok).toBe(true);
  });

  it('does not ask for reports from before the platform knew the device', async () => {
    const platform = fresh();
    const knownMs = history.startMs + 400_000;
    platform.events = platform.events.filter(
      ({ type, timeMs, ieeeAddress }) =>
        type === 'deviceJoined' || ieeeAddress !== weatherAddress || timeMs > knownMs,
    );
    const joined = platform.events.find(
      ({ type, ieeeAddress }) => type === 'deviceJoined' && ieeeAddress === weatherAddress,
    );
    if (!joined) throw new Error('no such event');
    joined.timeMs = knownMs;
    expect((await verify(history.entries, platform)).ok).toBe(true);
  });

  it('tells of a device that the platform never got to know', async () => {
    const platform = fresh();
    platform.events = platform.events.filter(({ ieeeAddress }) => ieeeAddress !== weatherAddress);
    platform.devices = platform.devices.filter(({ ieeeAddress }) => ieeeAddress !== weatherAddress);
    expect((await verify(history.entries, platform)).differences).toMatchObject([
      { kind: 'unknownDevice', ieeeAddress: weatherAddress },
    ]);
    expect((await verify(history.entries, platform, { interviewMs: 3_600_000 })).ok).toBe(true);
  });

  it('says when it cannot tell', async () => {
    const gap = { ...fresh(), gaps: ['trimmed'] };
    expect((await verify(history.entries, gap)).differences).toMatchObject([{ kind: 'cannotTell' }]);
    const trimmed = fresh();
    trimmed.events = trimmed.events.filter(({ timeMs }) => timeMs > history.startMs + 300_000);
    expect((await verify(history.entries, trimmed)).differences).toMatchObject([{ kind: 'cannotTell' }]);
    const dropped: LedgerEntry[] = [
      ...history.entries,
      { type: 'entriesDropped', count: 3, seq: 1, timeMs: history.clock.now(), wallMs: history.clock.now() },
    ];
    expect((await verify(dropped, fresh())).differences).toMatchObject([{ kind: 'cannotTell' }]);
  });

  it('lets a report be missing that may have been lost when the hub went away', async () => {
    const world = makeLedgerWorld();
    world.joinAll();
    world.run(20_000);
    const restart = world.network.coordinator;
    restart.lineDisconnected(0);
    const lostFromMs = world.clock.now() - 5200;
    const platform = faithfulPlatform(world.entries);
    platform.events = platform.events.filter(
      ({ type, timeMs }) => type !== 'traitReported' || timeMs < lostFromMs,
    );
    world.run(10_000);
    const facts = await collectFacts(world.entries, { lineGraceMs: 6000 });
    const kinds = verifyLedger(facts, platform, { ...options, graceMs: 9_950 }).differencesByKind;
    expect(kinds.missing).toBeUndefined();
    const strict = await collectFacts(world.entries, { lineGraceMs: 0 });
    expect(
      verifyLedger(strict, platform, { ...options, graceMs: 9_950 }).differencesByKind.missing,
    ).toBeGreaterThan(0);
  });

  it('ignores traits that the simulator knows nothing of, and counts them', async () => {
    const platform = fresh();
    for (const { values } of platform.events) if (values) values.linkquality = 120;
    const { ok, counts } = await verify(history.entries, platform);
    expect(ok).toBe(true);
    expect(counts.valuesNotJudged).toBeGreaterThan(300);
  });

  it('survives names of prototype members as traits', async () => {
    const platform = fresh();
    for (const { values } of platform.events)
      if (values) Object.assign(values, { constructor: 1, toString: 2 });
    expect((await verify(history.entries, platform)).ok).toBe(true);
  });
});

describe('formatVerification', () => {
  it('shows the differences in a table, and what was compared', async () => {
    const { entries } = makeHistory();
    const platform = faithfulPlatform(entries);
    const gone = eventsOf(platform, magnetAddress, 'contact')[2];
    platform.events = platform.events.filter((event) => event !== gone);
    const text = formatVerification(await verify(entries, platform));
    expect(text).toMatch(/missing +0x00158d0000000012 .* voltage=\d+ device_temperature=\d+ .* frame \d+/);
    expect(text).toMatch(/compared: 4 devices, \d+ reports/);
    expect(text).toMatch(/1 difference$/);
    expect(formatVerification(await verify(entries, faithfulPlatform(entries)))).toMatch(/no differences$/);
  });

  it('does not show more than so many', async () => {
    const { entries } = makeHistory();
    const platform = { ...faithfulPlatform(entries) };
    platform.events = platform.events.filter(({ type }) => type === 'deviceJoined');
    const result = await verify(entries, platform, { differencesMax: 5 });
    expect(result.differences).toHaveLength(5);
    expect(formatVerification(result)).toContain(`and ${result.differencesTotal - 5} more`);
  });
});
