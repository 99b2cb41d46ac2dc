import type { CoordinatorChild } from '../../network/coordinator.ts';
import { networkAddresses } from '../../network/zdo-clusters.ts';
import type { KnownDevices } from './known-devices.ts';
import type { utilCommands } from './mt-commands.ts';
import type { MtHandlers } from './mt-handlers.ts';
import { nvItems } from './nv-items.ts';
import { plainKey } from './nv-memory.ts';
import type { ZnpDevice } from './znp-device.ts';
import { znpStatus } from './znp-status.ts';

/** How a device stands to the coordinator (Z-Stack `AssocList.h`). */
const relations = { sleepyChild: 1, awakeChild: 2, router: 3, none: 0xff } as const;

/** The stack's record of an associated device: its first fields, then what is of no use outside the stack. */
const recordBytes = 36;

/** Associated devices that fit one answer. */
const associatedMax = 100;

function relationOf(child: CoordinatorChild): number {
  if (child.isRouter) return relations.router;
  return child.sleepy ? relations.sleepyChild : relations.awakeChild;
}

function record(networkAddress: number, index: number, relation: number): Buffer {
  const bytes = Buffer.alloc(recordBytes);
  bytes.writeUInt16LE(networkAddress, 0);
  bytes.writeUInt16LE(index, 2);
  bytes[4] = relation;
  return bytes;
}

/** The table of devices whose parent is the coordinator, as far as the host left it alone. */
class Associations {
  readonly #device: ZnpDevice;
  /** IEEE addresses that the host took out of the table. */
  readonly #removed = new Set<string>();

  constructor(device: ZnpDevice) {
    this.#device = device;
  }

  list(): CoordinatorChild[] {
    return this.#device.coordinator.children.filter((child) => !this.#removed.has(child.ieeeAddress));
  }

  remove(ieeeAddress: string): boolean {
    if (!this.list().some((child) => child.ieeeAddress === ieeeAddress)) return false;
    this.#removed.add(ieeeAddress);
    return true;
  }

  add(ieeeAddress: string): void {
    this.#removed.delete(ieeeAddress);
  }
}

/** Commands about the stick and the devices that it knows. */
export function createUtilHandlers(
  device: ZnpDevice,
  knownDevices: KnownDevices,
): MtHandlers<typeof utilCommands> {
  const { coordinator, nv } = device;
  const associations = new Associations(device);
  const ok = { status: znpStatus.success };
  return {
    getDeviceInfo: () => ({
      status: znpStatus.success,
      ieeeAddress: coordinator.ieeeAddress,
      networkAddress: coordinator.running ? networkAddresses.coordinator : networkAddresses.none,
      // It could be coordinator, router or end device.
      deviceType: 0x07,
      deviceState: device.state,
      associated: associations
        .list()
        .slice(0, associatedMax)
        .map((child) => child.networkAddress),
    }),
    getNvInfo: () => ({
      status: znpStatus.success,
      ieeeAddress: coordinator.ieeeAddress,
      channels: nv.readNumber(nvItems.channels, 4) ?? 0,
      panId: nv.readNumber(nvItems.panId, 2) ?? 0xffff,
      securityLevel: 5,
      preconfiguredKey: nv.read(plainKey(nvItems.preconfiguredKey)) ?? Buffer.alloc(16),
    }),
    callbackSubscribe: () => ok,
    timeAlive: () => ({ seconds: device.uptimeS }),
    ledControl: () => ok,
    testLoopback: ({ data }) => ({ data }),
    lookUpByIeeeAddress: ({ ieeeAddress }) => ({
      networkAddress:
        coordinator.networkAddressOf(ieeeAddress) ??
        knownDevices.networkAddressOf(ieeeAddress) ??
        networkAddresses.none,
    }),
    lookUpByNetworkAddress: ({ networkAddress }) => ({
      ieeeAddress:
        coordinator.ieeeAddressOf(networkAddress) ??
        knownDevices.ieeeAddressOf(networkAddress) ??
        '0x0000000000000000',
    }),
    associationCount: ({ firstRelation, lastRelation }) => ({
      count: associations
        .list()
        .map(relationOf)
        .filter((relation) => relation >= firstRelation && relation <= lastRelation).length,
    }),
    associationFind({ index }) {
      const child = associations.list()[index];
      if (!child) return { device: record(networkAddresses.none, 0xffff, relations.none) };
      return { device: record(child.networkAddress, index, relationOf(child)) };
    },
    associationGet({ ieeeAddress, networkAddress }) {
      const list = associations.list();
      const index = list.findIndex(
        (child) => child.ieeeAddress === ieeeAddress || child.networkAddress === networkAddress,
      );
      const child = list[index];
      if (!child) return { device: record(networkAddresses.none, 0xffff, relations.none) };
      return { device: record(child.networkAddress, index, relationOf(child)) };
    },
    associationRemove: ({ ieeeAddress }) => ({
      status: associations.remove(ieeeAddress) ? znpStatus.success : znpStatus.failure,
    }),
    associationAdd({ ieeeAddress }) {
      associations.add(ieeeAddress);
      return ok;
    },
  };
}
