import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';

const modes = ['off', 'heat', 'cool', 'auto', 'emergency_heating', 'dry', 'fan_only'] as const;
export type HeatingMode = (typeof modes)[number];

/** In which of them it heats, and in which it cools: air is dried by cooling it. */
const heatingModes: ReadonlySet<HeatingMode> = new Set(['heat', 'auto', 'emergency_heating']);
const coolingModes: ReadonlySet<HeatingMode> = new Set(['cool', 'auto', 'dry']);
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
const coolingSetpointSpec: VariableSpec<number> = {
  name: 'occupied_cooling_setpoint',
  description: 'What it does not let the room get warmer than',
  type: 'number',
  unit: '°C',
  minimum: 5,
  maximum: 32,
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

/** A thermostat: measures the air and heats or cools the room towards its setpoints. */
export class Heating implements Behaviour, Repeated {
  /** 0.1 °C steps. */
  readonly localTemperature: Variable<number>;
  readonly setpoint = new Variable<number>(setpointSpec, 21);
  /** Undefined for what only heats. */
  readonly coolingSetpoint: Variable<number> | undefined;
  readonly mode = new Variable<HeatingMode>(modeSpec, 'heat');
  readonly #context: BehaviourContext;
  readonly #ability: HeatingAbility;
  readonly #timer: RepeatingTimer;
  #calibrationC = 0;
  #externalC: number | undefined;
  #overrideC: number | undefined;

  constructor(context: BehaviourContext, ability: HeatingAbility) {
    this.#context = context;
    this.#ability = ability;
    this.localTemperature = new Variable(localTemperature, round(context.surroundings.temperature()));
    this.coolingSetpoint = ability.coolingMaxW > 0 ? new Variable(coolingSetpointSpec, 26) : undefined;
    this.#timer = new RepeatingTimer(context.clock, this);
    const drive = () => this.#drive();
    for (const variable of this.variables) variable.watch(drive);
  }

  get name(): string {
    return 'heating';
  }

  get variables(): readonly AnyVariable[] {
    const { localTemperature, setpoint, coolingSetpoint, mode } = this;
    return [localTemperature, setpoint, mode, ...(coolingSetpoint === undefined ? [] : [coolingSetpoint])];
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

  /** @param setpointC - kept within what it can be set to */
  coolTo(setpointC: number): void {
    this.coolingSetpoint?.release();
    this.coolingSetpoint?.set(setpointC, 'command');
  }

  switchTo(mode: HeatingMode): void {
    this.mode.release();
    this.mode.set(mode, 'command');
  }

  /** What is added to all that it measures from now on, °C. */
  calibrate(offsetC: number): void {
    this.#calibrationC = offsetC;
    this.repeat();
  }

  /** What a sensor elsewhere measures, °C, which counts instead of its own; undefined: its own again. */
  measureBy(externalC: number | undefined): void {
    this.#externalC = externalC;
    this.repeat();
  }

  /** What it heats to instead of its setpoint, °C (nobody is at home, a window is open); undefined: its setpoint again. */
  override(setpointC: number | undefined): void {
    this.#overrideC = setpointC;
    this.#drive();
  }

  /** Whether it gives heat now (1), cold (-1), or nothing. */
  get output(): -1 | 0 | 1 {
    const { heatingMaxW } = this.#ability;
    if (this.#heats && heatingMaxW > 0 && this.localTemperature.value < this.#heatingC) return 1;
    return this.#cools && this.localTemperature.value > this.#coolingC ? -1 : 0;
  }

  facts(): Record<string, PhysicalValue> {
    const { output } = this;
    return {
      running_state: output > 0 ? 'heat' : output < 0 ? 'cool' : 'idle',
      ...(this.#externalC === undefined ? {} : { external_temperature_input: this.#externalC }),
    };
  }

  state(): Record<string, PhysicalValue> {
    const cooling = this.coolingSetpoint?.value;
    return {
      setpoint: this.setpoint.value,
      mode: this.mode.value,
      ...(cooling === undefined ? {} : { coolingSetpoint: cooling }),
    };
  }

  restore(saved: Readonly<Record<string, unknown>>): void {
    if (typeof saved.setpoint === 'number') this.setpoint.set(saved.setpoint, 'physics');
    if (typeof saved.coolingSetpoint === 'number')
      this.coolingSetpoint?.set(saved.coolingSetpoint, 'physics');
    const mode = modes.find((candidate) => candidate === saved.mode);
    if (mode !== undefined) this.mode.set(mode, 'physics');
  }

  repeatAfterMs(): number {
    return Math.min(sampleEveryMs, this.#context.settings.reportEveryMs ?? sampleEveryMs);
  }

  repeat(): void {
    const { surroundings, random } = this.#context;
    const measuredC = this.#externalC ?? random.normal(surroundings.temperature(), noise);
    this.localTemperature.set(round(measuredC + this.#calibrationC), 'physics');
  }

  get #heats(): boolean {
    return heatingModes.has(this.mode.value);
  }

  get #cools(): boolean {
    return this.coolingSetpoint !== undefined && coolingModes.has(this.mode.value);
  }

  get #heatingC(): number {
    return this.#overrideC ?? this.setpoint.value;
  }

  get #coolingC(): number {
    return this.coolingSetpoint?.value ?? Number.POSITIVE_INFINITY;
  }

  #drive(): void {
    const { place } = this.#context;
    if (place === undefined) return;
    const unit = place.environment.climateUnit(place.name, this.#ability);
    // Between its setpoints one that does both waits with whichever it will need.
    const isWarm = this.localTemperature.value > (this.#heatingC + this.#coolingC) / 2;
    if (this.#cools && (isWarm || !this.#heats)) unit.set('cool', this.#coolingC);
    else unit.set(this.#heats ? 'heat' : 'off', this.#heatingC);
  }
}

function round(celsius: number): number {
  return Math.round(celsius * 10) / 10;
}
