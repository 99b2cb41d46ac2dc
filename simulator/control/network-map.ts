import type { RadioService } from '../house/radio-service.ts';
import type { VirtualCoordinator } from '../network/coordinator.ts';
import type { VirtualNode } from '../network/node.ts';
import { zdoSubjectOf } from '../network/zdo-subjects.ts';
import type { HouseDirector } from './house-director.ts';
import { parentOf, stationId } from './house-view.ts';

export interface MapStation {
  /** As the house calls it; `coordinator` for the coordinator. */
  id: string;
  ieeeAddress: string;
  networkAddress: number;
  type: 'coordinator' | 'router' | 'endDevice';
  /** Whether it hears and is heard now. */
  listening: boolean;
  parent: string | null;
  /** Hops to the coordinator; null if there is no way. */
  hops: number | null;
}

/** A row of a station's neighbour table. */
export interface MapLink {
  from: string;
  to: string;
  /** How well `from` hears `to`, 0..255. */
  linkQuality: number;
  /** What `to` is to `from`. */
  relationship: 'parent' | 'child' | 'sibling' | 'none';
}

/** A row of a station's routing table. */
export interface MapRoute {
  at: string;
  destination: string;
  nextHop: string;
}

/** One hub's network. */
export interface NetworkMap {
  hub: string;
  running: boolean;
  channel: number | null;
  panId: number | null;
  stations: MapStation[];
  links: MapLink[];
  routes: MapRoute[];
  /** Devices of the house that are in no network. */
  absent: string[];
}

/**
 * The maps of a house's networks: what their nodes would answer if asked for their tables over ZDO.
 * @param hubId - only this one's; absent: all
 * @throws ZigfleetError `not-found`, with the nearest id there is
 */
export function networkMaps(director: HouseDirector, hubId?: string): NetworkMap[] {
  return director.house.radiosOf(hubId).map(mapOf);
}

function mapOf(radio: RadioService): NetworkMap {
  const { network, placed, hub } = radio;
  const { parameters } = network.coordinator;
  const members = [...placed.values()].map(({ node }) => node).filter(({ linked }) => linked);
  const stations: (VirtualCoordinator | VirtualNode)[] = parameters
    ? [network.coordinator, ...members]
    : members;
  const nameOf = (ieeeAddress: string) => stationId(radio, ieeeAddress) ?? ieeeAddress;
  const nameAt = (networkAddress: number) => nameOf(network.ieeeAddressOf(networkAddress) ?? '');
  const tables = stations.map((station) => ({ station, subject: zdoSubjectOf(network, station) }));
  return {
    hub: hub.id,
    running: parameters !== undefined,
    channel: parameters?.channel ?? null,
    panId: parameters?.panId ?? null,
    stations: stations.map((station) => stationOf(radio, station)),
    links: tables.flatMap(({ station, subject }) =>
      subject.neighbours().map(({ ieeeAddress, linkQuality, relationship }) => ({
        from: nameOf(station.ieeeAddress),
        to: nameOf(ieeeAddress),
        linkQuality,
        relationship,
      })),
    ),
    routes: tables.flatMap(({ station, subject }) =>
      subject.routes().map(({ destination, nextHop }) => ({
        at: nameOf(station.ieeeAddress),
        destination: nameAt(destination),
        nextHop: nameAt(nextHop),
      })),
    ),
    absent: [...placed.values()].filter(({ node }) => !node.linked).map(({ entry }) => entry.id),
  };
}

function stationOf(radio: RadioService, station: VirtualCoordinator | VirtualNode): MapStation {
  const { topology, coordinator } = radio.network;
  const common = {
    id: stationId(radio, station.ieeeAddress) ?? station.ieeeAddress,
    ieeeAddress: station.ieeeAddress,
    networkAddress: station.networkAddress,
    listening: station.listening,
  };
  if (!('application' in station)) return { ...common, type: 'coordinator', parent: null, hops: 0 };
  return {
    ...common,
    type: station.isRouter ? 'router' : 'endDevice',
    parent: parentOf(radio, station),
    hops: topology.path(coordinator, station)?.length ?? null,
  };
}
