import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
import { type AnyVariable, Variable, type VariableSpec } from '../variable.ts';

const temperature: VariableSpec<number> = {
  name: 'temperature',
  description: 'The air around it',
  type: 'number',
  unit: '°C',
  minimum: -40,
  maximum: 60,
  settable: true,
};
const humidity: VariableSpec<number> = {
  name: 'humidity',
  description: 'Relative humidity of the air around it',
  type: 'number',
  unit: '%',
  minimum: 0,
  maximum: 100,
  settable: true,
};
const pressure: VariableSpec<number> = {
  name: 'pressure',
  description: 'Pressure of the air around it',
  type: 'number',
  unit: 'hPa',
  minimum: 500,
  maximum: 1200,
  settable: true,
};

/** How often the sensor wakes to measure, unless it reports more often than that. */
const sampleEveryMs = 10_000;
/** Standard deviations of a common sensor chip's noise (Sensirion SHT30 with a barometer). */
const temperatureNoise = 0.015;
const humidityNoise = 0.08;
const pressureNoise = 0.05;

/** Measures temperature, humidity and pressure now and then. */
export class ClimateSensing implements Behaviour, Repeated {
  readonly temperature: Variable<number>;
  readonly humidity: Variable<number>;
  readonly pressure: Variable<number>;
  /** Called after every measurement. */
  onSample: (() => void) | undefined;
  readonly #context: BehaviourContext;
  readonly #timer: RepeatingTimer;

  constructor(context: BehaviourContext) {
    const { surroundings } = context;
    this.#context = context;
    this.temperature = new Variable(temperature, round(surroundings.temperature(), 100));
    this.humidity = new Variable(humidity, round(surroundings.humidity(), 100));
    this.pressure = new Variable(pressure, round(surroundings.pressure(), 10));
    this.#timer = new RepeatingTimer(context.clock, this);
  }

  get name(): string {
    return 'climate';
  }

  get variables(): readonly AnyVariable[] {
    return [this.temperature, this.humidity, this.pressure];
  }

  start(): void {
    this.repeat();
    this.#timer.start();
  }

  stop(): void {
    this.#timer.stop();
  }

  repeatAfterMs(): number {
    return Math.min(sampleEveryMs, this.#context.settings.reportEveryMs ?? sampleEveryMs);
  }

  repeat(): void {
    const { surroundings, random } = this.#context;
    this.temperature.set(round(random.normal(surroundings.temperature(), temperatureNoise), 100), 'physics');
    this.humidity.set(round(random.normal(surroundings.humidity(), humidityNoise), 100), 'physics');
    this.pressure.set(round(random.normal(surroundings.pressure(), pressureNoise), 10), 'physics');
    this.onSample?.();
  }
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
