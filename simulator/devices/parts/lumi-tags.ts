import { ByteWriter } from '../../zcl/byte-writer.ts';
import type { ZclValue } from '../../zcl/data-types.ts';
import { writeValue } from '../../zcl/value-codec.ts';

/** What Lumi devices put into their heartbeat under which tag. The same on old (0xFF01) and new (0x00F7) devices. */
export const lumiTags = {
  /** uint16, mV */
  batteryVoltage: 0x01,
  /** int8, °C, of the chip */
  chipTemperature: 0x03,
  /** uint16; what it means nobody outside knows */
  model: 0x04,
  /** uint16; one more than there were */
  powerOutages: 0x05,
  /** uint40; the low 16 bits are one more than there were */
  triggers: 0x06,
  /** uint16; network address of the parent */
  parent: 0x0a,
  /** The device's own values, in the order of what it measures. */
  value1: 0x64,
  value2: 0x65,
  value3: 0x66,
  value4: 0x67,
  value5: 0x68,
  value6: 0x69,
  /** float32, kWh */
  energy: 0x95,
  /** float32, 0.1 V */
  mainsVoltage: 0x96,
  /** float32, mA */
  current: 0x97,
  /** float32, W */
  power: 0x98,
} as const;

/** A tag, the ZCL type of its value, the value. */
export type LumiTag = readonly [tag: number, type: number, value: ZclValue];

/** The bytes of a heartbeat. */
export function encodeLumiTags(tags: readonly LumiTag[]): Buffer {
  const writer = new ByteWriter();
  for (const [tag, type, value] of tags) {
    writer.uint8(tag).uint8(type);
    writeValue(writer, type, value);
  }
  return writer.toBuffer();
}
