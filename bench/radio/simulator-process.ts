import { parseHouse } from '../../simulator/house/load-house.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { waitUntil } from '../../test/support/wait-until.ts';
import { houseText, writeDevices } from './network-files.ts';

/** A process with a house and nothing else. Its parent asks for floods of reports. */
const [countText, baudText, dataDir] = process.argv.slice(2);
if (!countText || !baudText || !dataDir)
  throw new Error('usage: simulator-process.ts COUNT BAUD|default DATA');
const deviceCount = Number(countText);
const baud = baudText === 'default' ? undefined : Number(baudText);
const logger = silentLogger();

/** Bytes that wait for the client at most while a flood goes on: enough to keep it busy. */
const backlogBytesMax = 1024 * 1024;
const batchFrames = 256;
function start(count: number, data?: string) {
  return startHouse(parseHouse(houseText(count, baud), 'radio.yaml'), { logger, dataDir: data });
}

// An empty house first, for the address of its coordinator.
const empty = await start(0);
const [emptyRadio] = empty.radioServices;
if (!emptyRadio) throw new Error('the house has a radio');
writeDevices(dataDir, deviceCount, emptyRadio.network.coordinator.ieeeAddress);
await empty.stop();
const house = await start(deviceCount, dataDir);
const [radio] = house.radioServices;
if (!radio) throw new Error('the house has a radio');
const { coordinator, network } = radio;

const onOff = Buffer.from('18000a00001001', 'hex');
const temperature = Buffer.from('18000a0000290a09', 'hex');

/** Lets all devices report by turns, as fast as they are heard. */
async function flood(durationMs: number) {
  const nodes = [...network.nodes()].filter(({ linked }) => linked);
  if (nodes.length !== deviceCount) throw new Error(`${nodes.length} of ${deviceCount} devices are linked`);
  const requests = nodes.map((node) => ({
    destination: { mode: 'unicast' as const, networkAddress: 0, endpointId: 1 },
    sourceEndpointId: 1,
    profileId: 0x0104,
    clusterId: node.sleepy ? 0x0402 : 0x0006,
    payload: node.sleepy ? temperature : onOff,
  }));
  const limitBytes = baud === undefined ? 4096 : backlogBytesMax;
  const droppedBefore = coordinator.counts.droppedFrames;
  const cpuBefore = process.cpuUsage();
  const startMs = performance.now();
  let sent = 0;
  while (performance.now() - startMs < durationMs) {
    if (coordinator.backlogBytes < limitBytes) {
      for (let frame = 0; frame < batchFrames; frame++) {
        const index = sent % nodes.length;
        const request = requests[index];
        if (request) void nodes[index]?.send(request);
        sent++;
        if (baud === undefined && frame >= 8) break;
      }
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  await waitUntil('all to be heard', () => coordinator.backlogBytes === 0, 120_000);
  const elapsedMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { sent, dropped: coordinator.counts.droppedFrames - droppedBefore, elapsedMs, cpuUs: user + system };
}

process.on('message', async (durationMs: number) => process.send?.(await flood(durationMs)));
process.once('disconnect', () => process.exit(0));
process.send?.(coordinator.port);
