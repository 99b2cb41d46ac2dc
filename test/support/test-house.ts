import type { HouseService } from '../../simulator/house/house-service.ts';
import { parseHouse } from '../../simulator/house/load-house.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';

/** One hub and the four models of the first house, on any free port, as fast as it can. */
const fourDevices = (port: number) => `
name: Test house
seed: 11
rooms:
  hall: { temperature: 20 }
hubs:
  hub: { radio: { port: ${port}, baud: 0 } }
devices:
  climate: { model: lumi.weather, room: hall, hub: hub, reportEvery: 1s }
  door: { model: lumi.sensor_magnet.aq2, room: hall, hub: hub }
  plug: { model: lumi.plug, room: hall, hub: hub }
  lamp: { model: lumi.light.cwac02, room: hall, hub: hub }
`;

export interface TestHouseOptions {
  /** 0, any free one, if absent. */
  port?: number;
  /** Where it remembers; absent: nowhere. */
  dataDir?: string;
}

/** Starts the house of the four models: devices `climate`, `door`, `plug` and `lamp` at one hub. */
export function startTestHouse({ port = 0, dataDir }: TestHouseOptions = {}): Promise<HouseService> {
  return startHouse(parseHouse(fourDevices(port), 'test-house.yaml'), { logger: silentLogger(), dataDir });
}

/** The only radio of the house. */
export function radioOf(house: HouseService) {
  const [radio] = house.radioServices;
  const [address] = house.radios;
  if (!radio || !address) throw new Error('the house has no radio');
  return { service: radio, url: address.url, port: address.port };
}

/** The identity of a device of the house. */
export function addressOf(house: HouseService, id: string): `0x${string}` {
  return house.device(id).entry.ieeeAddress as `0x${string}`;
}
