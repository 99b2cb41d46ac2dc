import type { NodeDescription } from '../../network/application.ts';
import { type Cluster, defineCluster } from '../../zcl/cluster.ts';
import { basic } from '../../zcl/clusters/basic.ts';
import { groups } from '../../zcl/clusters/groups.ts';
import { iasZone } from '../../zcl/clusters/ias-zone.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { dataTypes, isAnalog, type ZclValue } from '../../zcl/data-types.ts';
import { defineLayout, type EndpointSpec, type ServedCluster, slotKey } from '../../zcl/layout.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import type { DeviceModel } from '../device-model.ts';
import { IasZonePart } from '../parts/ias-zone-part.ts';
import { serveGroups } from '../parts/serve-groups.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import type { PhysicalValue, Variable } from '../variable.ts';
import { GenericBehaviour } from './generic-behaviour.ts';
import { genericCommands } from './generic-commands.ts';
import { type GenericTrait, genericTraits } from './generic-traits.ts';

/** An attribute of a device that only its descriptors are known of. */
export interface GenericAttribute {
  clusterId: number;
  attributeId: number;
  manufacturerCode: number | undefined;
  type: number;
  value: ZclValue;
}

export interface GenericEndpoint {
  endpointId: number;
  profileId: number;
  deviceId: number;
  inputClusterIds: readonly number[];
  outputClusterIds: readonly number[];
  attributes: readonly GenericAttribute[];
}

/** What is known of a device whose model is not. */
export interface GenericFacts {
  modelId: string;
  manufacturerName: string;
  node: Omit<NodeDescription, 'endpoints'>;
  endpoints: readonly GenericEndpoint[];
}

/** What real Lumi devices report, they report to the coordinator without any binding. */
const lumiManufacturerCodes = [0x115f, 0x1037];

/** What the server of a cluster understands. */
function commandsOf(clusterId: number): Record<string, number> {
  const served = [identify, groups, iasZone].find(({ id }) => id === clusterId);
  return served?.commands ?? genericCommands.get(clusterId)?.commands ?? {};
}

/** Attributes that clusters must have, as they are out of the box. */
function mandatory(clusterId: number, facts: GenericFacts): GenericAttribute[] {
  const make = (attributeId: number, type: number, value: ZclValue): GenericAttribute => ({
    clusterId,
    attributeId,
    manufacturerCode: undefined,
    type,
    value,
  });
  switch (clusterId) {
    case basic.id:
      return [
        make(0x0000, dataTypes.uint8, 3),
        make(0x0004, dataTypes.characterString, facts.manufacturerName),
        make(0x0005, dataTypes.characterString, facts.modelId),
        make(0x0007, dataTypes.enum8, facts.node.powerSource === 'battery' ? 3 : 1),
      ];
    case identify.id:
      return [make(0x0000, dataTypes.uint16, 0)];
    case groups.id:
      return [make(0x0000, dataTypes.bitmap8, 0)];
    case iasZone.id:
      return [
        make(0x0000, dataTypes.enum8, 0),
        make(0x0001, dataTypes.enum16, 0x0015),
        make(0x0010, dataTypes.ieeeAddress, '0x0000000000000000'),
        make(0x0011, dataTypes.uint8, 0xff),
      ];
    default:
      return [];
  }
}

function isTrait(trait: GenericTrait, attribute: GenericAttribute): boolean {
  return (
    trait.clusterId === attribute.clusterId &&
    trait.attributeId === attribute.attributeId &&
    trait.type === attribute.type &&
    attribute.manufacturerCode === undefined
  );
}

/** Which traits a cluster brings without any attribute being known: light of adjustable white is not a matter of course. */
function impliedTraits(clusterId: number, facts: GenericFacts): GenericTrait[] {
  return genericTraits.filter((trait) => {
    if (trait.clusterId !== clusterId || trait.name === 'color_temp') return false;
    return trait.name !== 'battery' || facts.node.powerSource === 'battery';
  });
}

function serveGeneric(clusterId: number, endpoint: GenericEndpoint, facts: GenericFacts): ServedCluster {
  const attributes = new Map<number, GenericAttribute>();
  const add = (attribute: GenericAttribute) =>
    attributes.set(slotKey(attribute.attributeId, attribute.manufacturerCode), attribute);
  for (const { attributeId, type, initial } of impliedTraits(clusterId, facts)) {
    add({ clusterId, attributeId, manufacturerCode: undefined, type, value: initial });
  }
  for (const attribute of mandatory(clusterId, facts)) add(attribute);
  for (const attribute of endpoint.attributes) if (attribute.clusterId === clusterId) add(attribute);
  const known = [...attributes.values()];
  const nameOf = ({ attributeId, manufacturerCode }: GenericAttribute) =>
    `attribute${slotKey(attributeId, manufacturerCode).toString(16)}`;
  const cluster: Cluster = defineCluster(
    clusterId,
    `cluster${clusterId.toString(16)}`,
    Object.fromEntries(
      known.map((attribute) => {
        const { attributeId, type, manufacturerCode } = attribute;
        const measured = genericTraits.some((trait) => isTrait(trait, attribute));
        // What measures is not written; what else may be is not known, so that everything else may be.
        const fixed = clusterId === basic.id && manufacturerCode === undefined;
        const access = measured ? 'rp' : fixed ? 'r' : 'rwp';
        return [nameOf(attribute), [attributeId, type, access, manufacturerCode] as const];
      }),
    ),
    commandsOf(clusterId),
  );
  return {
    cluster,
    values: known.map((attribute) => ({
      attribute: cluster.attributes[nameOf(attribute)] as Cluster['attributes'][string],
      initial: attribute.value,
      defaultRule: genericTraits.some((trait) => isTrait(trait, attribute))
        ? { minimumS: 1, maximumS: 0, change: isAnalog(attribute.type) ? 1 : null }
        : undefined,
    })),
  };
}

function endpointSpec(endpoint: GenericEndpoint, facts: GenericFacts): EndpointSpec {
  const { endpointId, profileId, deviceId, inputClusterIds, outputClusterIds } = endpoint;
  const servers = inputClusterIds.map((clusterId) => serveGeneric(clusterId, endpoint, facts));
  return { endpointId, profileId, deviceId, servers, outputClusterIds };
}

/** Zones tell their alarms to whom they are enrolled with, which is the coordinator (ZCL 8.2.2.2.3). */
function speaksUnbound({ node, endpoints }: GenericFacts): boolean {
  const isZone = endpoints.some(({ inputClusterIds }) => inputClusterIds.includes(iasZone.id));
  return isZone || lumiManufacturerCodes.includes(node.manufacturerCode);
}

/** A model made of a device's descriptors and attributes: it answers as the device would, and obeys at once. */
export function genericModel(facts: GenericFacts): DeviceModel {
  const { modelId, node, endpoints } = facts;
  const layout = defineLayout(
    endpoints.map((endpoint) => endpointSpec(endpoint, facts)),
    { reportsToCoordinator: speaksUnbound(facts) },
  );
  return {
    modelId,
    product: `${facts.manufacturerName} ${modelId}`.trim(),
    summary: 'A device of which only the clusters are known',
    ieeeAddressPrefix: '0x',
    node,
    layout,
    assemble: (assembly) => assembleGeneric(assembly, layout, node.manufacturerCode),
  };
}

function assembleGeneric(
  assembly: DeviceAssembly,
  layout: DeviceModel['layout'],
  manufacturerCode: number,
): void {
  const behaviour = assembly.add(new GenericBehaviour());
  const { server } = assembly;
  for (const { endpointId, clusters } of layout.endpoints.values()) {
    const variables = new Map<number, Variable<PhysicalValue>>();
    const find = (clusterId: number, attributeId: number) => variables.get(clusterId * 0x10000 + attributeId);
    const zone = clusters.has(iasZone.id)
      ? new IasZonePart(assembly, endpointId, manufacturerCode)
      : undefined;
    if (clusters.has(groups.id)) {
      serveGroups(
        assembly,
        endpointId,
        clusters.has(identify.id) ? serveIdentify(assembly, endpointId) : undefined,
      );
    }
    for (const trait of genericTraits) {
      const slot = clusters.get(trait.clusterId)?.slots.get(slotKey(trait.attributeId, undefined));
      if (slot === undefined || slot.attribute.type !== trait.type) continue;
      const variable = behaviour.add(trait, endpointId, trait.toPhysical(slot.initial));
      variables.set(trait.clusterId * 0x10000 + trait.attributeId, variable);
      variable.watch(() => {
        const value = trait.toAttribute(variable.value);
        if (zone !== undefined && trait.clusterId === iasZone.id) zone.setStatus(Number(value));
        else server.set(endpointId, slot.attribute, value);
      });
    }
    for (const { cluster } of clusters.values()) {
      const generic = genericCommands.get(cluster.id);
      if (generic === undefined) continue;
      server.handle(endpointId, cluster, { command: (command) => generic.run(command, find) });
    }
  }
}
