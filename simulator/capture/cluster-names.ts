import { deviceModels } from '../devices/models/device-models.ts';
import type { Cluster } from '../zcl/cluster.ts';
import { groups, groupsResponses } from '../zcl/clusters/groups.ts';
import { iasZone, iasZoneNotifications } from '../zcl/clusters/ias-zone.ts';
import { identify, identifyResponses } from '../zcl/clusters/identify.ts';

/** Names of a cluster, its attributes and its commands, for people. */
export interface ClusterNames {
  name: string;
  attributes: ReadonlyMap<number, string>;
  /** Received by the server. */
  commands: ReadonlyMap<number, string>;
  /** Sent by the server. */
  responses: ReadonlyMap<number, string>;
}

/** Clusters whose servers send commands of their own, and those. */
const speaking: readonly (readonly [cluster: Cluster, responses: Readonly<Record<string, number>>])[] = [
  [groups, groupsResponses],
  [iasZone, iasZoneNotifications],
  [identify, identifyResponses],
];

function byNumber(table: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(table).map(([name, id]) => [id, name]));
}

function namesOf(cluster: Cluster, responses: Readonly<Record<string, number>> = {}): ClusterNames {
  const attributes = Object.values(cluster.attributes);
  return {
    name: cluster.name,
    attributes: new Map(attributes.map(({ attributeId, name }) => [attributeId, name])),
    commands: byNumber(cluster.commands),
    responses: byNumber(responses),
  };
}

/** The clusters of all models, so that a new model brings its names along. */
function collectNames(): ReadonlyMap<number, ClusterNames> {
  const names = new Map<number, ClusterNames>();
  for (const { layout } of deviceModels.values()) {
    for (const { clusters } of layout.endpoints.values()) {
      for (const { cluster } of clusters.values())
        if (!names.has(cluster.id)) names.set(cluster.id, namesOf(cluster));
    }
  }
  for (const [cluster, responses] of speaking) names.set(cluster.id, namesOf(cluster, responses));
  return names;
}

const namesById = collectNames();

/** The names of a cluster; undefined if it is not known. */
export function clusterNames(clusterId: number): ClusterNames | undefined {
  return namesById.get(clusterId);
}

/** The name of a cluster, or its id in hex. */
export function clusterName(clusterId: number): string {
  return namesById.get(clusterId)?.name ?? hex16(clusterId);
}

/** The name of an attribute, or its id in hex. */
export function attributeName(clusterId: number, attributeId: number): string {
  return namesById.get(clusterId)?.attributes.get(attributeId) ?? hex16(attributeId);
}

/** `0x` and 4 hex digits. */
export function hex16(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`;
}

/** `0x` and 2 hex digits. */
export function hex8(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}
