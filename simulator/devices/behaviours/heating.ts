import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';

export type HeatingMode = 'off' | 'heat' | 'cool' | 'auto';

const modes: readonly HeatingMode[] = ['off', 'heat', 'cool', 'auto'];
const localTemperature: VariableSpec<number> = {
  name: 'local_temperature',
  description: 'The air around it',
  type: 'number',
  unit: '°C',
  minimum: -20,
  maximum: 60,
  settable: true,
};
const setpointSpec: VariableSpec<number> = {
  name: 'occupied_heating_setpoint',
  description: 'What it keeps the room at',
  type: 'number',
  unit: '°C',
  minimum: 5,
  maximum: 30,
  settable: true,
};
const modeSpec: VariableSpec<HeatingMode> = {
  name: 'system_mode',
  description: 'What it does to the room',
  type: 'enum',
  values: modes,
  settable: true,
};

const sampleEveryMs = 10_000;
const noise = 0.02;

export interface HeatingAbility {
  /** W */
  heatingMaxW: number;
  /** W */
  coolingMaxW: number;
  takesOverRadiator?: boolean;
}

/** A thermostat: measures the air and heats or cools the room towards its setpoint. */
export class Heating implements Behaviour, Repeated {
  readonly name = 'heating';
  /** 0.1 °C steps. */
  readonly localTemperature: Variable<number>;
  readonly setpoint = new Variable<number>(setpointSpec, 21);
  readonly mode = new Variable<HeatingMode>(modeSpec, 'heat');
  readonly #context: BehaviourContext;
  readonly #ability: HeatingAbility;
  readonly #timer: RepeatingTimer;

  constructor(context: BehaviourContext, ability: HeatingAbility) {
    this.#context = context;
    this.#ability = ability;
    this.localTemperature = new Variable(localTemperature, round(context.surroundings.temperature()));
    this.#timer = new RepeatingTimer(context.clock, this);
    this.setpoint.watch(() => this.#drive());
    this.mode.watch(() => this.#drive());
  }

  get variables(): readonly AnyVariable[] {
    return [this.localTemperature, this.setpoint, this.mode];
  }

  start(): void {
    this.#drive();
    this.#timer.start();
  }

  stop(): void {
    this.#timer.stop();
  }

  /** @param setpointC - kept within what it can be set to */
  setTo(setpointC: number): void {
    this.setpoint.release();
    this.setpoint.set(setpointC, 'command');
  }

  switchTo(mode: HeatingMode): void {
    this.mode.release();
    this.mode.set(mode, 'command');
  }

  /** Whether it gives heat now (1), cold (-1), or nothing. */
  get output(): -1 | 0 | 1 {
    const { value: mode } = this.mode;
    const missing = this.setpoint.value - this.localTemperature.value;
    if (missing > 0 && (mode === 'heat' || mode === 'auto') && this.#ability.heatingMaxW > 0) return 1;
    return missing < 0 && (mode === 'cool' || mode === 'auto') && this.#ability.coolingMaxW > 0 ? -1 : 0;
  }

  state(): Record<string, PhysicalValue> {
    return { setpoint: this.setpoint.value, mode: this.mode.value };
  }

  restore(saved: Readonly<Record<string, unknown>>): void {
    if (typeof saved.setpoint === 'number') this.setpoint.set(saved.setpoint, 'physics');
    const mode = modes.find((candidate) => candidate === saved.mode);
    if (mode !== undefined) this.mode.set(mode, 'physics');
  }

  repeatAfterMs(): number {
    return Math.min(sampleEveryMs, this.#context.settings.reportEveryMs ?? sampleEveryMs);
  }

  repeat(): void {
    const { surroundings, random } = this.#context;
    this.localTemperature.set(round(random.normal(surroundings.temperature(), noise)), 'physics');
  }

  #drive(): void {
    const { place } = this.#context;
    if (place === undefined) return;
    place.environment.climateUnit(place.name, this.#ability).set(this.mode.value, this.setpoint.value);
  }
}

function round(celsius: number): number {
  return Math.round(celsius * 10) / 10;
}
