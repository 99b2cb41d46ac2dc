import { join } from 'node:path';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { parseHouse } from '../../simulator/house/load-house.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { coordinatorParameters, houseText, writeDevices } from './network-files.ts';

/** A process that finds how much memory a device of a house takes, says it, and ends. */
const [countText, dataDir] = process.argv.slice(2);
if (!countText || !dataDir) throw new Error('usage: memory-process.ts COUNT DATA');
const deviceCount = Number(countText);
const logger = silentLogger();

/** Small houses are measured by the dozen. */
const devicesMin = 200;
const housesMax = 50;
const houseCount = Math.min(housesMax, Math.ceil(devicesMin / deviceCount));
/** Devices that come up announce themselves; by then they are done. */
const settleMs = 2_500;

function usedBytes(): number {
  if (!global.gc) throw new Error('run it with --expose-gc');
  global.gc();
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function wait(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

function folderOf(devices: number, index: number): string {
  return join(dataDir as string, `${devices}-${index}`);
}

/** Starts the houses, each with its network up, and waits until they are at rest. */
async function startHouses(devices: number): Promise<HouseService[]> {
  const houses: HouseService[] = [];
  for (let index = 0; index < houseCount; index++) {
    const house = parseHouse(houseText(devices, undefined), 'memory.yaml');
    const service = await startHouse(house, { logger, dataDir: folderOf(devices, index) });
    houses.push(service);
    for (const { network } of service.radioServices) {
      network.coordinator.start(coordinatorParameters);
      const linked = [...network.nodes()].filter((node) => node.linked).length;
      if (linked !== devices) throw new Error(`${linked} of ${devices} devices are in the network`);
    }
  }
  await wait(settleMs);
  return houses;
}

async function stopHouses(houses: HouseService[]): Promise<void> {
  for (const house of houses.splice(0)) await house.stop();
  await wait(settleMs);
}

// Empty houses first, for the addresses of their coordinators; then what is measured, but not yet measured: code, and
// what all devices of a model share, is no device's.
let houses = await startHouses(0);
for (const [index, house] of houses.entries()) {
  const [radio] = house.radioServices;
  if (!radio) throw new Error('the house has a radio');
  writeDevices(folderOf(deviceCount, index), deviceCount, radio.network.coordinator.ieeeAddress);
}
await stopHouses(houses);
await stopHouses(await startHouses(deviceCount));

houses = await startHouses(0);
const emptyBytes = usedBytes();
await stopHouses(houses);
houses = await startHouses(deviceCount);
const bytesPerDevice = (usedBytes() - emptyBytes) / (deviceCount * houseCount);
await stopHouses(houses);
process.send?.(bytesPerDevice, () => process.exit(0));
