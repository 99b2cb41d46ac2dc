/** Zigbee Cluster Library data types (ZCL revision 8, table 2-11). */
export const dataTypes = {
  noData: 0x00,
  data8: 0x08,
  data16: 0x09,
  data24: 0x0a,
  data32: 0x0b,
  data40: 0x0c,
  data48: 0x0d,
  data56: 0x0e,
  data64: 0x0f,
  boolean: 0x10,
  bitmap8: 0x18,
  bitmap16: 0x19,
  bitmap24: 0x1a,
  bitmap32: 0x1b,
  bitmap40: 0x1c,
  bitmap48: 0x1d,
  bitmap56: 0x1e,
  bitmap64: 0x1f,
  uint8: 0x20,
  uint16: 0x21,
  uint24: 0x22,
  uint32: 0x23,
  uint40: 0x24,
  uint48: 0x25,
  uint56: 0x26,
  uint64: 0x27,
  int8: 0x28,
  int16: 0x29,
  int24: 0x2a,
  int32: 0x2b,
  int40: 0x2c,
  int48: 0x2d,
  int56: 0x2e,
  int64: 0x2f,
  enum8: 0x30,
  enum16: 0x31,
  float16: 0x38,
  float32: 0x39,
  float64: 0x3a,
  octetString: 0x41,
  characterString: 0x42,
  longOctetString: 0x43,
  longCharacterString: 0x44,
  array: 0x48,
  structure: 0x4c,
  set: 0x50,
  bag: 0x51,
  timeOfDay: 0xe0,
  date: 0xe1,
  utcTime: 0xe2,
  clusterId: 0xe8,
  attributeId: 0xe9,
  bacnetOid: 0xea,
  ieeeAddress: 0xf0,
  securityKey: 0xf1,
  unknown: 0xff,
} as const;

/** A value of any ZCL data type; `null` for the types' non-value where one exists. */
export type ZclValue =
  | null
  | boolean
  /** Integers up to 48 bits, floats, enumerations, bitmaps, times. */
  | number
  /** Integers, bitmaps and data of 56 and 64 bits. */
  | bigint
  /** Character strings (UTF-8), and IEEE addresses as `0x` and 16 hex digits. */
  | string
  /** Octet strings and keys; also accepted where a character string is written (some makers put bytes there). */
  | Buffer
  | ZclStructure
  | ZclCollection;

/** The members of a structure (0x4C), in order. */
export interface ZclStructure {
  members: readonly { type: number; value: ZclValue }[];
}

/** An array, set or bag (0x48, 0x50, 0x51). */
export interface ZclCollection {
  elementType: number;
  elements: readonly ZclValue[];
}

/** How the bytes of a type are laid out. */
export type DataTypeLayout =
  | { kind: 'none' | 'boolean' | 'float16' | 'float32' | 'float64' | 'address' | 'key' }
  | { kind: 'unsigned' | 'signed'; size: number }
  | { kind: 'octets' | 'text'; lengthSize: 1 | 2 }
  | { kind: 'collection' | 'structure' };

const layouts = new Map<number, DataTypeLayout>([
  [dataTypes.noData, { kind: 'none' }],
  [dataTypes.boolean, { kind: 'boolean' }],
  [dataTypes.enum8, { kind: 'unsigned', size: 1 }],
  [dataTypes.enum16, { kind: 'unsigned', size: 2 }],
  [dataTypes.float16, { kind: 'float16' }],
  [dataTypes.float32, { kind: 'float32' }],
  [dataTypes.float64, { kind: 'float64' }],
  [dataTypes.octetString, { kind: 'octets', lengthSize: 1 }],
  [dataTypes.characterString, { kind: 'text', lengthSize: 1 }],
  [dataTypes.longOctetString, { kind: 'octets', lengthSize: 2 }],
  [dataTypes.longCharacterString, { kind: 'text', lengthSize: 2 }],
  [dataTypes.array, { kind: 'collection' }],
  [dataTypes.set, { kind: 'collection' }],
  [dataTypes.bag, { kind: 'collection' }],
  [dataTypes.structure, { kind: 'structure' }],
  [dataTypes.timeOfDay, { kind: 'unsigned', size: 4 }],
  [dataTypes.date, { kind: 'unsigned', size: 4 }],
  [dataTypes.utcTime, { kind: 'unsigned', size: 4 }],
  [dataTypes.clusterId, { kind: 'unsigned', size: 2 }],
  [dataTypes.attributeId, { kind: 'unsigned', size: 2 }],
  [dataTypes.bacnetOid, { kind: 'unsigned', size: 4 }],
  [dataTypes.ieeeAddress, { kind: 'address' }],
  [dataTypes.securityKey, { kind: 'key' }],
]);
for (let size = 1; size <= 8; size++) {
  layouts.set(dataTypes.data8 + size - 1, { kind: 'unsigned', size });
  layouts.set(dataTypes.bitmap8 + size - 1, { kind: 'unsigned', size });
  layouts.set(dataTypes.uint8 + size - 1, { kind: 'unsigned', size });
  layouts.set(dataTypes.int8 + size - 1, { kind: 'signed', size });
}

/** The layout of a type; undefined for types that the specification does not define or gives no length. */
export function dataTypeLayout(type: number): DataTypeLayout | undefined {
  return layouts.get(type);
}

/** Whether values of the type are measured on a scale, so that a reportable change has a size (ZCL 2.6.2). */
export function isAnalog(type: number): boolean {
  return (
    (type >= dataTypes.uint8 && type <= dataTypes.int64) ||
    (type >= dataTypes.float16 && type <= dataTypes.float64) ||
    (type >= dataTypes.timeOfDay && type <= dataTypes.utcTime)
  );
}
