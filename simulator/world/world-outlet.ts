import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { Outlet } from './environment.ts';
import { EnergyMeter } from './mechanisms/energy-meter.ts';
import type { PowerGrid } from './power-grid.ts';
import { requireName } from './validation.ts';
import type { WorldAppliance } from './world-appliance.ts';
import type { WorldContext } from './world-context.ts';

/** A socket of a place: passes the mains on to what is plugged in, through a relay that is closed unless told. */
export class WorldOutlet implements Outlet {
  readonly name: string;
  readonly place: string;
  readonly #context: WorldContext;
  readonly #grid: PowerGrid;
  readonly #meter: EnergyMeter;
  #isClosed = true;
  #plugged: WorldAppliance | undefined;

  constructor(name: string, place: string, context: WorldContext, grid: PowerGrid) {
    this.name = requireName('An outlet', name);
    this.place = place;
    this.#context = context;
    this.#grid = grid;
    this.#meter = new EnergyMeter(context.nowMs);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** What is plugged in. */
  get plugged(): WorldAppliance | undefined {
    return this.#plugged;
  }

  /** What `powerW` says, without bringing the time up to date: for those who just did. */
  get loadW(): number {
    return this.#meter.powerW;
  }

  get powerW(): number {
    this.#context.sync();
    return this.#meter.powerW;
  }

  get currentA(): number {
    this.#context.sync();
    const { voltageV } = this.#grid.supplyAt(this.place);
    return voltageV > 0 ? this.#meter.powerW / voltageV : 0;
  }

  get energyWh(): number {
    this.#context.sync();
    return this.#meter.energyWhAt(this.#context.nowMs);
  }

  setClosed(closed: boolean): void {
    this.#context.settle();
    if (closed === this.#isClosed) return;
    this.#isClosed = closed;
    this.supplyChanged();
  }

  /** @throws ZigfleetError `conflict` if something is plugged in already */
  plugIn(appliance: WorldAppliance): void {
    if (this.#plugged) {
      throw new ZigfleetError('conflict', `Something is plugged into ${this.name} already: unplug it first`);
    }
    this.#context.settle();
    this.#plugged = appliance;
    appliance.onChanged(() => this.#loadChanged());
    this.supplyChanged();
  }

  unplug(): void {
    const unplugged = this.#plugged;
    if (!unplugged) return;
    unplugged.onChanged(undefined);
    unplugged.setSupplied(false);
    this.#plugged = undefined;
    this.#loadChanged();
  }

  /** Tells what is plugged in whether it has mains. */
  supplyChanged(): void {
    this.#plugged?.setSupplied(this.#isClosed && this.#grid.isAvailable(this.place));
  }

  #loadChanged(): void {
    const powerW = this.#plugged?.powerW ?? 0;
    if (powerW === this.#meter.powerW) return;
    this.#meter.setPower(this.#context.nowMs, powerW);
    this.#context.emit({
      type: 'outletLoadChanged',
      atMs: this.#context.nowMs,
      place: this.place,
      outlet: this.name,
      powerW,
    });
  }
}
