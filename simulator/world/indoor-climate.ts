import { type AirExchange, airHeatJPerM3K } from './air-exchange.ts';
import type { PlaceContents } from './place-contents.ts';
import { relativeHumidityPercent, saturationGPerM3 } from './vapour.ts';
import type { Sky, Weather } from './weather.ts';

/** Air and structure move on in steps that end at the multiples of this, and where a cause changes. */
const stepMs = 10_000;
/** Furniture and surfaces that follow the air at once, as multiples of the air's own heat. */
const airMass = 3;
/** Furnishings take up vapour: so many times what the air alone would hold. */
const vapourBuffer = 4;
/** What walls, floor and ceiling hold for each m² of floor, and how they pass it to the air. */
const structureJPerM2K = 150_000;
const surfaceWPerM2K = 3;
/** Air leaves the coil of an air conditioner with as much water as saturated air of 12 °C. */
const coilVapourGPerM3 = saturationGPerM3(12);
const coilFallK = 12;
/** Nothing physical here leaves these bounds; they keep an absurd house file from giving absurd numbers. */
const temperatureMinC = -60;
const temperatureMaxC = 90;

interface AirState {
  airC: number;
  structureC: number;
  vapourGPerM3: number;
}

/**
 * Temperature and humidity in the rooms. Each room's air is coupled to its walls, to the rooms next door and to the
 * open air, and heated by sun, people, appliances and radiators. A step uses the exact solution for one room while its
 * neighbours stand still, so no step can overshoot. Reading between steps evaluates that solution and changes nothing:
 * what is read never depends on how often it was read.
 */
export class IndoorClimate {
  readonly #exchange: AirExchange;
  readonly #contents: readonly PlaceContents[];
  readonly #weather: Weather;
  #states: AirState[];
  #sky: Sky;
  #atMs: number;
  readonly #originMs: number;

  /** @param contents - in the order of the exchange's rooms */
  constructor(exchange: AirExchange, contents: readonly PlaceContents[], weather: Weather, startMs: number) {
    this.#exchange = exchange;
    this.#contents = contents;
    this.#weather = weather;
    this.#originMs = startMs;
    this.#atMs = startMs;
    this.#sky = weather.at(startMs);
    const skyVapour = vapourOf(this.#sky);
    this.#states = contents.map(({ room }) => {
      const airC = room.initialTemperatureC ?? room.heatingSetpointC ?? this.#sky.temperatureC;
      const vapourGPerM3 = Math.min(skyVapour * 1.15 + 0.5, 0.7 * saturationGPerM3(airC));
      return { airC, structureC: airC, vapourGPerM3 };
    });
  }

  /** Moves on to `nowMs` under the causes that hold. */
  settle(nowMs: number): void {
    this.#stepTo(nowMs);
    if (nowMs > this.#atMs) this.#advance(nowMs);
  }

  temperatureC(index: number, nowMs: number): number {
    return this.#peek(index, nowMs).airC;
  }

  humidityPercent(index: number, nowMs: number): number {
    const { vapourGPerM3, airC } = this.#peek(index, nowMs);
    return relativeHumidityPercent(vapourGPerM3, airC);
  }

  /** Replaces the air of a room; its walls stay as they are. Call `settle` before. */
  setAir(index: number, air: { temperatureC?: number; humidityPercent?: number }): void {
    const state = this.#states[index];
    if (!state) return;
    const humidity = air.humidityPercent ?? relativeHumidityPercent(state.vapourGPerM3, state.airC);
    state.airC = air.temperatureC ?? state.airC;
    state.vapourGPerM3 = (humidity / 100) * saturationGPerM3(state.airC);
  }

  #peek(index: number, nowMs: number): AirState {
    this.#stepTo(nowMs);
    return this.#after(index, (nowMs - this.#atMs) / 1000);
  }

  /** Takes the whole steps up to `nowMs`, but no part of one. */
  #stepTo(nowMs: number): void {
    for (;;) {
      const nextMs = this.#originMs + (Math.floor((this.#atMs - this.#originMs) / stepMs) + 1) * stepMs;
      if (nextMs > nowMs) return;
      this.#advance(nextMs);
    }
  }

  #advance(toMs: number): void {
    const stepS = (toMs - this.#atMs) / 1000;
    this.#states = this.#states.map((_, index) => this.#after(index, stepS));
    this.#atMs = toMs;
    this.#sky = this.#weather.at(toMs);
  }

  /** The room `stepS` seconds after the last step, its neighbours standing still. */
  #after(index: number, stepS: number): AirState {
    const state = this.#states[index];
    const contents = this.#contents[index];
    if (!state || !contents || stepS <= 0) return state ?? this.#open();
    const { room } = contents;
    if (room.isOutside) return this.#open();
    const { airC, structureC, vapourGPerM3 } = state;
    const emission = contents.emission(this.#sky.illuminanceLx);

    const structureWPerK =
      surfaceWPerM2K * (2 * room.floorAreaM2 + 4 * Math.sqrt(room.floorAreaM2) * room.heightM);
    let pullWPerK = structureWPerK;
    let heatW = structureWPerK * structureC + emission.heatW;
    let flowM3PerS = 0;
    let vapourGPerS = emission.vapourGPerS;
    for (const link of this.#exchange.linksOf(index)) {
      const neighbour = link.neighbour < 0 ? this.#open() : (this.#states[link.neighbour] ?? state);
      pullWPerK += link.conductanceWPerK;
      heatW += link.conductanceWPerK * neighbour.airC;
      flowM3PerS += link.flowM3PerS;
      vapourGPerS += link.flowM3PerS * neighbour.vapourGPerM3;
    }
    for (const unit of contents.activeUnits()) {
      const drive = unit.driveAt(airC);
      pullWPerK += drive.pullWPerK;
      heatW += drive.heatW + drive.pullWPerK * drive.towardsC;
      const outputW = drive.heatW + drive.pullWPerK * (drive.towardsC - airC);
      if (outputW < 0 && vapourGPerM3 > coilVapourGPerM3) {
        const coilM3PerS = -outputW / (airHeatJPerM3K * coilFallK);
        flowM3PerS += coilM3PerS;
        vapourGPerS += coilM3PerS * coilVapourGPerM3;
      }
    }
    const nextAirC = clampC(
      relax(airC, heatW / pullWPerK, (pullWPerK * stepS) / (room.volumeM3 * airHeatJPerM3K * airMass)),
    );
    const nextVapour = relax(
      vapourGPerM3,
      vapourGPerS / flowM3PerS,
      (flowM3PerS * stepS) / (room.volumeM3 * vapourBuffer),
    );
    return {
      airC: nextAirC,
      structureC: relax(structureC, airC, (structureWPerK * stepS) / (structureJPerM2K * room.floorAreaM2)),
      vapourGPerM3: Math.min(nextVapour, saturationGPerM3(nextAirC)),
    };
  }

  #open(): AirState {
    const { temperatureC } = this.#sky;
    return { airC: temperatureC, structureC: temperatureC, vapourGPerM3: vapourOf(this.#sky) };
  }
}

function vapourOf(sky: Sky): number {
  return (sky.humidityPercent / 100) * saturationGPerM3(sky.temperatureC);
}

/** Where something ends that decays from `from` towards `to` for `steps` time constants. */
function relax(from: number, to: number, steps: number): number {
  return to + (from - to) * Math.exp(-steps);
}

function clampC(temperatureC: number): number {
  return Math.min(temperatureMaxC, Math.max(temperatureMinC, temperatureC));
}
