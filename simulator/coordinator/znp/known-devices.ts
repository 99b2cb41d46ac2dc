import { ieeeAddressBytes, readIeeeAddress } from '../../network/ieee-address.ts';
import { nvTables } from './nv-items.ts';
import type { NvKey, NvMemory } from './nv-memory.ts';

/** Why the stack keeps an address (Z-Stack `AddrMgr.h`). */
const users = { none: 0x00, association: 0x01, security: 0x02 };
/** Flash that was never written: some programs write free entries so. */
const blank = 0xff;

/** Attributes of a trust centre link key that was verified (`APSMEDE.h`). */
const verifiedKey = 2;

/** Where an entry of the address manager has its parts, bytes. */
const at = { user: 0, networkAddress: 2, ieeeAddress: 4 };

/** The devices that the stick's memory knows: its address manager and the trust centre's link keys. */
export class KnownDevices {
  readonly #nv: NvMemory;

  constructor(nv: NvMemory) {
    this.#nv = nv;
  }

  /** A device joined, or has a new network address. False if the memory holds no more devices. */
  remember(ieeeAddress: string, networkAddress: number, isChild: boolean): boolean {
    const wanted = ieeeAddressBytes(ieeeAddress);
    let key: NvKey | undefined;
    for (const [candidate, entry] of this.#nv.entries(nvTables.addressManager)) {
      if (hasAddress(entry, at.ieeeAddress, wanted)) {
        key = candidate;
        break;
      }
      if (isFree(entry)) key ??= candidate;
    }
    if (!key) return false;
    const entry = Buffer.alloc(12, 0xff);
    entry[at.user] = users.security | (isChild ? users.association : users.none);
    entry.writeUInt16LE(networkAddress, at.networkAddress);
    wanted.copy(entry, at.ieeeAddress);
    this.#nv.set(key, entry);
    this.#rememberLinkKey(wanted, key.subId);
    return true;
  }

  forget(ieeeAddress: string): void {
    const wanted = ieeeAddressBytes(ieeeAddress);
    for (const [key, entry] of this.#nv.entries(nvTables.addressManager)) {
      if (hasAddress(entry, at.ieeeAddress, wanted)) this.#nv.clear(key);
    }
    for (const [key, entry] of this.#nv.entries(nvTables.trustCentreLinkKeys)) {
      if (hasAddress(entry, linkKeyAddressAt, wanted)) this.#nv.clear(key);
    }
  }

  /** The network address that the memory has for a device. */
  networkAddressOf(ieeeAddress: string): number | undefined {
    const wanted = ieeeAddressBytes(ieeeAddress);
    for (const [, entry] of this.#nv.entries(nvTables.addressManager)) {
      if (!isFree(entry) && hasAddress(entry, at.ieeeAddress, wanted)) {
        return entry.readUInt16LE(at.networkAddress);
      }
    }
    return undefined;
  }

  ieeeAddressOf(networkAddress: number): string | undefined {
    for (const [, entry] of this.#nv.entries(nvTables.addressManager)) {
      if (!isFree(entry) && entry.readUInt16LE(at.networkAddress) === networkAddress) {
        return readIeeeAddress(entry, at.ieeeAddress);
      }
    }
    return undefined;
  }

  /** Each device's key is the seed turned by some bytes and mixed with its address: only the turn is kept. */
  #rememberLinkKey(ieeeAddress: Buffer, index: number): void {
    let free: NvKey | undefined;
    for (const [key, entry] of this.#nv.entries(nvTables.trustCentreLinkKeys)) {
      if (hasAddress(entry, linkKeyAddressAt, ieeeAddress)) return;
      if (hasAddress(entry, linkKeyAddressAt, noAddress)) free ??= key;
    }
    if (!free) return;
    const entry = Buffer.alloc(20);
    ieeeAddress.copy(entry, linkKeyAddressAt);
    entry[16] = verifiedKey;
    entry[18] = index % 16;
    this.#nv.set(free, entry);
  }
}

/** Where an entry of the link keys has its address, after two counters, bytes. */
const linkKeyAddressAt = 8;

const noAddress = Buffer.alloc(8);

function isFree(entry: Buffer): boolean {
  return entry[at.user] === users.none || entry[at.user] === blank;
}

function hasAddress(entry: Buffer, offset: number, ieeeAddress: Buffer): boolean {
  return entry.length >= offset + 8 && entry.compare(ieeeAddress, 0, 8, offset, offset + 8) === 0;
}
