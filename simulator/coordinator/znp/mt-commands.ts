import type { Layout } from './mt-fields.ts';
import type { MtSubsystem } from './mt-frame.ts';

/** A request of the host. AREQ requests have no response. */
export interface MtRequest {
  readonly subsystem: MtSubsystem;
  readonly id: number;
  readonly request: Layout;
  readonly response?: Layout;
}

/** What the coordinator says unasked. */
export interface MtIndication {
  readonly subsystem: MtSubsystem;
  readonly id: number;
  readonly fields: Layout;
}

const status = { status: 'u8' } as const;

function define<const T extends Record<string, MtRequest>>(commands: T): T {
  return commands;
}

function defineIndications<const T extends Record<string, MtIndication>>(indications: T): T {
  return indications;
}

/** SYS and the non-volatile memory (Z-Stack Monitor and Test API, 3.8). */
export const sysCommands = define({
  resetRequest: { subsystem: 'sys', id: 0x00, request: { type: 'u8' } },
  ping: { subsystem: 'sys', id: 0x01, request: {}, response: { capabilities: 'u16' } },
  version: {
    subsystem: 'sys',
    id: 0x02,
    request: {},
    response: {
      transportRevision: 'u8',
      product: 'u8',
      major: 'u8',
      minor: 'u8',
      maintenance: 'u8',
      revision: 'u32',
    },
  },
  setExtendedAddress: { subsystem: 'sys', id: 0x03, request: { ieeeAddress: 'ieee' }, response: status },
  getExtendedAddress: { subsystem: 'sys', id: 0x04, request: {}, response: { ieeeAddress: 'ieee' } },
  nvItemInit: {
    subsystem: 'sys',
    id: 0x07,
    request: { id: 'u16', length: 'u16', initial: 'bytes' },
    response: status,
  },
  nvRead: {
    subsystem: 'sys',
    id: 0x08,
    request: { id: 'u16', offset: 'u8' },
    response: { status: 'u8', value: 'bytes' },
  },
  nvWrite: {
    subsystem: 'sys',
    id: 0x09,
    request: { id: 'u16', offset: 'u8', value: 'bytes' },
    response: status,
  },
  random: { subsystem: 'sys', id: 0x0c, request: {}, response: { value: 'u16' } },
  stackTune: {
    subsystem: 'sys',
    id: 0x0f,
    request: { operation: 'u8', value: 'i8' },
    response: { value: 'u8' },
  },
  nvDelete: { subsystem: 'sys', id: 0x12, request: { id: 'u16', length: 'u16' }, response: status },
  nvLength: { subsystem: 'sys', id: 0x13, request: { id: 'u16' }, response: { length: 'u16' } },
  setTxPower: { subsystem: 'sys', id: 0x14, request: { level: 'i8' }, response: { level: 'i8' } },
  nvReadExtended: {
    subsystem: 'sys',
    id: 0x1c,
    request: { id: 'u16', offset: 'u16' },
    response: { status: 'u8', value: 'bytes' },
  },
  nvWriteExtended: {
    subsystem: 'sys',
    id: 0x1d,
    request: { id: 'u16', offset: 'u16', value: 'longBytes' },
    response: status,
  },
  nvTableCreate: {
    subsystem: 'sys',
    id: 0x30,
    request: { systemId: 'u8', itemId: 'u16', subId: 'u16', length: 'u32' },
    response: status,
  },
  nvTableDelete: {
    subsystem: 'sys',
    id: 0x31,
    request: { systemId: 'u8', itemId: 'u16', subId: 'u16' },
    response: status,
  },
  nvTableLength: {
    subsystem: 'sys',
    id: 0x32,
    request: { systemId: 'u8', itemId: 'u16', subId: 'u16' },
    // Four bytes; one client reads the first only.
    response: { length: 'u32' },
  },
  nvTableRead: {
    subsystem: 'sys',
    id: 0x33,
    request: { systemId: 'u8', itemId: 'u16', subId: 'u16', offset: 'u16', length: 'u8' },
    response: { status: 'u8', value: 'bytes' },
  },
  nvTableWrite: {
    subsystem: 'sys',
    id: 0x34,
    request: { systemId: 'u8', itemId: 'u16', subId: 'u16', offset: 'u16', value: 'bytes' },
    response: status,
  },
  nvTableUpdate: {
    subsystem: 'sys',
    id: 0x35,
    request: { systemId: 'u8', itemId: 'u16', subId: 'u16', value: 'bytes' },
    response: status,
  },
});

/** AF: application frames (3.2). */
export const afCommands = define({
  register: {
    subsystem: 'af',
    id: 0x00,
    request: {
      endpointId: 'u8',
      profileId: 'u16',
      deviceId: 'u16',
      deviceVersion: 'u8',
      latency: 'u8',
      inputClusterIds: 'u16List',
      outputClusterIds: 'u16List',
    },
    response: status,
  },
  dataRequest: {
    subsystem: 'af',
    id: 0x01,
    request: {
      networkAddress: 'u16',
      endpointId: 'u8',
      sourceEndpointId: 'u8',
      clusterId: 'u16',
      transactionId: 'u8',
      options: 'u8',
      radius: 'u8',
      payload: 'bytes',
    },
    response: status,
  },
  dataRequestExtended: {
    subsystem: 'af',
    id: 0x02,
    request: {
      addressMode: 'u8',
      address: 'ieee',
      endpointId: 'u8',
      panId: 'u16',
      sourceEndpointId: 'u8',
      clusterId: 'u16',
      transactionId: 'u8',
      options: 'u8',
      radius: 'u8',
      payload: 'longBytes',
    },
    response: status,
  },
  dataRequestSourceRouting: {
    subsystem: 'af',
    id: 0x03,
    request: {
      networkAddress: 'u16',
      endpointId: 'u8',
      sourceEndpointId: 'u8',
      clusterId: 'u16',
      transactionId: 'u8',
      options: 'u8',
      radius: 'u8',
      relays: 'u16List',
      payload: 'bytes',
    },
    response: status,
  },
  delete: { subsystem: 'af', id: 0x04, request: { endpointId: 'u8' }, response: status },
  interPanControl: {
    subsystem: 'af',
    id: 0x10,
    request: { command: 'u8', data: 'rest' },
    response: status,
  },
  dataRetrieve: {
    subsystem: 'af',
    id: 0x12,
    request: { timestamp: 'u32', index: 'u16', length: 'u8' },
    response: { status: 'u8', data: 'bytes' },
  },
});

/** ZDO requests whose data is a destination followed by the very bytes of the ZDO frame (3.12.1). */
export const zdoRequestClusters = {
  2: 0x0002,
  3: 0x0003,
  4: 0x0004,
  5: 0x0005,
  6: 0x0006,
  33: 0x0021,
  34: 0x0022,
  49: 0x0031,
  50: 0x0032,
  51: 0x0033,
  52: 0x0034,
} as const;

/** The callback in which a ZDO response or announce comes, by its cluster (3.12.2). */
export const zdoCallbackIds: Readonly<Record<number, number>> = {
  32768: 0x80,
  32769: 0x81,
  32770: 0x82,
  32771: 0x83,
  32772: 0x84,
  32773: 0x85,
  32774: 0x86,
  32789: 0x8a,
  32801: 0xa1,
  32802: 0xa2,
  32817: 0xb1,
  32818: 0xb2,
  32819: 0xb3,
  32820: 0xb4,
  32822: 0xb6,
  32824: 0xb8,
  19: 0xc1,
};

/** ZDO: the other commands (3.12). */
export const zdoCommands = define({
  networkAddressRequest: {
    subsystem: 'zdo',
    id: 0x00,
    request: { ieeeAddress: 'ieee', kind: 'u8', startIndex: 'u8' },
    response: status,
  },
  ieeeAddressRequest: {
    subsystem: 'zdo',
    id: 0x01,
    request: { networkAddress: 'u16', kind: 'u8', startIndex: 'u8' },
    response: status,
  },
  managementPermitJoin: {
    subsystem: 'zdo',
    id: 0x36,
    request: { addressMode: 'u8', networkAddress: 'u16', durationS: 'u8', trustCentre: 'u8' },
    response: status,
  },
  managementNetworkUpdate: {
    subsystem: 'zdo',
    id: 0x37,
    request: {
      networkAddress: 'u16',
      addressMode: 'u8',
      channels: 'u32',
      durationCode: 'u8',
      count: 'u8',
      manager: 'u16',
    },
    response: status,
  },
  callbackRegister: { subsystem: 'zdo', id: 0x3e, request: { clusterId: 'u16' }, response: status },
  callbackRemove: { subsystem: 'zdo', id: 0x3f, request: { clusterId: 'u16' }, response: status },
  startupFromApp: { subsystem: 'zdo', id: 0x40, request: { delayMs: 'u16' }, response: status },
  routeDiscovery: {
    subsystem: 'zdo',
    id: 0x45,
    request: { networkAddress: 'u16', options: 'u8', radius: 'u8' },
    response: status,
  },
  routeCheck: {
    subsystem: 'zdo',
    id: 0x46,
    request: { networkAddress: 'u16', routeStatus: 'u8', options: 'u8' },
    response: status,
  },
  removeGroup: {
    subsystem: 'zdo',
    id: 0x47,
    request: { endpointId: 'u8', groupId: 'u16' },
    response: status,
  },
  removeAllGroups: { subsystem: 'zdo', id: 0x48, request: { endpointId: 'u8' }, response: status },
  findAllGroups: {
    subsystem: 'zdo',
    id: 0x49,
    request: { endpointId: 'u8' },
    response: { groupIds: 'u16List' },
  },
  findGroup: {
    subsystem: 'zdo',
    id: 0x4a,
    request: { endpointId: 'u8', groupId: 'u16' },
    response: { status: 'u8', groupId: 'u16', name: 'bytes' },
  },
  addGroup: {
    subsystem: 'zdo',
    id: 0x4b,
    request: { endpointId: 'u8', groupId: 'u16', name: 'bytes' },
    response: status,
  },
  networkInformation: {
    subsystem: 'zdo',
    id: 0x50,
    request: {},
    response: {
      networkAddress: 'u16',
      deviceState: 'u8',
      panId: 'u16',
      parentAddress: 'u16',
      extendedPanId: 'ieee',
      parentIeeeAddress: 'ieee',
      channel: 'u8',
    },
  },
});

/** UTIL (3.11). */
export const utilCommands = define({
  getDeviceInfo: {
    subsystem: 'util',
    id: 0x00,
    request: {},
    response: {
      status: 'u8',
      ieeeAddress: 'ieee',
      networkAddress: 'u16',
      deviceType: 'u8',
      deviceState: 'u8',
      associated: 'u16List',
    },
  },
  getNvInfo: {
    subsystem: 'util',
    id: 0x01,
    request: {},
    response: {
      status: 'u8',
      ieeeAddress: 'ieee',
      channels: 'u32',
      panId: 'u16',
      securityLevel: 'u8',
      preconfiguredKey: 'rest',
    },
  },
  callbackSubscribe: {
    subsystem: 'util',
    id: 0x06,
    request: { subsystemId: 'u16', action: 'u8' },
    response: status,
  },
  timeAlive: { subsystem: 'util', id: 0x09, request: {}, response: { seconds: 'u32' } },
  ledControl: { subsystem: 'util', id: 0x0a, request: { ledId: 'u8', mode: 'u8' }, response: status },
  testLoopback: { subsystem: 'util', id: 0x10, request: { data: 'rest' }, response: { data: 'rest' } },
  lookUpByIeeeAddress: {
    subsystem: 'util',
    id: 0x40,
    request: { ieeeAddress: 'ieee' },
    response: { networkAddress: 'u16' },
  },
  lookUpByNetworkAddress: {
    subsystem: 'util',
    id: 0x41,
    request: { networkAddress: 'u16' },
    response: { ieeeAddress: 'ieee' },
  },
  associationCount: {
    subsystem: 'util',
    id: 0x48,
    request: { firstRelation: 'u8', lastRelation: 'u8' },
    response: { count: 'u16' },
  },
  /** The answer is the stack's own record of 36 bytes. */
  associationFind: { subsystem: 'util', id: 0x49, request: { index: 'u8' }, response: { device: 'rest' } },
  associationGet: {
    subsystem: 'util',
    id: 0x4a,
    request: { ieeeAddress: 'ieee', networkAddress: 'u16' },
    response: { device: 'rest' },
  },
  associationRemove: {
    subsystem: 'util',
    id: 0x63,
    request: { ieeeAddress: 'ieee' },
    response: status,
  },
  associationAdd: {
    subsystem: 'util',
    id: 0x64,
    request: { ieeeAddress: 'ieee', networkAddress: 'u16', relation: 'u8' },
    response: status,
  },
});

/** APP_CNF: base device behaviour (3.15). */
export const appConfigCommands = define({
  setJoinUsesInstallCode: {
    subsystem: 'appConfig',
    id: 0x06,
    request: { required: 'u8' },
    response: status,
  },
  addInstallCode: {
    subsystem: 'appConfig',
    id: 0x04,
    request: { format: 'u8', ieeeAddress: 'ieee', installCode: 'rest' },
    response: status,
  },
  startCommissioning: { subsystem: 'appConfig', id: 0x05, request: { mode: 'u8' }, response: status },
  setChannel: {
    subsystem: 'appConfig',
    id: 0x08,
    request: { isPrimary: 'u8', channels: 'u32' },
    response: status,
  },
  setRequireKeyExchange: { subsystem: 'appConfig', id: 0x09, request: { required: 'u8' }, response: status },
});

/** What the coordinator says unasked, apart from ZDO responses and incoming messages. */
export const indications = defineIndications({
  reset: {
    subsystem: 'sys',
    id: 0x80,
    fields: {
      reason: 'u8',
      transportRevision: 'u8',
      product: 'u8',
      major: 'u8',
      minor: 'u8',
      hardwareRevision: 'u8',
    },
  },
  dataConfirm: {
    subsystem: 'af',
    id: 0x80,
    fields: { status: 'u8', endpointId: 'u8', transactionId: 'u8' },
  },
  incomingMessageExtended: {
    subsystem: 'af',
    id: 0x82,
    fields: {
      groupId: 'u16',
      clusterId: 'u16',
      sourceAddressMode: 'u8',
      sourceAddress: 'ieee',
      sourceEndpointId: 'u8',
      sourcePanId: 'u16',
      endpointId: 'u8',
      wasBroadcast: 'u8',
      linkQuality: 'u8',
      securityUse: 'u8',
      timestamp: 'u32',
      transactionSequence: 'u8',
      length: 'u16',
      data: 'rest',
    },
  },
  stateChanged: { subsystem: 'zdo', id: 0xc0, fields: { state: 'u8' } },
  sourceRoute: { subsystem: 'zdo', id: 0xc4, fields: { networkAddress: 'u16', relays: 'u16List' } },
  nodeLeft: {
    subsystem: 'zdo',
    id: 0xc9,
    fields: {
      networkAddress: 'u16',
      ieeeAddress: 'ieee',
      request: 'u8',
      removeChildren: 'u8',
      rejoin: 'u8',
    },
  },
  trustCentreDevice: {
    subsystem: 'zdo',
    id: 0xca,
    fields: { networkAddress: 'u16', ieeeAddress: 'ieee', parentAddress: 'u16' },
  },
  permitJoin: { subsystem: 'zdo', id: 0xcb, fields: { durationS: 'u8' } },
  callbackIncoming: {
    subsystem: 'zdo',
    id: 0xff,
    fields: {
      sourceAddress: 'u16',
      wasBroadcast: 'u8',
      clusterId: 'u16',
      securityUse: 'u8',
      sequence: 'u8',
      destinationAddress: 'u16',
      data: 'rest',
    },
  },
  commissioning: {
    subsystem: 'appConfig',
    id: 0x80,
    fields: { status: 'u8', mode: 'u8', remainingModes: 'u8' },
  },
});
