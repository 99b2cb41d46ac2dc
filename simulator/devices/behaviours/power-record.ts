import type { Behaviour } from '../behaviour.ts';
import type { AnyVariable, PhysicalValue } from '../variable.ts';

/** Counts how often the device was without power. */
export class PowerRecord implements Behaviour {
  outages = 0;

  get name(): string {
    return 'powerRecord';
  }

  get variables(): readonly AnyVariable[] {
    return [];
  }

  facts(): Record<string, PhysicalValue> {
    return { power_outage_count: this.outages };
  }

  powerRestored(): void {
    this.outages++;
  }

  state(): Record<string, PhysicalValue> {
    return { outages: this.outages };
  }

  restore(state: Readonly<Record<string, unknown>>): void {
    if (typeof state.outages === 'number') this.outages = state.outages;
  }
}
