import { type Controller, type Models, Zdo } from 'zigbee-herdsman';
import type { CommandFailure } from '../../devices/command-failure.ts';
import { findingsLengthMax, type NetworkMap, type NetworkNode } from '../../devices/command-findings.ts';
import { readTable } from './zdo-table.ts';

type Row = NetworkNode['neighbours'][number];

/** Nodes that are asked at the same time: each answers in several frames, and the network has other things to do. */
const askedAtOnceMax = 3;

const logicalTypes = ['coordinator', 'router', 'endDevice', 'unknown'] as const;
/** Zigbee specification r22, 2.4.4.3.2. */
const relationships = ['parent', 'child', 'sibling', 'none', 'previousChild'] as const;
const typesOfDevices: Record<string, NetworkNode['logicalType']> = {
  Coordinator: 'coordinator',
  Router: 'router',
  EndDevice: 'endDevice',
};

/**
 * Asks the coordinator and all routers whom they hear and through whom they send. A node that does not answer is in the
 * map all the same, with the reason.
 * @param failureOf - the reason in the words that apps get
 */
export async function readNetworkMap(
  controller: Controller,
  failureOf: (error: unknown) => CommandFailure,
): Promise<NetworkMap> {
  const devices = [...controller.getDevicesIterator((device) => device.type !== 'GreenPower')];
  devices.sort((one, other) => rank(one) - rank(other));
  const nodes: NetworkNode[] = [];
  for (let start = 0; start < devices.length; start += askedAtOnceMax) {
    const some = devices.slice(start, start + askedAtOnceMax);
    nodes.push(...(await Promise.all(some.map((device) => readNode(controller, device, failureOf)))));
  }
  return fitted({ type: 'networkMap', nodes, truncated: false });
}

async function readNode(
  controller: Controller,
  device: Models.Device,
  failureOf: (error: unknown) => CommandFailure,
): Promise<NetworkNode> {
  const node: NetworkNode = {
    ieeeAddress: device.ieeeAddr,
    networkAddress: device.networkAddress,
    logicalType: typesOfDevices[device.type] ?? 'unknown',
    neighbours: [],
    routes: [],
    failure: null,
  };
  // End devices have one neighbour, their parent, which tells of them.
  if (node.logicalType !== 'coordinator' && node.logicalType !== 'router') return node;
  try {
    node.neighbours = (await readTable(controller, device, 'neighbours')).map(toNeighbour);
    const routes = await readTable(controller, device, 'routes');
    node.routes = routes.map(({ destinationAddress, nextHopAddress, status }) => ({
      networkAddress: destinationAddress,
      nextHop: nextHopAddress,
      status,
    }));
  } catch (error) {
    // Common sticks do not tell the routes of the coordinator: what it hears is known all the same.
    const isOptional = error instanceof Zdo.StatusError && error.code === Zdo.Status.NOT_SUPPORTED;
    if (!isOptional || node.neighbours.length === 0) node.failure = failureOf(error);
  }
  return node;
}

function toNeighbour(row: Awaited<ReturnType<Models.Device['lqi']>>[number]): Row {
  return {
    ieeeAddress: row.eui64,
    networkAddress: row.nwkAddress,
    logicalType: logicalTypes[row.deviceType] ?? 'unknown',
    relationship: relationships[row.relationship] ?? 'none',
    depth: row.depth,
    linkQuality: row.lqi,
  };
}

/** The coordinator first, then routers: what is left out of a map that is too large is at its end. */
function rank({ type }: Models.Device): number {
  return type === 'Coordinator' ? 0 : type === 'Router' ? 1 : 2;
}

function fitted(map: NetworkMap): NetworkMap {
  const isFine = (candidate: NetworkMap) => JSON.stringify(candidate).length <= findingsLengthMax;
  if (isFine(map)) return map;
  let nodes = map.nodes.map((node) => ({ ...node, routes: [] as NetworkNode['routes'] }));
  while (!isFine({ ...map, nodes, truncated: true })) nodes = nodes.slice(0, Math.floor(nodes.length * 0.8));
  return { ...map, nodes, truncated: true };
}
