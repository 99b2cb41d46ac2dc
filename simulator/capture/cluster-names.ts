import type { Cluster } from '../zcl/cluster.ts';
import { analogInput } from '../zcl/clusters/analog-input.ts';
import { basic } from '../zcl/clusters/basic.ts';
import { binaryInput, binaryOutput, multistateInput } from '../zcl/clusters/binary.ts';
import { colorControl } from '../zcl/clusters/color-control.ts';
import { deviceTemperature } from '../zcl/clusters/device-temperature.ts';
import { groups, groupsResponses } from '../zcl/clusters/groups.ts';
import { alarms, lumiPrivate, time } from '../zcl/clusters/housekeeping.ts';
import { iasZone, iasZoneNotifications } from '../zcl/clusters/ias-zone.ts';
import { identify, identifyResponses } from '../zcl/clusters/identify.ts';
import { levelControl } from '../zcl/clusters/level-control.ts';
import { lumiSpecific } from '../zcl/clusters/lumi-specific.ts';
import {
  humidityMeasurement,
  pressureMeasurement,
  temperatureMeasurement,
} from '../zcl/clusters/measurement.ts';
import { electricalMeasurement, metering } from '../zcl/clusters/metering.ts';
import { onOff } from '../zcl/clusters/on-off.ts';
import { powerConfiguration } from '../zcl/clusters/power-configuration.ts';
import { scenes } from '../zcl/clusters/scenes.ts';

/** Names of a cluster, its attributes and its commands, for people. */
export interface ClusterNames {
  name: string;
  attributes: ReadonlyMap<number, string>;
  /** Received by the server. */
  commands: ReadonlyMap<number, string>;
  /** Sent by the server. */
  responses: ReadonlyMap<number, string>;
}

/** Every cluster whose names are known, with the commands that its server sends. A test holds it complete. */
const known: readonly (readonly [cluster: Cluster, responses?: Readonly<Record<string, number>>])[] = [
  [basic],
  [powerConfiguration],
  [deviceTemperature],
  [identify, identifyResponses],
  [groups, groupsResponses],
  [scenes],
  [onOff],
  [levelControl],
  [alarms],
  [time],
  [analogInput],
  [binaryInput],
  [binaryOutput],
  [multistateInput],
  [colorControl],
  [temperatureMeasurement],
  [pressureMeasurement],
  [humidityMeasurement],
  [iasZone, iasZoneNotifications],
  [metering],
  [electricalMeasurement],
  [lumiSpecific],
  [lumiPrivate],
];

function byNumber(table: Readonly<Record<string, number>>): Map<number, string> {
  return new Map(Object.entries(table).map(([name, id]) => [id, name]));
}

const namesById: ReadonlyMap<number, ClusterNames> = new Map(
  known.map(([cluster, responses]) => [
    cluster.id,
    {
      name: cluster.name,
      attributes: new Map(
        Object.values(cluster.attributes).map(({ attributeId, name }) => [attributeId, name]),
      ),
      commands: byNumber(cluster.commands),
      responses: byNumber(responses ?? {}),
    },
  ]),
);

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
