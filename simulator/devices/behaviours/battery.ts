import { type BatteryTypeName, batteryTypes, Battery as Cells } from '../../world/mechanisms/battery.ts';
import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';

/** What is in a device's battery compartment, and how the device guesses from its voltage what is left. */
export interface BatteryPack {
  type: BatteryTypeName;
  cellCount: number;
  /** The device takes it for full from here on, millivolts. */
  fullMv: number;
  /** And for empty up to here, millivolts. */
  emptyMv: number;
  voltage: VariableSpec<number>;
}

function pack(facts: Omit<BatteryPack, 'voltage'>): BatteryPack {
  const [[, newMv]] = batteryTypes[facts.type].curve;
  const voltage: VariableSpec<number> = {
    name: 'voltage',
    description: 'Of the battery',
    type: 'number',
    unit: 'mV',
    minimum: 0,
    maximum: newMv * facts.cellCount + 350,
    settable: true,
  };
  return { ...facts, voltage };
}

export const batteryPacks = {
  coinCell: pack({ type: 'cr2450', cellCount: 1, fullMv: 3000, emptyMv: 2500 }),
  /** As everyone takes the voltage of Lumi's sensors. */
  lumiCoinCell: pack({ type: 'cr2032', cellCount: 1, fullMv: 3000, emptyMv: 2850 }),
  twoAa: pack({ type: 'alkalineAa', cellCount: 2, fullMv: 3000, emptyMv: 2100 }),
  fourAa: pack({ type: 'alkalineAa', cellCount: 4, fullMv: 6000, emptyMv: 4200 }),
  lithiumIon: pack({ type: 'lithiumIon', cellCount: 1, fullMv: 4200, emptyMv: 3000 }),
} as const;

const hourMs = 3_600_000;
const lowPercent = 15;
/** A battery that was put in before the story begins has given up to this share of what was in it. */
const usedShareMax = 0.5;

/** A battery: sags slowly, more in the cold, and in the end no longer carries the device. */
export class Battery implements Behaviour, Repeated {
  /** Millivolts. */
  readonly voltage: Variable<number>;
  /** Called when it can no longer carry the device: noticed when it is measured, once an hour. */
  onExhausted: ((battery: Battery) => void) | undefined;
  readonly #context: BehaviourContext;
  readonly #pack: BatteryPack;
  readonly #timer: RepeatingTimer;
  // Two numbers rather than the cells themselves: houses are large.
  #chargePercent: number;
  #atMs: number;

  constructor(context: BehaviourContext, pack: BatteryPack = batteryPacks.coinCell) {
    this.#context = context;
    this.#pack = pack;
    this.#chargePercent = 100 * (1 - usedShareMax * context.random.next());
    this.#atMs = context.clock.monotonic();
    this.voltage = new Variable(pack.voltage, this.#measure());
    this.#timer = new RepeatingTimer(context.clock, this);
  }

  get name(): string {
    return 'battery';
  }

  get variables(): readonly AnyVariable[] {
    return [this.voltage];
  }

  /** What is left, 0..100 in whole per cent, as a device guesses it from the voltage. */
  get percent(): number {
    const { fullMv, emptyMv } = this.#pack;
    const share = (this.voltage.value - emptyMv) / (fullMv - emptyMv);
    return Math.round(100 * Math.min(1, Math.max(0, share)));
  }

  get isLow(): boolean {
    return this.percent < lowPercent;
  }

  facts(): Record<string, PhysicalValue> {
    return { battery: this.percent, battery_low: this.isLow };
  }

  start(): void {
    this.#timer.start();
  }

  stop(): void {
    this.#timer.stop();
  }

  /** Power is back after it was gone: if the battery was empty, somebody has put a new one in. */
  powerRestored(): void {
    if (!this.#isExhausted()) return;
    this.#put(100);
    this.voltage.release();
    this.voltage.set(this.#measure(), 'physics');
  }

  /** Lets it be as low as the device would call so many per cent, until released. @param percent - 0..100 */
  runDown(percent: number): void {
    const { fullMv, emptyMv } = this.#pack;
    this.voltage.setFromOutside(Math.round(emptyMv + ((fullMv - emptyMv) * percent) / 100));
  }

  state(): Record<string, PhysicalValue> {
    return { chargePercent: this.#cells().percentAt(this.#context.clock.monotonic()) };
  }

  restore({ chargePercent }: Readonly<Record<string, unknown>>): void {
    if (typeof chargePercent !== 'number' || !(chargePercent >= 0 && chargePercent <= 100)) return;
    this.#put(chargePercent);
    this.voltage.set(this.#measure(), 'physics');
  }

  repeatAfterMs(): number {
    return hourMs;
  }

  repeat(): void {
    this.voltage.set(this.#measure(), 'physics');
    this.#exhaust();
  }

  #put(chargePercent: number): void {
    this.#chargePercent = chargePercent;
    this.#atMs = this.#context.clock.monotonic();
  }

  #cells(): Cells {
    const { type, cellCount } = this.#pack;
    return new Cells({ type, cellCount, usedShare: 1 - this.#chargePercent / 100 }, this.#atMs);
  }

  #measure(): number {
    const { clock, surroundings } = this.#context;
    return Math.round(this.#cells().voltageMvAt(clock.monotonic(), surroundings.temperature()));
  }

  /** What is measured asleep may be enough and still break down when the radio is on; what somebody set is taken as it is. */
  #isExhausted(): boolean {
    const { type, cellCount } = this.#pack;
    if (this.voltage.value < batteryTypes[type].cutOffMv * cellCount) return true;
    const { clock, surroundings } = this.#context;
    return !this.voltage.pinned && this.#cells().isDeadAt(clock.monotonic(), surroundings.temperature());
  }

  #exhaust(): void {
    if (this.#isExhausted()) this.onExhausted?.(this);
  }
}
