/** Items of the non-volatile memory (Z-Stack `zcomdef.h`) that mean something here. */
export const nvItems = {
  extendedAddress: 0x01,
  startupOption: 0x03,
  networkInformationBase: 0x21,
  extendedPanId: 0x2d,
  activeKeyInfo: 0x3a,
  alternateKeyInfo: 0x3b,
  useExtendedPanId: 0x47,
  linkKeyTable: 0x4c,
  nodeIsOnNetwork: 0x55,
  preconfiguredKey: 0x62,
  preconfiguredKeysEnabled: 0x63,
  networkKey: 0x82,
  panId: 0x83,
  channels: 0x84,
  logicalType: 0x87,
  zdoDirectCallbacks: 0x8f,
  trustCentreLinkKeySeed: 0x101,
} as const;

/** The system that all of Z-Stack's items belong to, and the item under which the plain ones are filed. */
export const nvSystem = { zstack: 1, plainItem: 0 } as const;

/** Tables: each entry is an item of its own. */
export const nvTables = {
  addressManager: 0x01,
  trustCentreLinkKeys: 0x04,
  linkKeyData: 0x06,
  securityMaterial: 0x07,
} as const;

/** Bits of the start-up option: what the next reset clears. */
export const startupOptions = { clearConfiguration: 0x01, clearNetwork: 0x02 } as const;

/** "ZigBeeAlliance09": the well-known key that a factory-new stick has as its seed. */
const defaultSeed = Buffer.from('5a6967426565416c6c69616e63653039', 'hex');

/** What a factory-new stick has in its memory, but for what is its own. */
export const factoryItems: ReadonlyMap<number, Buffer> = new Map([
  [nvItems.startupOption, Buffer.of(0)],
  [nvItems.extendedPanId, Buffer.alloc(8, 0xff)],
  // Broadcast delivery, concentrator, route expiry, child ageing: present, with the stack's defaults.
  [0x30, Buffer.of(30)],
  [0x32, Buffer.of(1)],
  [0x33, Buffer.of(120)],
  [0x34, Buffer.of(10)],
  [0x36, Buffer.of(1)],
  [0x37, Buffer.of(0)],
  [0x38, Buffer.of(255)],
  [0x3e, Buffer.of(0)],
  [nvItems.activeKeyInfo, Buffer.alloc(17)],
  [nvItems.alternateKeyInfo, Buffer.alloc(17)],
  [nvItems.useExtendedPanId, Buffer.alloc(8)],
  [nvItems.nodeIsOnNetwork, Buffer.of(0)],
  [nvItems.preconfiguredKey, Buffer.alloc(16)],
  [nvItems.preconfiguredKeysEnabled, Buffer.of(0)],
  // A key, its counter, its sequence number: 24 bytes tell clients that records are aligned.
  [nvItems.networkKey, Buffer.alloc(24)],
  [nvItems.panId, Buffer.of(0xff, 0xff)],
  [nvItems.channels, Buffer.of(0x00, 0x08, 0x00, 0x00)],
  [nvItems.logicalType, Buffer.of(0)],
  [nvItems.zdoDirectCallbacks, Buffer.of(0)],
  [nvItems.trustCentreLinkKeySeed, defaultSeed],
]);

/** A table's size, and what an unused entry looks like. */
export interface NvTable {
  capacity: number;
  emptyEntry: Buffer;
}

/** The tables of a stick that knows up to `deviceCapacity` devices. */
export function nvTablesFor(deviceCapacity: number): ReadonlyMap<number, NvTable> {
  const unusedAddress = Buffer.from('00fffeffffffffffffffffff', 'hex');
  return new Map([
    [nvTables.addressManager, { capacity: deviceCapacity, emptyEntry: unusedAddress }],
    [nvTables.trustCentreLinkKeys, { capacity: deviceCapacity, emptyEntry: Buffer.alloc(20) }],
    [nvTables.linkKeyData, { capacity: deviceCapacity, emptyEntry: Buffer.alloc(24) }],
    [nvTables.securityMaterial, { capacity: 12, emptyEntry: Buffer.alloc(12) }],
  ]);
}

/** Which device uses which link key: a count, then records of six bytes. */
export function emptyLinkKeyTable(deviceCapacity: number): Buffer {
  const table = Buffer.alloc(2 + deviceCapacity * 6);
  for (let index = 0; index < deviceCapacity; index++) table.writeUInt16LE(0xfffe, 2 + index * 6);
  return table;
}
