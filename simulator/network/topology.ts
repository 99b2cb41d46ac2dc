import { linkCost, linkQualityAt, type Position } from './radio-conditions.ts';

/** Anything with a radio, as the topology sees it. */
export interface Station {
  readonly position: Position | undefined;
  /** Link quality, 0..255, of its links when one of the two ends has no position. */
  readonly nearLinkQuality: number;
  /** Whether it relays for others now: the coordinator, or a router that is powered and in the network. */
  readonly relays: boolean;
  /** For an end device, the station through which all its frames go. */
  readonly parent: Station | undefined;
}

/** Who is reached over whom. Stations without a position hear everyone and are heard by everyone. */
export class Topology {
  readonly #relays = new Set<Station>();
  readonly #trees = new Map<Station, Map<Station, Station>>();
  #version = 1;

  /** Changes whenever a route may have changed: what was worked out before is then out of date. */
  get version(): number {
    return this.#version;
  }

  get relays(): ReadonlySet<Station> {
    return this.#relays;
  }

  /** A station came, went, moved, or lost or got back its power. */
  update(station: Station): void {
    if (station.relays) this.#relays.add(station);
    else this.#relays.delete(station);
    this.invalidate();
  }

  remove(station: Station): void {
    this.#relays.delete(station);
    this.invalidate();
  }

  invalidate(): void {
    this.#version++;
    this.#trees.clear();
  }

  /** 0..255; 0 means out of range. */
  linkQuality(one: Station, other: Station): number {
    if (!one.position || !other.position) return Math.min(one.nearLinkQuality, other.nearLinkQuality);
    return linkQualityAt(Math.hypot(one.position.x - other.position.x, one.position.y - other.position.y));
  }

  /** The stations that a frame passes after `from`, the last being `to`; undefined if there is no way. */
  path(from: Station, to: Station): Station[] | undefined {
    if (from === to) return [];
    const entry = from.relays ? from : from.parent;
    const exit = to.relays ? to : to.parent;
    if (!entry?.relays || !exit?.relays) return undefined;
    const between = entry === exit ? [] : this.#relayPath(entry, exit);
    if (!between) return undefined;
    const path = [...(entry === from ? [] : [entry]), ...between];
    if (exit !== to) path.push(to);
    return path;
  }

  /** The next relay from one relay towards another; undefined if there is no way. */
  nextHop(from: Station, to: Station): Station | undefined {
    return this.path(from, to)?.[0];
  }

  #relayPath(entry: Station, exit: Station): Station[] | undefined {
    const direct = this.linkQuality(entry, exit);
    // Two good hops are never cheaper than one of cost 2, so most routes need no search.
    if (direct > 0 && linkCost(direct) <= 2) return [exit];
    let tree = this.#trees.get(entry);
    if (!tree) {
      tree = this.#shortestPaths(entry);
      this.#trees.set(entry, tree);
    }
    const path: Station[] = [];
    for (let station: Station | undefined = exit; station && station !== entry; station = tree.get(station)) {
      path.push(station);
    }
    return tree.has(exit) ? path.reverse() : undefined;
  }

  /** Dijkstra over the relays: for each one that can be reached, the station before it. */
  #shortestPaths(source: Station): Map<Station, Station> {
    const costs = new Map<Station, number>([[source, 0]]);
    const previous = new Map<Station, Station>();
    const open = new Set<Station>(this.#relays);
    open.add(source);
    for (;;) {
      let nearest: Station | undefined;
      let nearestCost = Number.POSITIVE_INFINITY;
      for (const station of open) {
        const cost = costs.get(station);
        if (cost !== undefined && cost < nearestCost) {
          nearest = station;
          nearestCost = cost;
        }
      }
      if (!nearest) return previous;
      open.delete(nearest);
      for (const station of open) {
        const quality = this.linkQuality(nearest, station);
        if (quality === 0) continue;
        const cost = nearestCost + linkCost(quality);
        if (cost < (costs.get(station) ?? Number.POSITIVE_INFINITY)) {
          costs.set(station, cost);
          previous.set(station, nearest);
        }
      }
    }
  }
}
