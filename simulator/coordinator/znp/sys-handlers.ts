import { ieeeAddressBytes } from '../../network/ieee-address.ts';
import type { sysCommands } from './mt-commands.ts';
import type { MtHandlers } from './mt-handlers.ts';
import { nvItems } from './nv-items.ts';
import { type NvKey, nvStatus, plainKey } from './nv-memory.ts';
import { firmware, resetReasons, type ZnpDevice } from './znp-device.ts';
import { znpStatus } from './znp-status.ts';

/** MT_CAP_SYS, AF, ZDO, SAPI, UTIL, and APP_CNF (Z-Stack Monitor and Test API, 3.8.1.2; the last by `MT_SYS.c`). */
const capabilities = 0x0001 | 0x0008 | 0x0010 | 0x0020 | 0x0040 | 0x0400;

/** Most value bytes of one answer of the non-volatile memory. */
const valueBytesMax = 246;

const nothing = Buffer.alloc(0);

function keyOf(request: { systemId: number; itemId: number; subId: number }): NvKey {
  return { systemId: request.systemId, itemId: request.itemId, subId: request.subId };
}

/** The system's own commands, and those of its non-volatile memory. */
export function createSysHandlers(device: ZnpDevice): MtHandlers<typeof sysCommands> {
  const { nv } = device;
  const read = (key: NvKey, offset: number, bytesMax = valueBytesMax) => {
    const item = nv.read(key);
    if (!item || offset > item.length) return { status: nvStatus.invalidParameter, value: nothing };
    const end = Math.min(item.length, offset + Math.min(bytesMax, valueBytesMax));
    return { status: nvStatus.success, value: item.subarray(offset, end) };
  };
  const write = (key: NvKey, offset: number, value: Buffer) => ({ status: nv.write(key, offset, value) });
  return {
    resetRequest: () => device.reset(resetReasons.external),
    ping: () => ({ capabilities }),
    version: () => ({ ...firmware }),
    setExtendedAddress({ ieeeAddress }) {
      nv.set(plainKey(nvItems.extendedAddress), ieeeAddressBytes(ieeeAddress));
      return { status: znpStatus.success };
    },
    getExtendedAddress: () => ({ ieeeAddress: device.coordinator.ieeeAddress }),
    nvItemInit: ({ id, length, initial }) => ({ status: nv.create(plainKey(id), length, initial) }),
    nvRead: ({ id, offset }) => read(plainKey(id), offset),
    nvWrite: ({ id, offset, value }) => write(plainKey(id), offset, value),
    random: () => ({ value: device.random.integer(0, 0xffff) }),
    stackTune: ({ value }) => ({ value: value & 0xff }),
    nvDelete: ({ id, length }) => ({ status: nv.delete(plainKey(id), length) }),
    nvLength: ({ id }) => ({ length: nv.length(plainKey(id)) }),
    setTxPower: ({ level }) => ({ level }),
    nvReadExtended: ({ id, offset }) => read(plainKey(id), offset),
    nvWriteExtended: ({ id, offset, value }) => write(plainKey(id), offset, value),
    nvTableCreate(request) {
      const status = nv.create(keyOf(request), request.length, nothing);
      return { status: status === nvStatus.itemInitialised ? nvStatus.success : status };
    },
    nvTableDelete: (request) => ({ status: nv.delete(keyOf(request)) }),
    nvTableLength: (request) => ({ length: nv.length(keyOf(request)) }),
    nvTableRead: (request) => read(keyOf(request), request.offset, request.length),
    nvTableWrite: (request) => write(keyOf(request), request.offset, request.value),
    nvTableUpdate: (request) => ({ status: nv.update(keyOf(request), request.value) }),
  };
}
