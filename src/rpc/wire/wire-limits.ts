/** Bounds of what one end of the link believes of the other. Beyond them a message is malformed. */
export const wireLimits = {
  /** Traits of a device, and features of a composite. */
  traitsMax: 512,
  /** Characters of a trait's name. */
  nameLengthMax: 64,
  /** Characters of labels, units, models, vendors, versions. */
  wordLengthMax: 256,
  /** Characters of descriptions. */
  descriptionLengthMax: 1024,
  /** Values of an enum. */
  enumValuesMax: 1024,
  /** How deep composites and lists may be nested, in descriptors and in values. */
  depthMax: 8,
  /** Characters of a text value. */
  textLengthMax: 4096,
  /** Characters of a composite or list as JSON. */
  jsonLengthMax: 16_384,
  /** Characters of a command id. */
  commandIdLengthMax: 128,
  /** Characters of a failure's or goodbye's detail. */
  detailLengthMax: 1024,
  /** Bytes of one encoded journal entry. */
  entryBytesMax: 512 * 1024,
  /** Bytes of one message on the link. Above `entryBytesMax`, so that each entry fits. */
  messageBytesMax: 1024 * 1024,
  /** Devices of one hub. */
  devicesMax: 4096,
} as const;
