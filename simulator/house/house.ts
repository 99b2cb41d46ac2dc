import type { DeviceSettings } from '../devices/behaviour.ts';
import type { DeviceModel } from '../devices/device-model.ts';
import type { Position, RadioConditions } from '../network/radio-conditions.ts';
import type { ApplianceKind } from '../world/appliances/appliance-kinds.ts';
import type { ScheduleEntry } from '../world/schedule.ts';
import type { DeviceMemory } from './device-memory.ts';
import type { Story } from './story.ts';

export interface Room {
  id: string;
  name: string;
  /** Mean over the day, °C. */
  temperature: number;
  /** Relative, at that temperature, %. */
  humidity: number;
  areaM2?: number | undefined;
  heightM?: number | undefined;
  windowAreaM2?: number | undefined;
  /** Where its doors lead: room ids, or `outdoors`. */
  neighbours?: readonly string[] | undefined;
  /** Under the open sky. */
  isOutside?: boolean | undefined;
  circuit?: string | undefined;
  /** Of its middle. */
  position?: Position | undefined;
}

export interface Appliance {
  id: string;
  kind: ApplianceKind;
  roomId: string;
  /** The id of the device that it is plugged into. */
  outletId: string | undefined;
}

export interface HouseLocation {
  latitude?: number | undefined;
  longitude?: number | undefined;
  elevationM?: number | undefined;
  /** Local time minus UTC. */
  utcOffsetMinutes: number;
}

export interface Person {
  id: string;
  name: string;
  /** Where they are at first: a room, `outdoors`, or as the schedule has it. */
  roomId: string | undefined;
  hasKey: boolean;
  schedule: readonly ScheduleEntry[];
}

export interface HouseHub {
  id: string;
  name: string;
  /** Undefined: next to everyone. */
  position?: Position | undefined;
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
  /** Undefined: next to everyone. */
  position?: Position | undefined;
  /** The name of the door or window that it is on. */
  opening?: string | undefined;
  join: 'whenOpen' | 'manual';
  settings: DeviceSettings;
  /** What it remembers from an earlier life, when nothing newer is kept. */
  memory?: DeviceMemory | undefined;
}

/** A house as its file describes it, complete and checked. */
export interface House {
  name: string;
  seed: number;
  clock: { speed: number; startMs: number | undefined };
  location: HouseLocation;
  rooms: readonly Room[];
  appliances: readonly Appliance[];
  people: readonly Person[];
  hubs: readonly HouseHub[];
  devices: readonly HouseDevice[];
  stories: readonly Story[];
}
