import type { Attribute } from '../zcl/cluster.ts';
import type { ZclValue } from '../zcl/data-types.ts';
import type { ZclServer } from '../zcl/zcl-server.ts';
import type { PhysicalValue } from './variable.ts';

/** A choice that a device keeps in an attribute, and what the attribute's values mean. Shared by all devices of a model. */
export interface Setting {
  endpointId: number;
  attribute: Attribute;
  meaning: (value: ZclValue) => PhysicalValue | undefined;
}

/** A setting with a word for each of its values. */
export function wordSetting(
  endpointId: number,
  attribute: Attribute,
  words: Readonly<Record<number, string | boolean>>,
): Setting {
  return { endpointId, attribute, meaning: (value) => words[Number(value)] };
}

/** A setting that is a number. @param perUnit - so many of the attribute's steps are one of the trait's unit */
export function numberSetting(endpointId: number, attribute: Attribute, perUnit = 1): Setting {
  return { endpointId, attribute, meaning: (value) => Number(value) / perUnit };
}

/** What a device is set to; undefined for a value that means nothing. */
export function settingOf(
  server: ZclServer,
  { endpointId, attribute, meaning }: Setting,
): PhysicalValue | undefined {
  return meaning(server.get(endpointId, attribute));
}
