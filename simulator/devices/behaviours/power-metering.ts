import type { Subscription } from '../../world/environment.ts';
import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';
import type { Switching } from './switching.ts';

const load: VariableSpec<number> = {
  name: 'load',
  description: 'What the appliance behind it draws while it is switched on',
  type: 'number',
  unit: 'W',
  minimum: 0,
  maximum: 3680,
  settable: true,
};
const power: VariableSpec<number> = {
  name: 'power',
  description: 'What is drawn now',
  type: 'number',
  unit: 'W',
  minimum: 0,
  maximum: 3680,
  settable: false,
};
const energy: VariableSpec<number> = {
  name: 'energy',
  description: 'What was drawn in its life: only ever grows',
  type: 'number',
  unit: 'kWh',
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  settable: false,
};

const sampleEveryMs = 5_000;
/** Standard deviation of an appliance's draw around its load, as a share of it. */
const loadNoise = 0.008;
/** From one sample to the next the load itself wanders by this share, back towards its rated value. */
const loadDrift = 0.02;
const loadPull = 0.05;
const msPerHour = 3_600_000;
const wattsPerKilowatt = 1_000;
/** Of the mains where nobody says otherwise. */
const nominalVolts = 230;

/**
 * A meter behind a switch: power follows the load, and energy is its sum over time. The load is what is plugged in, if
 * the house says what that is, or an appliance of no kind in particular.
 */
export class PowerMetering implements Behaviour, Repeated {
  readonly load: Variable<number>;
  readonly power = new Variable<number>(power, 0);
  readonly energy = new Variable<number>(energy, 0);
  /** How much of the load a dimmer lets through, 0..1; absent: all of it. */
  throttle: (() => number) | undefined;
  readonly #context: BehaviourContext;
  readonly #switchings: readonly Switching[];
  readonly #timer: RepeatingTimer;
  /** What the appliance is rated for, W. */
  #rated: number;
  #countedMs: number | undefined;
  #subscription: Subscription | undefined;

  /** @param switchings - what is metered: with several, each carries an equal share of the load */
  constructor(context: BehaviourContext, ...switchings: readonly Switching[]) {
    this.#context = context;
    this.#switchings = switchings;
    this.#rated = Math.round(20 + 130 * context.random.next());
    this.load = new Variable(load, this.#rated);
    this.#timer = new RepeatingTimer(context.clock, this);
    for (const { position } of switchings) {
      position.watch(() => {
        this.#switchOutlet();
        this.#draw();
      });
    }
    this.load.watch(({ cause }) => {
      if (cause === 'outside') this.#draw();
    });
  }

  get name(): string {
    return 'metering';
  }

  get variables(): readonly AnyVariable[] {
    return [this.load, this.power, this.energy];
  }

  /** Of the mains, V. */
  get volts(): number {
    return this.#context.place?.environment.mains.voltageV ?? nominalVolts;
  }

  /** A */
  get amperes(): number {
    return this.power.value === 0 ? 0 : this.power.value / this.volts;
  }

  /** What it lets through has changed: draws anew. */
  redraw(): void {
    this.#draw();
  }

  facts(): Record<string, PhysicalValue> {
    return { voltage: this.volts, current: this.amperes };
  }

  start(): void {
    this.#countedMs = this.#context.clock.monotonic();
    this.#switchOutlet();
    const { place } = this.#context;
    this.#subscription =
      place?.outlet &&
      place.environment.subscribe((event) => {
        if (event.type === 'outletLoadChanged' && event.outlet === place.outlet?.name) this.#draw();
      });
    this.#draw();
    this.#timer.start();
  }

  stop(): void {
    this.#count();
    this.#countedMs = undefined;
    this.#subscription?.cancel();
    this.#switchOutlet();
    this.#timer.stop();
    this.power.set(0, 'physics');
  }

  state(): Record<string, PhysicalValue> {
    this.#count();
    return { energy: this.energy.value, rated: this.#rated };
  }

  restore(state: Readonly<Record<string, unknown>>): void {
    if (typeof state.energy === 'number') this.energy.set(state.energy, 'physics');
    if (typeof state.rated === 'number') this.#rated = state.rated;
  }

  repeatAfterMs(): number {
    return Math.min(sampleEveryMs, this.#context.settings.reportEveryMs ?? sampleEveryMs);
  }

  repeat(): void {
    const { random, place } = this.#context;
    if (place?.outlet !== undefined) {
      this.load.set(place.outlet.powerW, 'physics');
      this.#draw();
      return;
    }
    const pulled = this.load.value + loadPull * (this.#rated - this.load.value);
    this.load.set(random.normal(pulled, loadDrift * this.#rated), 'physics');
    this.#draw();
  }

  #draw(): void {
    this.#count();
    // Without power nothing is drawn, whatever the switch says.
    const closed = this.#countedMs === undefined ? 0 : this.#switchings.filter(({ on }) => on).length;
    const share = (closed / this.#switchings.length) * (this.throttle?.() ?? 1);
    const load = this.#loadW() * share;
    const watts = load > 0 ? this.#context.random.normal(load, loadNoise * load) : 0;
    this.power.set(Math.round(Math.max(0, watts) * 100) / 100, 'physics');
  }

  /** What is plugged in has the last word, unless someone from outside holds the load. */
  #loadW(): number {
    const { outlet } = this.#context.place ?? {};
    return outlet === undefined || this.load.pinned ? this.load.value : outlet.powerW;
  }

  /** Lets the mains through to what is plugged in, or not: a device without power has its relay open. */
  #switchOutlet(): void {
    const powered = this.#countedMs !== undefined;
    this.#context.place?.outlet?.setClosed(powered && this.#switchings.some(({ on }) => on));
  }

  /** Adds what was drawn since the last time. */
  #count(): void {
    if (this.#countedMs === undefined) return;
    const nowMs = this.#context.clock.monotonic();
    const hours = (nowMs - this.#countedMs) / msPerHour;
    this.#countedMs = nowMs;
    this.energy.set(this.energy.value + (this.power.value / wattsPerKilowatt) * hours, 'physics');
  }
}
