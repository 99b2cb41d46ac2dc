import { ieeeAddressBytes, readIeeeAddress } from '../../network/ieee-address.ts';
import { nvTables } from './nv-items.ts';
import type { NvKey, NvMemory } from './nv-memory.ts';

/** Why the stack keeps an address (Z-Stack `AddrMgr.h`). */
const users = { none: 0x00, association: 0x01, security: 0x02 };

/** Attributes of a trust centre link key that was verified (`APSMEDE.h`). */
const verifiedKey = 2;

interface AddressEntry {
  key: NvKey;
  user: number;
  networkAddress: number;
  ieeeAddress: string;
}

/** The devices that the stick's memory knows: its address manager and the trust centre's link keys. */
export class KnownDevices {
  readonly #nv: NvMemory;

  constructor(nv: NvMemory) {
    this.#nv = nv;
  }

  /** A device joined, or has a new network address. False if the memory holds no more devices. */
  remember(ieeeAddress: string, networkAddress: number, isChild: boolean): boolean {
    const entries = this.#addresses();
    const entry =
      entries.find((candidate) => candidate.ieeeAddress === ieeeAddress) ??
      entries.find((candidate) => candidate.user === users.none);
    if (!entry) return false;
    const bytes = Buffer.alloc(12, 0xff);
    bytes[0] = users.security | (isChild ? users.association : users.none);
    bytes.writeUInt16LE(networkAddress, 2);
    ieeeAddressBytes(ieeeAddress).copy(bytes, 4);
    this.#nv.set(entry.key, bytes);
    this.#rememberLinkKey(ieeeAddress, entry.key.subId);
    return true;
  }

  forget(ieeeAddress: string): void {
    for (const { key, ieeeAddress: known } of this.#addresses()) {
      if (known === ieeeAddress) this.#nv.clear(key);
    }
    const linkKey = this.#linkKeyOf(ieeeAddress);
    if (linkKey) this.#nv.clear(linkKey);
  }

  /** The network address that the memory has for a device. */
  networkAddressOf(ieeeAddress: string): number | undefined {
    return this.#addresses().find((entry) => entry.ieeeAddress === ieeeAddress && entry.user !== users.none)
      ?.networkAddress;
  }

  ieeeAddressOf(networkAddress: number): string | undefined {
    return this.#addresses().find(
      (entry) => entry.networkAddress === networkAddress && entry.user !== users.none,
    )?.ieeeAddress;
  }

  #addresses(): AddressEntry[] {
    return Array.from(this.#nv.entries(nvTables.addressManager), ([key, bytes]) => ({
      key,
      user: bytes[0] ?? users.none,
      networkAddress: bytes.readUInt16LE(2),
      ieeeAddress: readIeeeAddress(bytes, 4),
    }));
  }

  #linkKeyOf(ieeeAddress: string): NvKey | undefined {
    const wanted = ieeeAddressBytes(ieeeAddress);
    for (const [key, bytes] of this.#nv.entries(nvTables.trustCentreLinkKeys)) {
      if (bytes.compare(wanted, 0, 8, 8, 16) === 0) return key;
    }
    return undefined;
  }

  /** Each device's key is the seed turned by some bytes and mixed with its address: only the turn is kept. */
  #rememberLinkKey(ieeeAddress: string, index: number): void {
    if (this.#linkKeyOf(ieeeAddress)) return;
    const unused = ieeeAddressBytes('0x0000000000000000');
    for (const [key, bytes] of this.#nv.entries(nvTables.trustCentreLinkKeys)) {
      if (bytes.compare(unused, 0, 8, 8, 16) !== 0) continue;
      const entry = Buffer.alloc(20);
      ieeeAddressBytes(ieeeAddress).copy(entry, 8);
      entry[16] = verifiedKey;
      entry[18] = index % 16;
      this.#nv.set(key, entry);
      return;
    }
  }
}
