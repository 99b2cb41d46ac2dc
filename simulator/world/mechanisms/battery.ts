import { requireInRange } from '../validation.ts';

/** What a cell is like. */
export interface BatteryType {
  capacityMah: number;
  /** Open-circuit millivolts at 20 °C by the used share of the capacity (rising, 0 to 1). */
  curve: readonly (readonly [usedShare: number, mv: number])[];
  /** Below this, under load, a device with such a cell stops. */
  cutOffMv: number;
  /** Ohms when new; an old cell has up to four times that. */
  resistanceOhm: number;
  /** Share of the capacity that it loses by itself in a year. */
  selfDischargePerYear: number;
}

const lithiumCoin: BatteryType['curve'] = [
  [0, 3250],
  [0.03, 3080],
  [0.2, 3010],
  [0.6, 2960],
  [0.8, 2900],
  [0.9, 2780],
  [0.96, 2550],
  [1, 2000],
];

/** Cells that such devices have, after the makers' data sheets. */
export const batteryTypes = {
  cr1632: {
    capacityMah: 130,
    curve: lithiumCoin,
    cutOffMv: 1900,
    resistanceOhm: 25,
    selfDischargePerYear: 0.01,
  },
  cr2032: {
    capacityMah: 225,
    curve: lithiumCoin,
    cutOffMv: 1900,
    resistanceOhm: 12,
    selfDischargePerYear: 0.01,
  },
  cr2450: {
    capacityMah: 620,
    curve: lithiumCoin,
    cutOffMv: 1900,
    resistanceOhm: 8,
    selfDischargePerYear: 0.01,
  },
  cr2477: {
    capacityMah: 1000,
    curve: lithiumCoin,
    cutOffMv: 1900,
    resistanceOhm: 7,
    selfDischargePerYear: 0.01,
  },
  cr123a: {
    capacityMah: 1500,
    curve: lithiumCoin,
    cutOffMv: 1900,
    resistanceOhm: 0.5,
    selfDischargePerYear: 0.01,
  },
  alkalineAa: {
    capacityMah: 2600,
    curve: [
      [0, 1590],
      [0.1, 1480],
      [0.3, 1350],
      [0.6, 1240],
      [0.85, 1130],
      [0.95, 1000],
      [1, 800],
    ],
    cutOffMv: 850,
    resistanceOhm: 0.2,
    selfDischargePerYear: 0.03,
  },
  lithiumIon: {
    capacityMah: 2600,
    curve: [
      [0, 4180],
      [0.1, 4050],
      [0.5, 3720],
      [0.8, 3580],
      [0.92, 3400],
      [1, 3000],
    ],
    cutOffMv: 3050,
    resistanceOhm: 0.08,
    selfDischargePerYear: 0.15,
  },
} as const satisfies Record<string, BatteryType>;

export type BatteryTypeName = keyof typeof batteryTypes;

export interface BatteryOptions {
  type: BatteryTypeName;
  /** Cells in series, 1..10. Default 1. */
  cellCount?: number;
  /** Share of the capacity used before, 0..1. Default 0. */
  usedShare?: number;
  /** What the device draws while it sleeps, 0..100,000 µA. Default 4. */
  sleepMicroamps?: number;
  /** Below this it is low, in percent of the capacity, 1..99. Default 10. */
  lowPercent?: number;
  /** Under load below this many millivolts of the whole battery the device stops. Default: its type's. */
  deadMv?: number;
}

const msPerHour = 3_600_000;
const hoursPerYear = 8766;
const ageingResistance = 3;
/** Cold makes a cell weaker: millivolts for each K and cell below 20 °C, and its resistance doubles each 20 K. */
const coldMvPerK = 0.8;
const nominalC = 20;

/** A battery that sags: by what is drawn, by time, by cold, and for a moment under load. Times are of any one clock. */
export class Battery {
  readonly #type: BatteryType;
  readonly #cellCount: number;
  readonly #sleepMa: number;
  readonly #lowPercent: number;
  readonly #deadMv: number;
  #usedMah: number;
  #atMs: number;

  /** @throws ZigfleetError `invalid-value` for a figure out of its bounds */
  constructor(options: BatteryOptions, nowMs: number) {
    this.#type = batteryTypes[options.type];
    this.#cellCount = requireInRange('cellCount', options.cellCount ?? 1, 1, 10);
    this.#sleepMa = requireInRange('sleepMicroamps', options.sleepMicroamps ?? 4, 0, 100_000) / 1000;
    this.#lowPercent = requireInRange('lowPercent', options.lowPercent ?? 10, 1, 99);
    const newMv = openCircuitMv(this.#type, 0) * this.#cellCount;
    this.#deadMv = requireInRange(
      'deadMv',
      options.deadMv ?? this.#type.cutOffMv * this.#cellCount,
      0,
      newMv,
    );
    this.#usedMah = requireInRange('usedShare', options.usedShare ?? 0, 0, 1) * this.#type.capacityMah;
    this.#atMs = nowMs;
  }

  /** Draws a current for a time: a transmission is about 15 mA for 10 ms. @param milliamps - 0..10,000 */
  draw(milliamps: number, durationMs: number, nowMs: number): void {
    requireInRange('milliamps', milliamps, 0, 10_000);
    requireInRange('durationMs', durationMs, 0, 86_400_000);
    const usedMah = this.#usedMahAt(nowMs) + (milliamps * durationMs) / msPerHour;
    this.#set(usedMah, nowMs);
  }

  /** 0 (empty) .. 100 (new): what is left of the capacity. */
  percentAt(nowMs: number): number {
    return 100 * (1 - this.#usedMahAt(nowMs) / this.#type.capacityMah);
  }

  /** Millivolts at its terminals. @param loadMa - what is drawn at this moment */
  voltageMvAt(nowMs: number, temperatureC = nominalC, loadMa = 0): number {
    const usedShare = this.#usedMahAt(nowMs) / this.#type.capacityMah;
    const coldK = Math.max(0, nominalC - temperatureC);
    const ohm = this.#type.resistanceOhm * (1 + ageingResistance * usedShare) * 2 ** (coldK / 20);
    const cellMv = openCircuitMv(this.#type, usedShare) - coldMvPerK * coldK - loadMa * ohm;
    return Math.max(0, cellMv * this.#cellCount);
  }

  isLowAt(nowMs: number): boolean {
    return this.percentAt(nowMs) < this.#lowPercent;
  }

  /** Whether it can no longer carry the load. @param loadMa - what the device draws to work, by default a transmission */
  isDeadAt(nowMs: number, temperatureC = nominalC, loadMa = 15): boolean {
    return this.percentAt(nowMs) <= 0 || this.voltageMvAt(nowMs, temperatureC, loadMa) < this.#deadMv;
  }

  /** Puts a new one in, or one of which `percent` is left. @param percent - 0..100 */
  replace(nowMs: number, percent = 100): void {
    requireInRange('percent', percent, 0, 100);
    this.#set((1 - percent / 100) * this.#type.capacityMah, nowMs);
  }

  #set(usedMah: number, nowMs: number): void {
    this.#usedMah = Math.min(usedMah, this.#type.capacityMah);
    this.#atMs = Math.max(this.#atMs, nowMs);
  }

  #usedMahAt(nowMs: number): number {
    const { capacityMah, selfDischargePerYear } = this.#type;
    const hours = Math.max(0, nowMs - this.#atMs) / msPerHour;
    const lossMa = (capacityMah * selfDischargePerYear) / hoursPerYear;
    return Math.min(capacityMah, this.#usedMah + hours * (this.#sleepMa + lossMa));
  }
}

function openCircuitMv({ curve }: BatteryType, usedShare: number): number {
  let [fromShare, fromMv] = curve[0] ?? [0, 0];
  for (const [toShare, toMv] of curve) {
    if (usedShare <= toShare) {
      const span = toShare - fromShare;
      return span > 0 ? fromMv + ((toMv - fromMv) * (usedShare - fromShare)) / span : toMv;
    }
    fromShare = toShare;
    fromMv = toMv;
  }
  return fromMv;
}
