import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { TraitValue, TraitValues } from '../../src/devices/trait.ts';
import { lumiTags } from '../devices/parts/lumi-tags.ts';
import { ByteReader } from '../zcl/byte-reader.ts';
import type { ZclValue } from '../zcl/data-types.ts';
import { readValue } from '../zcl/value-codec.ts';
import type { Meaning } from './truth-sink.ts';

/** What a tag's value means: the trait, and its value; undefined if it is none that counts. */
type TagMeaning = readonly [trait: string, of: (value: ZclValue) => TraitValue | undefined];

/** What the tags of a model's heartbeat mean. Tags that are not listed mean nothing that anybody tells. */
export type HeartbeatMeaning = ReadonlyMap<number, TagMeaning>;

function number(divisor: number, offset = 0): TagMeaning[1] {
  return (value) => (typeof value === 'number' ? value / divisor + offset : undefined);
}

type CommonTag =
  | 'voltage'
  | 'deviceTemperature'
  | 'powerOutageCount'
  | 'triggerCount'
  | 'power'
  | 'energy'
  | 'state'
  | 'contact'
  | 'temperature'
  | 'humidity'
  | 'pressure';

/** Tags that mean the same on every model that tells them. */
export const commonTags: Record<CommonTag, readonly [tag: number, meaning: TagMeaning]> = {
  voltage: [lumiTags.batteryVoltage, ['voltage', number(1)]],
  deviceTemperature: [lumiTags.chipTemperature, ['device_temperature', number(1)]],
  powerOutageCount: [lumiTags.powerOutages, ['power_outage_count', number(1, -1)]],
  /** Only the low 16 bits count. */
  triggerCount: [
    lumiTags.triggers,
    ['trigger_count', (value) => (typeof value === 'number' ? (value % 0x10000) - 1 : undefined)],
  ],
  power: [lumiTags.power, ['power', number(1)]],
  energy: [lumiTags.energy, ['energy', number(1)]],
  state: [lumiTags.value1, ['state', (value) => (value === true || value === 1 ? 'ON' : 'OFF')]],
  contact: [lumiTags.value1, ['contact', (value) => value === false || value === 0]],
  temperature: [lumiTags.value1, ['temperature', number(100)]],
  humidity: [lumiTags.value2, ['humidity', number(100)]],
  pressure: [lumiTags.value3, ['pressure', number(100)]],
};

/** What a heartbeat means, its bytes as `{ octets: hex }`; undefined if these are none, or they are cut. */
export function meaningOfHeartbeat(bytes: unknown, tags: HeartbeatMeaning): Meaning | undefined {
  const octets = (bytes as { octets?: unknown } | null)?.octets;
  if (typeof octets !== 'string') return undefined;
  const reader = new ByteReader(Buffer.from(octets, 'hex'));
  const traits: TraitValues = {};
  try {
    while (reader.remaining > 0) {
      const meaning = tags.get(reader.uint8());
      const value = readValue(reader, reader.uint8());
      const told = meaning?.[1](value);
      if (meaning && told !== undefined) traits[meaning[0]] = told;
    }
  } catch (error) {
    if (isZigfleetError(error, 'decode-failed')) return undefined;
    throw error;
  }
  return { traits, open: false };
}
