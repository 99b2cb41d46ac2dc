import type { SimpleDescriptor } from '../network/application.ts';
import type { Attribute, Cluster } from './cluster.ts';
import type { ZclValue } from './data-types.ts';

/** When an attribute is reported (ZCL revision 8, 2.5.7). */
export interface ReportingRule {
  /** Seconds that pass between two reports at least. */
  minimumS: number;
  /** Seconds after which it is reported though nothing changed; 0: only changes are. */
  maximumS: number;
  /** For analog types: how far the value must move. `null` for the others. */
  change: ZclValue;
}

/** An attribute on an endpoint of a device model: what it is worth out of the box, and how it reports by itself. */
export interface AttributeSlot {
  endpointId: number;
  attribute: Attribute;
  initial: ZclValue;
  /** Without anybody having configured it. */
  defaultRule: ReportingRule | undefined;
}

/** A cluster that an endpoint serves. */
export interface ClusterLayout {
  cluster: Cluster;
  /** By `slotKey`. */
  slots: ReadonlyMap<number, AttributeSlot>;
}

/** An endpoint of a device model. */
export interface EndpointLayout {
  endpointId: number;
  profileId: number;
  clusters: ReadonlyMap<number, ClusterLayout>;
  descriptor: SimpleDescriptor;
}

/** All that devices of one model have in common on the ZCL side: made once, shared, never changed. */
export interface ServerLayout {
  endpoints: ReadonlyMap<number, EndpointLayout>;
  slots: readonly AttributeSlot[];
  /** The simple descriptors, in order. */
  descriptors: readonly SimpleDescriptor[];
  /** Whether reports go to the coordinator where no binding says otherwise, as those of Lumi devices do. */
  reportsToCoordinator: boolean;
  /** Whether others may configure its reporting. */
  configurableReporting: boolean;
}

/** What one endpoint of a model serves, before it is known where. */
export interface ServedCluster {
  cluster: Cluster;
  values: readonly { attribute: Attribute; initial: ZclValue; defaultRule: ReportingRule | undefined }[];
}

/** Where a slot is found within its cluster. */
export function slotKey(attributeId: number, manufacturerCode: number | undefined): number {
  return (manufacturerCode ?? 0) * 0x10000 + attributeId;
}

/**
 * A cluster on an endpoint. Attributes without a value here do not exist on the device: reading them is answered
 * `unsupportedAttribute`.
 */
export function serve<A extends string>(
  cluster: Cluster<A, string>,
  values: Partial<Record<A, ZclValue>> = {},
  rules: Partial<Record<A, ReportingRule>> = {},
): ServedCluster {
  return {
    cluster,
    values: (Object.keys(values) as A[]).map((name) => ({
      attribute: cluster.attributes[name],
      initial: values[name] ?? null,
      defaultRule: rules[name],
    })),
  };
}

/** Whether a model has an attribute at an endpoint. */
export function hasAttribute(layout: ServerLayout, endpointId: number, attribute: Attribute): boolean {
  const { clusterId, attributeId, manufacturerCode } = attribute;
  const cluster = layout.endpoints.get(endpointId)?.clusters.get(clusterId);
  return cluster?.slots.has(slotKey(attributeId, manufacturerCode)) === true;
}

/** Zigbee Home Automation, the profile of nearly everything. */
export const homeAutomationProfileId = 0x0104;

/** An endpoint as a model lists it. The order of the clusters is that of its simple descriptor. */
export interface EndpointSpec {
  endpointId: number;
  profileId?: number;
  deviceId: number;
  deviceVersion?: number;
  servers: readonly ServedCluster[];
  /** Served too, but not told in the simple descriptor, as some makers do it. */
  hidden?: readonly ServedCluster[];
  outputClusterIds: readonly number[];
}

/** Makes the layout of a model. */
export function defineLayout(
  endpoints: readonly EndpointSpec[],
  options: { reportsToCoordinator?: boolean; configurableReporting?: boolean } = {},
): ServerLayout {
  const layouts = endpoints.map(defineEndpoint);
  return {
    endpoints: new Map(layouts.map((endpoint) => [endpoint.endpointId, endpoint])),
    slots: layouts.flatMap((endpoint) =>
      [...endpoint.clusters.values()].flatMap((cluster) => [...cluster.slots.values()]),
    ),
    descriptors: layouts.map(({ descriptor }) => descriptor),
    reportsToCoordinator: options.reportsToCoordinator ?? false,
    configurableReporting: options.configurableReporting ?? true,
  };
}

function defineEndpoint(spec: EndpointSpec): EndpointLayout {
  const { endpointId } = spec;
  const profileId = spec.profileId ?? homeAutomationProfileId;
  const clusters = [...spec.servers, ...(spec.hidden ?? [])].map(
    ({ cluster, values }): [number, ClusterLayout] => [
      cluster.id,
      {
        cluster,
        slots: new Map(
          values.map(({ attribute, initial, defaultRule }) => [
            slotKey(attribute.attributeId, attribute.manufacturerCode),
            { endpointId, attribute, initial, defaultRule },
          ]),
        ),
      },
    ],
  );
  return {
    endpointId,
    profileId,
    clusters: new Map(clusters),
    descriptor: {
      endpointId,
      profileId,
      deviceId: spec.deviceId,
      deviceVersion: spec.deviceVersion ?? 1,
      inputClusterIds: spec.servers.map(({ cluster }) => cluster.id),
      outputClusterIds: spec.outputClusterIds,
    },
  };
}
