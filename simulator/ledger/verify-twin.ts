import type { TraitValue } from '../../src/devices/trait.ts';
import type { DeviceFacts } from './ledger-facts.ts';
import type { PlatformDevice, PlatformEventRecord } from './platform-data.ts';
import { isSameValue } from './same-value.ts';
import type { Findings, VerifySettings } from './verification.ts';

/** What a device may last have said of a trait. */
interface Last {
  /** Undefined: anything, its frames may have said more than is known. */
  values: TraitValue[] | undefined;
  frame: number;
}

/**
 * Compares the values that the platform shows of a device with what the device said last: the last report that must be
 * there, or anything since.
 */
export function verifyTwin(
  device: DeviceFacts,
  twin: PlatformDevice,
  events: readonly PlatformEventRecord[],
  settings: VerifySettings,
  findings: Findings,
  dueWallMs: number,
): void {
  for (const [trait, value] of Object.entries(twin.reported)) {
    const last = lastOf(device, trait, dueWallMs);
    if (!last) continue;
    findings.counts.twinValues++;
    if (!last.values) continue;
    const tolerance = settings.tolerances[trait];
    // The platform was read after the ledger: it may have heard of more by then.
    const later = events.filter(({ timeMs }) => timeMs > dueWallMs).map(({ values }) => values?.[trait]);
    const allowed = [...last.values, ...later.filter((told) => told !== undefined)];
    if (allowed.some((one) => isSameValue(one, value, tolerance))) continue;
    findings.add({
      kind: 'wrongTwin',
      ieeeAddress: device.ieeeAddress,
      frames: [last.frame],
      truth: { [trait]: last.values.at(-1) ?? null },
      told: { [trait]: value },
      detail: `the platform shows another ${trait} than the device said last`,
    });
  }
}

/** Undefined if the device never said anything of the trait that must have arrived. */
function lastOf(device: DeviceFacts, trait: string, dueWallMs: number): Last | undefined {
  const values: TraitValue[] = [];
  let isOpen = false;
  for (let index = device.reports.length - 1; index >= 0; index--) {
    const report = device.reports[index];
    if (!report) break;
    const value = report.traits[trait];
    if (value === undefined) {
      isOpen ||= report.open;
      continue;
    }
    values.unshift(value);
    if (!report.required || report.wallMs > dueWallMs) continue;
    for (const { traits, wallMs } of device.executed) {
      const set = traits[trait];
      if (set !== undefined && wallMs >= report.wallMs) values.push(set);
    }
    return { values: isOpen ? undefined : values, frame: report.frame };
  }
  return undefined;
}
