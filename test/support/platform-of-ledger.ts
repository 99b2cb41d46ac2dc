import type { LedgerEntry } from '../../simulator/ledger/ledger-entry.ts';
import type { PlatformCommand, PlatformData } from '../../simulator/ledger/platform-data.ts';
import type { TraitValue } from '../../src/devices/trait.ts';

/** What a platform says that lost nothing and did everything right, `delayMs` after it happened. */
export function faithfulPlatform(entries: readonly LedgerEntry[], delayMs = 5): PlatformData {
  const platform: PlatformData = { devices: [], events: [], gaps: [], commands: [] };
  const reported = new Map<string, Record<string, TraitValue>>();
  const tell = (event: Omit<PlatformData['events'][number], 'eventId'>) => {
    platform.events.push({ eventId: `${platform.events.length + 1}-0-0`, ...event });
  };
  for (const entry of entries) {
    const timeMs = entry.wallMs + delayMs;
    if (entry.type === 'nodeJoined' && !reported.has(entry.ieeeAddress)) {
      const { ieeeAddress } = entry;
      reported.set(ieeeAddress, {});
      tell({ type: 'deviceJoined', timeMs, ieeeAddress });
    }
    if (entry.type !== 'reportDelivered' || !entry.heard) continue;
    const { ieeeAddress, traits } = entry;
    if (Object.keys(traits).length === 0) continue;
    Object.assign(reported.get(ieeeAddress) ?? {}, traits);
    tell({ type: 'traitReported', timeMs, ieeeAddress, values: traits });
  }
  platform.devices = [...reported].map(([ieeeAddress, values]) => ({
    ieeeAddress,
    name: ieeeAddress,
    reported: values,
  }));
  return platform;
}

/** A command that switched something, as the platform tells it. */
export function switchCommand(
  ieeeAddress: string,
  atMs: number,
  changes: Partial<PlatformCommand> & { values?: Record<string, TraitValue> } = {},
): PlatformCommand {
  const { values = { state: 'ON' }, ...rest } = changes;
  return {
    commandId: `cmd-${atMs}`,
    action: { type: 'setTraits', ieeeAddress: ieeeAddress as `0x${string}`, values },
    state: 'succeeded',
    createdAtMs: atMs - 2,
    changedAtMs: atMs + 20,
    confirmed: values,
    failure: null,
    ...rest,
  };
}
