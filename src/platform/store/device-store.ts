import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { CommandTarget, DeviceTwin } from '../domain/device-twin.ts';
import type { DeviceChange, DevicePage, DeviceQuery, Devices } from '../domain/ports.ts';
import type { IfMatch, Tagged } from '../domain/tagged.ts';
import { changeOutcome } from './change-outcome.ts';
import type { DeviceReader } from './device-reader.ts';
import { settingsTags } from './device-settings.ts';
import { keys } from './keys.ts';
import { packAddress } from './packed-address.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { StoreLimits } from './store-limits.ts';

/** Devices of homes: what hubs say of them is read, what people say of them is read and written. */
export class DeviceStore implements Devices {
  readonly #redis: RedisConnection;
  readonly #reader: DeviceReader;
  readonly #limits: StoreLimits;

  constructor(redis: RedisConnection, reader: DeviceReader, limits: StoreLimits) {
    this.#redis = redis;
    this.#reader = reader;
    this.#limits = limits;
  }

  list(homeId: string, query: DeviceQuery): Promise<DevicePage> {
    return this.#reader.list(homeId, query);
  }

  get(homeId: string, ieeeAddress: IeeeAddress): Promise<Tagged<DeviceTwin> | undefined> {
    return this.#reader.get(homeId, ieeeAddress);
  }

  target(homeId: string, ieeeAddress: IeeeAddress, certain: boolean): Promise<CommandTarget | undefined> {
    return this.#reader.target(homeId, ieeeAddress, certain);
  }

  async update(
    homeId: string,
    ieeeAddress: IeeeAddress,
    { name, icon, roomId }: DeviceChange,
    ifMatch?: IfMatch,
  ): Promise<Tagged<DeviceTwin> | undefined> {
    const reply = await this.#redis.fcall(
      'zf_device_update',
      [
        ...[keys.deviceSettings(homeId), keys.devicePlaces(homeId), keys.rooms(homeId)],
        ...[keys.hubs(homeId), keys.events(homeId)],
      ],
      [
        ...[keys.homePrefix(homeId), packAddress(ieeeAddress), ieeeAddress, settingsTags(ifMatch)],
        ...[this.#limits.deviceSettingsMax, this.#limits.eventEntriesMax],
        ...[argumentOf(name), argumentOf(icon), argumentOf(roomId)],
      ],
    );
    switch (changeOutcome<'done' | 'unknown' | 'no-room' | 'full'>(reply)) {
      case 'done':
        return this.get(homeId, ieeeAddress);
      case 'unknown':
        return undefined;
      case 'no-room':
        throw new ZigfleetError('not-found', 'There is no such room to put it in.');
      case 'full':
        throw new ZigfleetError(
          'conflict',
          `A home keeps the names of at most ${this.#limits.deviceSettingsMax} devices.`,
        );
    }
  }
}

function argumentOf(value: string | null | undefined): string {
  if (value === undefined) return '';
  return value === null ? '-' : `=${value}`;
}
