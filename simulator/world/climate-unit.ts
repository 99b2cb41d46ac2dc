import type { ClimateUnit, ClimateUnitAbility } from './environment.ts';
import { requireInRange, requireOneOf } from './validation.ts';

/** A unit gives its full output this far from its setpoint, and proportionally less nearer to it. */
const bandK = 1;

export type ClimateMode = 'off' | 'heat' | 'cool' | 'auto';

/** What a unit does to the air for a moment: a fixed heat, and a pull towards a temperature. */
export interface Drive {
  heatW: number;
  /** W/K towards `towardsC`. */
  pullWPerK: number;
  towardsC: number;
}

/** The thermostat of a heater or an air conditioner, proportional near its setpoint. */
export class ThermostatUnit implements ClimateUnit {
  readonly ability: Readonly<Required<ClimateUnitAbility>>;
  readonly #settle: () => void;
  readonly #readAirC: () => number;
  readonly #isSupplied: () => boolean;
  #mode: ClimateMode;
  #setpointC: number;

  /**
   * @param settle - called before a change
   * @param heatingSetpointC - what it heats to from the first; left out, it is off
   * @throws ZigfleetError `invalid-value` for an ability outside its bounds
   */
  constructor(
    ability: ClimateUnitAbility,
    settle: () => void,
    readAirC: () => number,
    isSupplied: () => boolean,
    heatingSetpointC?: number,
  ) {
    this.ability = {
      heatingMaxW: requireInRange('heatingMaxW', ability.heatingMaxW, 0, 50_000),
      coolingMaxW: requireInRange('coolingMaxW', ability.coolingMaxW, 0, 50_000),
      takesOverRadiator: ability.takesOverRadiator ?? false,
    };
    this.#settle = settle;
    this.#readAirC = readAirC;
    this.#isSupplied = isSupplied;
    this.#mode = heatingSetpointC === undefined ? 'off' : 'heat';
    this.#setpointC = heatingSetpointC ?? 20;
  }

  set(mode: ClimateMode, setpointC: number): void {
    requireOneOf('The mode of a climate unit', mode, ['off', 'heat', 'cool', 'auto']);
    requireInRange('A setpoint in °C', setpointC, -20, 60);
    this.#settle();
    this.#mode = mode;
    this.#setpointC = setpointC;
  }

  get outputW(): number {
    const airC = this.#readAirC();
    const { heatW, pullWPerK, towardsC } = this.driveAt(airC);
    return heatW + pullWPerK * (towardsC - airC);
  }

  /** What it does while the air is at `airC`. */
  driveAt(airC: number): Drive {
    // A radiator's valve runs on a battery; everything else needs mains.
    const isAble = this.#mode !== 'off' && (this.ability.takesOverRadiator || this.#isSupplied());
    const belowK = this.#setpointC - airC;
    const maxW = belowK > 0 ? this.ability.heatingMaxW : this.ability.coolingMaxW;
    const isWanted = belowK > 0 ? this.#mode !== 'cool' : this.#mode !== 'heat';
    if (!isAble || !isWanted) return { heatW: 0, pullWPerK: 0, towardsC: this.#setpointC };
    if (Math.abs(belowK) >= bandK) {
      return { heatW: Math.sign(belowK) * maxW, pullWPerK: 0, towardsC: this.#setpointC };
    }
    return { heatW: 0, pullWPerK: maxW / bandK, towardsC: this.#setpointC };
  }
}
