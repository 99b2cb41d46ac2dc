/**
 * Something that is plugged in, or that runs water: what it draws is constant between its changes, so energy is exact.
 * All times are world time in milliseconds. Its owner calls `advance` at `nextChangeMs`.
 */
export interface Appliance {
  /** Watts while supplied as it is now; 0 without supply. */
  readonly powerW: number;
  /** Grams of water vapour that it gives to the air each second. */
  readonly vapourGPerS: number;
  /** When it next changes by itself; Infinity if it will not. */
  readonly nextChangeMs: number;
  advance(nowMs: number): void;
  /** The mains at its plug comes or goes. */
  setSupplied(supplied: boolean, nowMs: number): void;
  /** Somebody presses its button: starts it, or turns it over. */
  use(nowMs: number): void;
}
