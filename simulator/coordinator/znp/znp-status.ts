/** Status codes of responses and confirmations (Z-Stack `ZComDef.h`). */
export const znpStatus = {
  success: 0x00,
  failure: 0x01,
  invalidParameter: 0x02,
  memoryError: 0x10,
  noNetwork: 0xc2,
  noRoute: 0xcd,
  macNoAck: 0xe9,
  macTransactionExpired: 0xf0,
  macTransactionOverflow: 0xf1,
  apsDuplicateEntry: 0xb8,
} as const;

/** States of the device (`ZDApp.h`, devStates_t). */
export const deviceStates = { hold: 0x00, coordinator: 0x09 } as const;

/** Errors of the RPC layer (Z-Stack Monitor and Test API, 2.1.5). */
export const rpcErrors = {
  invalidSubsystem: 0x01,
  invalidCommand: 0x02,
  invalidParameter: 0x03,
  invalidLength: 0x04,
} as const;
