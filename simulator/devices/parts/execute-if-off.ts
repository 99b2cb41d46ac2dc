import type { ByteReader } from '../../zcl/byte-reader.ts';
import type { Attribute } from '../../zcl/cluster.ts';
import type { Setting } from '../setting.ts';

const executeIfOffBit = 0x01;

/**
 * Whether a lamp that is off obeys: by its options attribute, unless the command's own two bytes at its end say
 * otherwise (ZCL 3.10.2.2.8, 5.2.2.2.1.10). Older clients leave those out.
 */
export function executesWhileOff(options: number, payload: ByteReader): boolean {
  const mask = payload.remaining > 0 ? payload.uint8() : 0;
  const override = payload.remaining > 0 ? payload.uint8() : 0;
  return ((mask & executeIfOffBit ? override : options) & executeIfOffBit) !== 0;
}

/** The bit in a lamp's options attribute, as a setting. */
export function executeIfOffSetting(endpointId: number, attribute: Attribute): Setting {
  return { endpointId, attribute, meaning: (value) => (Number(value) & executeIfOffBit) !== 0 };
}
