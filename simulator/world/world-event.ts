/** What happened in the world, past tense. `atMs` is world time: milliseconds since the Unix epoch. */
export type WorldEvent =
  | PersonEvent
  | OpeningEvent
  | BoltTurned
  | HazardEvent
  | MainsEvent
  | OutletLoadChanged
  | ObjectShaken;

/** How someone or something turned the bolt of a door. `knob` is from inside without a key. */
export const boltWays = ['key', 'knob', 'pin', 'fingerprint', 'card', 'remote', 'automatic'] as const;
export type BoltWay = (typeof boltWays)[number];

/**
 * `personMoved` is motion: it comes with every entering, before every leaving and whenever somebody awake stirs.
 * `personArrived` ends a walk; `personBlocked` ends it before a door that stays shut.
 */
export interface PersonEvent {
  type:
    | 'personEntered'
    | 'personMoved'
    | 'personLeft'
    | 'personArrived'
    | 'personBlocked'
    | 'personFellAsleep'
    | 'personWoke';
  atMs: number;
  /** The place that it happened in: the one entered, the one left. */
  place: string;
  person: string;
  /** For entering, where from; for leaving, where to. */
  otherPlace?: string;
  /** For entering, leaving and being blocked: the door or passage. */
  opening?: string;
}

/** A door or window opened or closed. Doors open before whoever opens them is on the other side. */
export interface OpeningEvent {
  type: 'openingOpened' | 'openingClosed';
  atMs: number;
  opening: string;
  places: readonly [string, string];
  /** The person who did it; absent when a story or a motor did. */
  person?: string;
}

/** The bolt of a door went out (`extended`: locked) or in. */
export interface BoltTurned {
  type: 'boltTurned';
  atMs: number;
  opening: string;
  places: readonly [string, string];
  extended: boolean;
  way: BoltWay;
  person?: string;
}

/** Water, smoke or gas has become noticeable in a place, or is so no longer. Thresholds: `hazardThresholds`. */
export interface HazardEvent {
  type: 'waterAppeared' | 'waterGone' | 'smokeAppeared' | 'smokeCleared' | 'gasAppeared' | 'gasCleared';
  atMs: number;
  place: string;
}

/** A circuit lost its mains or has it again. */
export interface MainsEvent {
  type: 'mainsLost' | 'mainsRestored';
  atMs: number;
  circuit: string;
  places: readonly string[];
}

/** The power that an outlet delivers has changed. */
export interface OutletLoadChanged {
  type: 'outletLoadChanged';
  atMs: number;
  place: string;
  outlet: string;
  /** Watts, >= 0. */
  powerW: number;
}

/** Something was knocked or shaken. */
export interface ObjectShaken {
  type: 'objectShaken';
  atMs: number;
  place: string;
  /** The thing, as stories and house files name it: a window, a cupboard, a bicycle. */
  object: string;
  /** 0..1: a touch is 0.1, a hammer is 1. */
  strength: number;
}
