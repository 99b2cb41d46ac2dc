/** Zigbee Device Profile cluster ids (Zigbee specification r22, 2.4.2). A response is its request with bit 15 set. */
export const zdoClusters = {
  networkAddress: 0x0000,
  ieeeAddress: 0x0001,
  nodeDescriptor: 0x0002,
  powerDescriptor: 0x0003,
  simpleDescriptor: 0x0004,
  activeEndpoints: 0x0005,
  matchDescriptor: 0x0006,
  deviceAnnounce: 0x0013,
  systemServerDiscovery: 0x0015,
  parentAnnounce: 0x001f,
  bind: 0x0021,
  unbind: 0x0022,
  managementLqi: 0x0031,
  managementRouting: 0x0032,
  managementBind: 0x0033,
  managementLeave: 0x0034,
  managementPermitJoin: 0x0036,
  managementNetworkUpdate: 0x0038,
} as const;

export const zdoResponseBit = 0x8000;

/** Status of a ZDO response (r22, 2.4.5). */
export const zdoStatus = {
  success: 0x00,
  invalidRequestType: 0x80,
  deviceNotFound: 0x81,
  invalidEndpoint: 0x82,
  notActive: 0x83,
  notSupported: 0x84,
  noMatch: 0x86,
  noEntry: 0x88,
  tableFull: 0x8c,
} as const;

/** Network addresses with a meaning (r22, 3.6.1.9 and 3.6.5). */
export const networkAddresses = {
  coordinator: 0x0000,
  /** All routers and the coordinator. */
  broadcastRouters: 0xfffc,
  /** Everyone whose receiver is on when idle. */
  broadcastAwake: 0xfffd,
  none: 0xfffe,
  broadcastAll: 0xffff,
  /** The greatest address that a node may have. */
  unicastMax: 0xfff7,
} as const;

/** Whether a destination is one of the broadcast addresses, the reserved ones included. */
export function isBroadcast(networkAddress: number): boolean {
  return networkAddress > networkAddresses.unicastMax;
}
