import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValues } from '../../devices/trait.ts';
import type { LinkStatus } from '../../rpc/link-status.ts';

/** A device as the hub's inventory has it. */
export interface InventoryDevice {
  descriptor: DeviceDescriptor;
  networkAddress: number;
  available: boolean;
  /** Milliseconds since the Unix epoch; 0 if never. */
  lastSeenMs: number;
}

/**
 * What the hub tells the platform, through the journal: none of these calls waits for the link, and all may be made while
 * it is down. Synchronous: when a call returns, the entry is in the journal (a killed process loses nothing of it).
 * If the journal cannot take it (disk full), the entry is dropped, counted, and reported as lost once there is room.
 * Without effect before the start and after the stop.
 */
export interface HubUplink {
  /**
   * A device joined, was interviewed, or changed. Changes nothing and sends nothing if the inventory has exactly this
   * and `joined` is false, so it may be called for every device at each start.
   * @throws ZigfleetError `invalid-value` if the descriptor is beyond the link's bounds
   */
  upsertDevice(descriptor: DeviceDescriptor, options: { networkAddress: number; joined: boolean }): void;
  /** The device left or was removed. Without effect for one that is not in the inventory. */
  deviceLeft(ieeeAddress: IeeeAddress): void;
  /**
   * Values that a device reported, by trait name. Values without a trait in the descriptor or of another type than it
   * says are dropped and counted.
   * @param observedAtMs - the hub's wall clock, milliseconds since the Unix epoch
   * @param linkQuality - 0 to 255 if the radio said it
   */
  report(ieeeAddress: IeeeAddress, values: TraitValues, observedAtMs: number, linkQuality?: number): void;
  /** Sends nothing if that is what the platform has been told since the hub's start. */
  availability(ieeeAddress: IeeeAddress, available: boolean): void;
  device(ieeeAddress: IeeeAddress): InventoryDevice | undefined;
  devices(): Iterable<InventoryDevice>;
  readonly hubId: string;
  readonly linkStatus: LinkStatus;
  /** @returns a function that ends the listening */
  onLinkStatus(listener: (status: LinkStatus) => void): () => void;
}
