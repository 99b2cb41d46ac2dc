import type { Subscription } from '../../world/environment.ts';
import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
import { type AnyVariable, Variable, type VariableSpec } from '../variable.ts';

export type Hazard = 'water' | 'smoke' | 'gas';

interface HazardKind {
  alarm: VariableSpec<boolean>;
  density: VariableSpec<number>;
  sampleEveryMs: number;
  /** From this density on it is an alarm, at the middle sensitivity. */
  threshold: number;
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
  },
  gas: {
    alarm: alarm('gas', 'Whether there is combustible gas'),
    density: density('gas_concentration', '% LEL', 100),
    sampleEveryMs: 4_000,
    threshold: 8,
  },
};

const tamper = alarm('tamper', 'Whether it was opened or taken off its place');
/** So far it must fall below the threshold before the alarm ends. */
const hysteresis = 0.7;

/** Water, smoke or gas around a device, and whether that is an alarm. */
export class HazardSensing implements Behaviour, Repeated {
  readonly name = 'hazard';
  readonly alarm: Variable<boolean>;
  readonly density: Variable<number>;
  readonly tamper = new Variable<boolean>(tamper, false);
  /** Multiplies the threshold: 0.5 is twice as sensitive. */
  thresholdFactor = 1;
  readonly #context: BehaviourContext;
  readonly #hazard: Hazard;
  readonly #timer: RepeatingTimer;
  #subscription: Subscription | undefined;

  constructor(context: BehaviourContext, hazard: Hazard) {
    const kind = kinds[hazard];
    this.#context = context;
    this.#hazard = hazard;
    this.alarm = new Variable(kind.alarm, false);
    this.density = new Variable(kind.density, 0);
    this.#timer = new RepeatingTimer(context.clock, this);
    this.density.watch(({ cause }) => {
      if (cause === 'outside') this.#judge();
    });
  }

  get variables(): readonly AnyVariable[] {
    return [this.alarm, this.density, this.tamper];
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
    const limit = kinds[this.#hazard].threshold * this.thresholdFactor;
    const { value } = this.density;
    this.alarm.set(this.alarm.value ? value >= limit * hysteresis : value >= limit, 'physics');
  }
}
