import { genericTraits } from '../devices/generic/generic-traits.ts';
import { deviceModels } from '../devices/models/device-models.ts';
import { type DeviceMemory, slotsByPath, zclValue } from '../house/device-memory.ts';
import type { GenericDevice } from '../house/generic-device.ts';
import type { HouseFile } from '../house/house-schema.ts';
import { isAnalog } from '../zcl/data-types.ts';
import type { ServerLayout } from '../zcl/layout.ts';
import {
  type Attributes,
  type Collected,
  clustersMax,
  collect,
  collectBasic,
  hex,
  pathOf,
} from './clone-attributes.ts';
import type { DatabaseDevice, DatabaseEndpoint, HerdsmanDatabase } from './read-database.ts';

type DeviceEntry = NonNullable<HouseFile['devices']>[string];

/** What became of one device. */
export interface ClonedDevice {
  id: string;
  ieeeAddress: string;
  modelId: string;
  /** Whether the simulator knows its model, or makes one of its clusters. */
  known: boolean;
  attributes: number;
  bindings: number;
  reportings: number;
  /** Entries that have no place in the clone, such as attributes of clusters unknown by name. */
  omitted: number;
}

export interface HouseClone {
  file: HouseFile;
  devices: ClonedDevice[];
}

export interface CloneOptions {
  /** Of the house. */
  name: string;
  /** Of the coordinator that is cloned. */
  port: number;
  /** Last values by IEEE address, as Zigbee2MQTT's state.json has them. */
  states?: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

const bindingsMax = 64;
/** Greater ones are no node's (Zigbee specification r22, 3.6.1.7). */
const networkAddressMax = 0xfff7;
const groupsMax = 16;
const endpointsMax = 32;
const modelIdMax = 64;
const homeAutomationProfileId = 0x0104;
/** Values of state.json that are physical, beside those that attributes tell. */
const stateNames = new Set([...genericTraits.map(({ name }) => name), 'contact', 'position', 'energy']);

/** Makes a house of the devices of a database: the same addresses, endpoints, clusters, bindings, reporting, values. */
export function cloneHouse(database: HerdsmanDatabase, options: CloneOptions): HouseClone {
  const devices: ClonedDevice[] = [];
  const entries: Record<string, DeviceEntry> = {};
  for (const device of database.devices) {
    const id = idOf(device);
    const { entry, report } = cloneDevice(device, id, database, options.states?.get(device.ieeeAddr));
    entries[id] = entry;
    devices.push(report);
  }
  const file: HouseFile = {
    name: options.name,
    hubs: { hub: { radio: { port: options.port } } },
    devices: entries,
  };
  return { file, devices };
}

/** Readable and unique: the model, then the whole address. */
function idOf({ modelId, ieeeAddr }: DatabaseDevice): string {
  const slug = (modelId ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return `${slug === '' ? 'device' : slug}-${ieeeAddr.slice(2)}`;
}

function cloneDevice(
  whole: DatabaseDevice,
  id: string,
  database: HerdsmanDatabase,
  state: Readonly<Record<string, unknown>> | undefined,
): { entry: DeviceEntry; report: ClonedDevice } {
  const endpoints = Object.entries(whole.endpoints).slice(0, endpointsMax);
  const device = { ...whole, endpoints: Object.fromEntries(endpoints) };
  const modelId = device.modelId ?? '';
  const model = deviceModels.get(modelId);
  const collected: Collected = { attributes: {}, omitted: 0 };
  for (const [endpointId, endpoint] of endpoints) collect(Number(endpointId), endpoint, collected);
  collectBasic(device, collected.attributes);
  const values = model === undefined ? {} : { ...traitValues(collected.attributes), ...stateValues(state) };
  const attributes = model === undefined ? collected.attributes : held(collected.attributes, model.layout);
  const bindings = bindingsOf(device, database.coordinatorIeeeAddress);
  const reporting = reportingOf(device, attributes, model?.layout, collected);
  const memory: DeviceMemory = {
    ...withContent('values', values),
    ...withContent('attributes', attributes),
    ...withContent('reporting', reporting),
    ...(bindings.length > 0 ? { bindings } : {}),
    ...networkOf(device, database.coordinatorIeeeAddress),
    ...withContent('groups', groupsOf(device.ieeeAddr, database)),
  };
  const name = modelId.slice(0, modelIdMax);
  const entry: DeviceEntry = {
    model: name === '' ? 'unknown' : name,
    ieeeAddress: device.ieeeAddr,
    ...(model === undefined ? { generic: genericOf(device, endpoints) } : {}),
    ...(Object.keys(memory).length > 0 ? { memory } : {}),
  };
  const report = {
    id,
    ieeeAddress: device.ieeeAddr,
    modelId: entry.model,
    known: model !== undefined,
    attributes: Object.keys(collected.attributes).length,
    bindings: bindings.length,
    reportings: Object.keys(reporting).length,
    omitted: collected.omitted,
  };
  return { entry, report };
}

/** Who serves the clone to the same program, with its database and backup, finds all devices where they were. */
function networkOf(
  { nwkAddr }: DatabaseDevice,
  coordinator: string | undefined,
): Pick<DeviceMemory, 'network'> {
  if (coordinator === undefined || nwkAddr === undefined) return {};
  if (nwkAddr < 1 || nwkAddr > networkAddressMax) return {};
  return { network: { coordinator, address: nwkAddr } };
}

function withContent<K extends string, V extends object>(key: K, value: V): Partial<Record<K, V>> {
  return Object.keys(value).length > 0 ? ({ [key]: value } as Record<K, V>) : {};
}

function genericOf(device: DatabaseDevice, endpoints: [string, DatabaseEndpoint][]): GenericDevice {
  const described = endpoints.map(([id, { profId, devId, inClusterList, outClusterList }]) => [
    id,
    {
      profile: profId ?? homeAutomationProfileId,
      device: devId ?? 0,
      input: [...new Set(inClusterList)].slice(0, clustersMax),
      output: [...new Set(outClusterList)].slice(0, clustersMax),
    },
  ]);
  return {
    ...(device.manufName ? { manufacturer: device.manufName } : {}),
    manufacturerCode: device.manufId ?? 0,
    type: device.type === 'Router' ? 'router' : 'endDevice',
    power: device.powerSource === 'Battery' ? 'battery' : 'mains',
    // A device whose interview never got that far still has the endpoint that all have.
    endpoints:
      described.length > 0
        ? Object.fromEntries(described)
        : { 1: { profile: homeAutomationProfileId, device: 0, input: [0], output: [] } },
  };
}

/** The physical values that attributes tell, for models whose behaviour is known. */
function traitValues(attributes: Attributes): Record<string, boolean | number | string> {
  const values: Record<string, boolean | number | string> = {};
  for (const [path, { type, value }] of Object.entries(attributes)) {
    const [, cluster = '', attribute = '', manufacturer] = path.split('/');
    const trait = genericTraits.find(
      (each) =>
        hex(each.clusterId) === cluster && hex(each.attributeId) === attribute && manufacturer === undefined,
    );
    const converted = zclValue(type, value);
    if (trait === undefined || converted === undefined || trait.name in values) continue;
    values[trait.name] = trait.toPhysical(converted);
  }
  return values;
}

function stateValues(
  state: Readonly<Record<string, unknown>> | undefined,
): Record<string, boolean | number | string> {
  const values: Record<string, boolean | number | string> = {};
  for (const [name, value] of Object.entries(state ?? {})) {
    if (!stateNames.has(name)) continue;
    if (typeof value === 'boolean' || typeof value === 'number') values[name] = value;
    if (typeof value === 'string' && value.length <= 64) values[name] = value;
  }
  return values;
}

/** Of a known model: settings that others wrote. What it measures, its behaviour knows. */
function held(attributes: Attributes, layout: ServerLayout): Attributes {
  const slots = slotsByPath(layout);
  return Object.fromEntries(
    Object.entries(attributes).filter(([path, { type }]) => {
      const slot = slots.get(path);
      return slot?.attribute.writable === true && slot.attribute.type === type;
    }),
  );
}

function bindingsOf(
  device: DatabaseDevice,
  coordinatorIeeeAddress: string | undefined,
): NonNullable<DeviceMemory['bindings']> {
  const bindings: NonNullable<DeviceMemory['bindings']> = [];
  for (const [id, { binds = [] }] of Object.entries(device.endpoints)) {
    for (const { cluster, deviceIeeeAddress, endpointID, groupID } of binds) {
      const endpoint = Number(id);
      if (bindings.length >= bindingsMax) return bindings;
      if (groupID !== undefined) bindings.push({ endpoint, cluster, group: groupID });
      else if (deviceIeeeAddress !== undefined) {
        const to = deviceIeeeAddress === coordinatorIeeeAddress ? 'coordinator' : deviceIeeeAddress;
        bindings.push({ endpoint, cluster, to, toEndpoint: endpointID ?? 1 });
      }
    }
  }
  return bindings;
}

function reportingOf(
  device: DatabaseDevice,
  attributes: Attributes,
  layout: ServerLayout | undefined,
  collected: Collected,
): NonNullable<DeviceMemory['reporting']> {
  const slots = layout && slotsByPath(layout);
  const reporting: NonNullable<DeviceMemory['reporting']> = {};
  for (const [id, { configuredReportings = [], inClusterList }] of Object.entries(device.endpoints)) {
    for (const rule of configuredReportings) {
      const path = pathOf(Number(id), rule.cluster, rule.attrId, rule.manufacturerCode);
      const trait = genericTraits.find(
        ({ clusterId, attributeId }) => clusterId === rule.cluster && attributeId === rule.attrId,
      );
      const slot = slots?.get(path);
      const genericType =
        attributes[path]?.type ??
        (inClusterList.includes(rule.cluster) && trait?.name !== 'color_temp' && trait?.name !== 'battery'
          ? trait?.type
          : undefined);
      const type = slots === undefined ? genericType : slot?.attribute.reportable && slot.attribute.type;
      const change = typeof rule.repChange === 'number' ? rule.repChange : 0;
      const basic = rule.cluster === 0 && !rule.manufacturerCode;
      if (typeof type !== 'number' || basic || (isAnalog(type) && zclValue(type, change) === undefined)) {
        collected.omitted++;
        continue;
      }
      reporting[path] = {
        minimum: rule.minRepIntval,
        maximum: rule.maxRepIntval,
        ...(isAnalog(type) ? { change } : {}),
      };
    }
  }
  return reporting;
}

function groupsOf(ieeeAddress: string, database: HerdsmanDatabase): Record<string, number[]> {
  const groups: Record<string, number[]> = {};
  for (const { groupID, members } of database.groups) {
    for (const { deviceIeeeAddr, endpointID } of members) {
      if (deviceIeeeAddr !== ieeeAddress) continue;
      const ids = groups[endpointID] ?? [];
      if (!ids.includes(groupID) && ids.length < groupsMax) groups[endpointID] = [...ids, groupID];
    }
  }
  return groups;
}
