import { type DeviceMemory, type PlainValue, zclValue } from '../house/device-memory.ts';
import { dataTypeLayout, dataTypes } from '../zcl/data-types.ts';
import { clusterFacts } from './attribute-facts.ts';
import type { DatabaseDevice, DatabaseEndpoint } from './read-database.ts';

export type Attributes = NonNullable<DeviceMemory['attributes']>;

/** Most clusters of an endpoint in a house file. */
export const clustersMax = 64;

/** Attributes found so far. */
export interface Collected {
  attributes: Attributes;
  omitted: number;
}

/** Where an attribute is kept in a house file. */
export function pathOf(
  endpointId: number,
  clusterId: number,
  attributeId: number,
  manufacturerCode?: number | null,
): string {
  const path = `${endpointId}/${hex(clusterId)}/${hex(attributeId)}`;
  return manufacturerCode ? `${path}/${hex(manufacturerCode)}` : path;
}

/** An id as it stands in paths. */
export function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}

/** The last values of an endpoint's attributes, as far as their clusters are known by name and served. */
export function collect(endpointId: number, endpoint: DatabaseEndpoint, into: Collected): void {
  for (const [clusterName, { attributes = {} }] of Object.entries(endpoint.clusters ?? {})) {
    const facts = clusterFacts(clusterName);
    const served =
      facts !== undefined && endpoint.inClusterList.slice(0, clustersMax).includes(facts.clusterId);
    for (const [name, raw] of Object.entries(attributes)) {
      const attribute = served ? facts.attributes.get(name) : undefined;
      const value = attribute && plainValue(attribute.type, raw);
      if (facts === undefined || attribute === undefined || value === undefined) {
        into.omitted++;
        continue;
      }
      const { attributeId, type, manufacturerCode } = attribute;
      into.attributes[pathOf(endpointId, facts.clusterId, attributeId, manufacturerCode)] = { type, value };
    }
  }
}

/** A value of the database as house files have it; undefined if it does not fit its type. */
function plainValue(type: number, raw: unknown): PlainValue | undefined {
  let value = raw;
  const data = (raw as { type?: unknown; data?: unknown } | null)?.data;
  // JSON.stringify of a Buffer.
  if (Array.isArray(data) && data.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255)) {
    const bytes = Buffer.from(data);
    value = dataTypeLayout(type)?.kind === 'text' ? bytes.toString('utf8') : bytes.toString('hex');
  }
  if (typeof value !== 'boolean' && typeof value !== 'number' && typeof value !== 'string') return undefined;
  if (typeof value === 'string' && value.length > 1024) return undefined;
  return zclValue(type, value) === undefined ? undefined : value;
}

/** What the database keeps beside the endpoints, from the interview. */
export function collectBasic(device: DatabaseDevice, into: Attributes): void {
  const first = Object.entries(device.endpoints).find(([, { inClusterList }]) => inClusterList.includes(0));
  if (first === undefined) return;
  const facts: [number, number, PlainValue | undefined][] = [
    [0x0000, dataTypes.uint8, device.zclVersion],
    [0x0001, dataTypes.uint8, device.appVersion],
    [0x0002, dataTypes.uint8, device.stackVersion],
    [0x0003, dataTypes.uint8, device.hwVersion],
    [0x0004, dataTypes.characterString, device.manufName],
    [0x0005, dataTypes.characterString, device.modelId],
    [0x0006, dataTypes.characterString, device.dateCode],
    [0x4000, dataTypes.characterString, device.swBuildId],
  ];
  for (const [attributeId, type, value] of facts) {
    const path = pathOf(Number(first[0]), 0x0000, attributeId);
    if (value === undefined || value === null || zclValue(type, value) === undefined) continue;
    into[path] = { type, value };
  }
}
