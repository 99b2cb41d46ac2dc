import type { PlacedDevice } from './radio-service.ts';

/** Why a device has no power: someone took its plug or battery, its circuit or battery is dead, or a fault says so. */
export type PowerCutReason = 'unplugged' | 'outage' | 'batteryEmpty' | 'powerCut';

/** Who has power: a device runs again when the last of the reasons why it did not is gone. */
export class PowerSupply {
  readonly #reasons = new Map<PlacedDevice, Set<PowerCutReason>>();

  /** False if that was so already. */
  cut(placed: PlacedDevice, reason: PowerCutReason): boolean {
    const reasons = this.#reasons.get(placed) ?? new Set();
    this.#reasons.set(placed, reasons);
    if (reasons.has(reason)) return false;
    reasons.add(reason);
    placed.node.setPower(false);
    return true;
  }

  /** False if it was not cut for this reason. */
  restore(placed: PlacedDevice, reason: PowerCutReason): boolean {
    const reasons = this.#reasons.get(placed);
    if (!reasons?.delete(reason)) return false;
    if (reasons.size > 0) return true;
    this.#reasons.delete(placed);
    placed.node.setPower(true);
    return true;
  }

  /** Empty: it has power. */
  reasons(placed: PlacedDevice): readonly PowerCutReason[] {
    return [...(this.#reasons.get(placed) ?? [])];
  }
}
