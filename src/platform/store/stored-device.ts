import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValue, TraitValues } from '../../devices/trait.ts';
import type { FilterableDevice } from '../domain/device-filter.ts';
import type { DeviceTwin } from '../domain/device-twin.ts';
import { type DeviceSettings, parseSettings } from './device-settings.ts';
import type { DeviceState, SharedDescriptor } from './device-state.ts';
import { decodeHead, decodeState, type StateHead } from './state-codec.ts';
import type { StoredHub } from './stored-hub.ts';

/** A device as it is stored, which is unpacked only as far as somebody looks at it: most of a long list is not told. */
export class StoredDevice implements FilterableDevice {
  readonly stored: {
    readonly homeId: string;
    readonly ieeeAddress: IeeeAddress;
    readonly hub: StoredHub;
    readonly bytes: Buffer;
    readonly descriptor: SharedDescriptor;
    /** JSON, if anybody has set the device up. */
    readonly settings: string | undefined;
    readonly roomId: string | null;
  };
  #head: StateHead | undefined;
  #state: DeviceState | undefined;
  #settings: DeviceSettings | undefined;

  constructor(stored: StoredDevice['stored']) {
    this.stored = stored;
  }

  get ieeeAddress(): IeeeAddress {
    return this.stored.ieeeAddress;
  }

  get hubId(): string {
    return this.stored.hub.hubId;
  }

  get roomId(): string | null {
    return this.stored.roomId;
  }

  get descriptor(): SharedDescriptor {
    return this.stored.descriptor;
  }

  get hubOnline(): boolean {
    return this.stored.hub.online;
  }

  get available(): boolean {
    return this.#readHead().available;
  }

  get lastSeenMs(): number {
    return this.#readHead().lastSeenMs;
  }

  /** What people call it; until they have, its model and the end of its address. */
  get name(): string {
    const { descriptor, ieeeAddress } = this.stored;
    const { model, modelId } = descriptor;
    return this.#readSettings().name ?? `${model || modelId || 'Device'} ${ieeeAddress.slice(-4)}`;
  }

  /** By which lists are ordered: upper and lower case are the same. */
  get sortName(): string {
    return this.name.toLowerCase();
  }

  valueOf(trait: string): TraitValue | undefined {
    return this.#readState().reported.get(trait)?.value;
  }

  /** @throws ZigfleetError `decode-failed` */
  toTwin(desired: TraitValues = {}): DeviceTwin {
    const { homeId, ieeeAddress, descriptor } = this.stored;
    const state = this.#readState();
    const settings = this.#readSettings();
    return {
      ...{ ieeeAddress, homeId, hubId: this.hubId, name: this.name, roomId: this.roomId },
      icon: settings.icon ?? null,
      descriptor: { ieeeAddress, ...descriptor },
      reported: Object.fromEntries(state.reported),
      desired,
      available: state.available,
      hubOnline: this.hubOnline,
      lastSeenMs: state.lastSeenMs,
      linkQuality: state.linkQuality,
      version: state.version + settings.version,
    };
  }

  #readHead(): StateHead {
    this.#head ??= this.#state ?? decodeHead(this.stored.bytes);
    return this.#head;
  }

  #readState(): DeviceState {
    this.#state ??= decodeState(this.stored.bytes, this.stored.descriptor.traits);
    return this.#state;
  }

  #readSettings(): DeviceSettings {
    this.#settings ??= parseSettings(this.stored.settings);
    return this.#settings;
  }
}
