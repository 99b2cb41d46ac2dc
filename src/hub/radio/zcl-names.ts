import { type Models, Zcl } from 'zigbee-herdsman';
import { RadioError } from './radio.ts';

const numberPattern = /^(0x[0-9a-f]{1,4}|\d{1,5})$/i;

/** A cluster by its name or number, with what the device's own definition adds. @throws RadioError `invalid-value` */
export function clusterNamed(device: Models.Device, name: string) {
  try {
    const cluster = Zcl.Utils.getCluster(keyOf(name), device.manufacturerID, device.customClusters);
    // The library looks names up in plain objects, which know `constructor` as well.
    if (typeof cluster.ID === 'number') return cluster;
  } catch {
    // As below.
  }
  throw new RadioError({ reason: 'invalid-value', detail: `There is no cluster ${name}.` });
}

export type NamedCluster = ReturnType<typeof clusterNamed>;

/** An attribute of a cluster by its name or number. @throws RadioError `invalid-value` */
export function attributeNamed(cluster: NamedCluster, device: Models.Device, name: string) {
  const attribute = Zcl.Utils.getClusterAttribute(cluster, keyOf(name), device.manufacturerID);
  if (typeof attribute?.ID === 'number') return attribute;
  throw new RadioError({
    reason: 'invalid-value',
    detail: `The cluster ${cluster.name} has no attribute ${name}.`,
  });
}

/** The name of a cluster, or its number where it has none. */
export function clusterNameOf(device: Models.Device, clusterId: number): string {
  try {
    return Zcl.Utils.getCluster(clusterId, device.manufacturerID, device.customClusters).name;
  } catch {
    // A maker's own that nobody has described.
    return `0x${clusterId.toString(16).padStart(4, '0')}`;
  }
}

/** An endpoint of a device. @throws RadioError `invalid-value` */
export function endpointNumbered(device: Models.Device, endpointId: number): Models.Endpoint {
  const endpoint = device.getEndpoint(endpointId);
  if (endpoint) return endpoint;
  const known = device.endpoints.map(({ ID }) => ID).join(', ');
  throw new RadioError({
    reason: 'invalid-value',
    detail: `${device.ieeeAddr} has no endpoint ${endpointId}; it has ${known || 'none'}.`,
  });
}

function keyOf(name: string): string | number {
  return numberPattern.test(name) ? Number(name) : name;
}
