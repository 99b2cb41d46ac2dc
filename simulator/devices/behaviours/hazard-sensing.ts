import type { Timer } from '../../../src/common/clock.ts';
import type { Subscription } from '../../world/environment.ts';
import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
import {
  type AnyVariable,
  type PhysicalValue,
  Variable,
  type VariableChange,
  type VariableSpec,
} from '../variable.ts';

export type Hazard = 'water' | 'smoke' | 'gas';

interface HazardKind {
  alarm: VariableSpec<boolean>;
  density: VariableSpec<number>;
  sampleEveryMs: number;
  /** From this density on it is an alarm, at the middle sensitivity. */
  threshold: number;
  /** The number from 0 to 255 that devices tell for it, and so many of its steps are one of the density's unit. */
  told?: { trait: string; perUnit: number };
}

function density(name: string, unit: string, maximum: number): VariableSpec<number> {
  return {
    name,
    description: 'How much of it there is around it',
    type: 'number',
    unit,
    minimum: 0,
    maximum,
    settable: true,
  };
}

function alarm(name: string, description: string): VariableSpec<boolean> {
  return { name, description, type: 'boolean', settable: true };
}

const kinds: Record<Hazard, HazardKind> = {
  water: {
    alarm: alarm('water_leak', 'Whether its contacts stand in water'),
    density: density('water_depth', 'mm', 1000),
    sampleEveryMs: 60_000,
    threshold: 0.5,
  },
  smoke: {
    alarm: alarm('smoke', 'Whether there is smoke'),
    density: density('smoke_obscuration', 'dB/m', 100),
    sampleEveryMs: 8_000,
    threshold: 0.12,
    told: { trait: 'smoke_density', perUnit: 100 },
  },
  gas: {
    alarm: alarm('gas', 'Whether there is combustible gas'),
    density: density('gas_concentration', '% LEL', 100),
    sampleEveryMs: 4_000,
    threshold: 8,
    told: { trait: 'gas_density', perUnit: 1 },
  },
};

const tamper = alarm('tamper', 'Whether it was opened or taken off its place');
const test = alarm('test', 'Whether it tries its siren; set from outside, somebody presses its button');
/** So far it must fall below the threshold before the alarm ends. */
const hysteresis = 0.7;
const selfTestMs = 5_000;
const toldMax = 255;
/** How sensitive it can be, and what that multiplies the threshold by. */
const sensitivities = { low: 1.5, medium: 1, high: 0.6 } as const;
export type Sensitivity = keyof typeof sensitivities;

/** Water, smoke or gas around a device, and whether that is an alarm. */
export class HazardSensing implements Behaviour, Repeated {
  readonly alarm: Variable<boolean>;
  readonly density: Variable<number>;
  readonly tamper = new Variable<boolean>(tamper, false);
  readonly test = new Variable<boolean>(test, false);
  sensitivity: Sensitivity = 'medium';
  /** Called when something about it has changed. */
  onChange: (() => void) | undefined;
  /** How often it has alarmed in its life. */
  alarms = 0;
  readonly #context: BehaviourContext;
  readonly #hazard: Hazard;
  readonly #timer: RepeatingTimer;
  #subscription: Subscription | undefined;
  #testing: Timer | undefined;

  constructor(context: BehaviourContext, hazard: Hazard) {
    const kind = kinds[hazard];
    this.#context = context;
    this.#hazard = hazard;
    this.alarm = new Variable(kind.alarm, false);
    this.density = new Variable(kind.density, 0);
    this.#timer = new RepeatingTimer(context.clock, this);
    // One for all of them: houses are large.
    const heed = (change: VariableChange) => this.#heed(change);
    for (const variable of this.variables) variable.watch(heed);
  }

  get name(): string {
    return 'hazard';
  }

  get variables(): readonly AnyVariable[] {
    return [this.alarm, this.density, this.tamper, this.test];
  }

  /** Sounds its siren for a moment. */
  selfTest(): void {
    this.#testing?.cancel();
    this.#testing = this.#context.clock.setTimer(selfTestMs, () => this.#endTest());
    this.test.release();
    this.test.set(true, 'command');
  }

  /** How much there is of it as devices tell it: a whole number, 0..255. */
  get toldDensity(): number {
    const { told } = kinds[this.#hazard];
    return Math.min(toldMax, Math.round(this.density.value * (told?.perUnit ?? 1)));
  }

  facts(): Record<string, PhysicalValue> {
    const { told } = kinds[this.#hazard];
    return {
      sensitivity: this.sensitivity,
      trigger_count: this.alarms,
      ...(told === undefined ? {} : { [told.trait]: this.toldDensity }),
    };
  }

  state(): Record<string, PhysicalValue> {
    return { sensitivity: this.sensitivity, alarms: this.alarms };
  }

  restore({ sensitivity, alarms }: Readonly<Record<string, unknown>>): void {
    if (typeof sensitivity === 'string' && sensitivity in sensitivities) {
      this.sensitivity = sensitivity as Sensitivity;
    }
    if (typeof alarms === 'number') this.alarms = alarms;
  }

  start(): void {
    this.#timer.start();
    // Wet contacts and a full chamber wake it at once.
    this.#subscription = this.#context.place?.environment.subscribe(({ type }) => {
      if (type.startsWith(this.#hazard)) this.repeat();
    });
  }

  stop(): void {
    this.#timer.stop();
    this.#subscription?.cancel();
    this.#endTest();
  }

  #heed({ variable, cause }: VariableChange): void {
    const fromOutside = cause === 'outside';
    if (variable === this.alarm && this.alarm.value) this.alarms++;
    else if (variable === this.density && fromOutside) this.#judge();
    else if (variable === this.test && fromOutside && this.test.value) this.selfTest();
    else if (variable === this.test && fromOutside) this.#endTest();
    this.onChange?.();
  }

  #endTest(): void {
    this.#testing?.cancel();
    this.#testing = undefined;
    this.test.release();
    this.test.set(false, 'physics');
  }

  repeatAfterMs(): number {
    return kinds[this.#hazard].sampleEveryMs;
  }

  repeat(): void {
    const { environment } = this.#context.place ?? {};
    if (environment === undefined) return;
    const { waterDepthMm, smokeDensityDbPerM, gasPercentLel } = environment;
    const now = { water: waterDepthMm, smoke: smokeDensityDbPerM, gas: gasPercentLel }[this.#hazard];
    this.density.set(Math.round(now * 1000) / 1000, 'physics');
    this.#judge();
  }

  #judge(): void {
    const limit = kinds[this.#hazard].threshold * sensitivities[this.sensitivity];
    const { value } = this.density;
    this.alarm.set(this.alarm.value ? value >= limit * hysteresis : value >= limit, 'physics');
  }
}
