import type { House } from './house/house.ts';
import { HouseService, type HouseServiceOptions } from './house/house-service.ts';

/**
 * Brings a house to life: one coordinator per hub, its devices around it. Resolves when all ports listen; `stop` ends
 * it. With a data directory, devices that have joined are still in their networks the next time.
 * @throws ZigfleetError `port-taken`, or `decode-failed` if a file of the data directory is damaged
 */
export async function startHouse(house: House, options: HouseServiceOptions): Promise<HouseService> {
  const service = new HouseService(house, options);
  await service.start();
  return service;
}
