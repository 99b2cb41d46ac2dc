import type { DeviceSettings } from '../devices/behaviour.ts';
import type { DeviceModel } from '../devices/device-model.ts';
import type { RadioConditions } from '../network/radio-conditions.ts';

export interface Room {
  id: string;
  name: string;
  /** Mean over the day, °C. */
  temperature: number;
  /** Relative, at that temperature, %. */
  humidity: number;
}

export interface Person {
  id: string;
  name: string;
  /** Where they are at first. */
  roomId: string | undefined;
}

export interface HouseHub {
  id: string;
  name: string;
  radio: {
    host: string;
    /** 0: any that is free. */
    port: number;
    /** Bits per second; 0: not paced. */
    baud: number;
    conditions: RadioConditions;
    /** File of the coordinator's memory; undefined: in the data directory, if there is one. */
    nvPath: string | undefined;
  };
}

export interface HouseDevice {
  id: string;
  name: string;
  model: DeviceModel;
  ieeeAddress: string;
  roomId: string | undefined;
  hubId: string;
  join: 'whenOpen' | 'manual';
  settings: DeviceSettings;
}

/** A house as its file describes it, complete and checked. */
export interface House {
  name: string;
  seed: number;
  clock: { speed: number; startMs: number | undefined };
  rooms: readonly Room[];
  people: readonly Person[];
  hubs: readonly HouseHub[];
  devices: readonly HouseDevice[];
}
