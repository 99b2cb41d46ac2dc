/** ZCL status values that devices here use (ZCL revision 8, table 2-12). */
export const zclStatus = {
  success: 0x00,
  failure: 0x01,
  notAuthorized: 0x7e,
  malformedCommand: 0x80,
  unsupportedCommand: 0x81,
  invalidField: 0x85,
  unsupportedAttribute: 0x86,
  invalidValue: 0x87,
  readOnly: 0x88,
  insufficientSpace: 0x89,
  duplicateExists: 0x8a,
  notFound: 0x8b,
  unreportableAttribute: 0x8c,
  invalidDataType: 0x8d,
  invalidSelector: 0x8e,
  unsupportedCluster: 0xc3,
} as const;

export type ZclStatus = (typeof zclStatus)[keyof typeof zclStatus];
