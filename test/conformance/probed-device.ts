import type { AnyVariable, PhysicalValue } from '../../simulator/devices/variable.ts';
import type { PlacedDevice } from '../../simulator/house/radio-service.ts';
import { type Feature, tellsTruth, unwrap } from './exposed-features.ts';
import { actionOf } from './zigbee2mqtt-facts.ts';

/** How old a truth may be when it is published: it was told over the air, and perhaps changed since. Milliseconds. */
const truthAgeMs = 10_000;
/** Variables that say what is done to a device in a moment say this in between. */
const idle = 'none';

interface Truth {
  value: PhysicalValue;
  /** The last time that it was seen to be so. */
  seenMs: number;
}

/** A virtual device while a stranger tells and sets it: compares what is told with what was true. */
export class ProbedDevice {
  readonly placed: PlacedDevice;
  /** The traits that were published as they truly were. */
  readonly told = new Set<string>();
  /** The actions that were published since somebody last asked. */
  readonly actions = new Set<unknown>();
  /** The last message. */
  published: unknown;
  #features: readonly Feature[] = [];
  readonly #truths = new Map<string, Truth[]>();

  constructor(placed: PlacedDevice) {
    this.placed = placed;
  }

  get modelId(): string {
    return this.placed.entry.model.modelId;
  }

  get topic(): string {
    return `zigbee2mqtt/${this.placed.entry.ieeeAddress}`;
  }

  /** What the definition exposes, but for what every device has. */
  get features(): readonly Feature[] {
    return this.#features;
  }

  set features(features: readonly Feature[]) {
    this.#features = features.filter(({ trait }) => trait !== 'linkquality');
  }

  truth({ trait }: Feature): PhysicalValue | undefined {
    return this.placed.device.truth(trait);
  }

  /** Remembers what is true at this moment. */
  sample(): void {
    const nowMs = performance.now();
    for (const feature of this.#features) {
      const value = this.truth(feature);
      if (value === undefined) continue;
      const truths = this.#truths.get(feature.trait) ?? [];
      const last = truths.at(-1);
      if (last?.value === value) last.seenMs = nowMs;
      else truths.push({ value, seenMs: nowMs });
      this.#truths.set(
        feature.trait,
        truths.filter(({ seenMs }) => nowMs - seenMs <= truthAgeMs),
      );
    }
  }

  /** Takes a published message. */
  hear(message: unknown): void {
    this.sample();
    this.published = message;
    const { action } = (message ?? {}) as { action?: unknown };
    if (typeof action === 'string' && action !== '') this.#hearAction(action);
    for (const feature of this.#features) {
      const told = unwrap(feature, message);
      if (told === undefined || told === null) continue;
      const truths = this.#truths.get(feature.trait) ?? [];
      if (truths.some(({ value }) => tellsTruth(told, value))) this.told.add(feature.trait);
    }
  }

  #hearAction(action: string): void {
    this.actions.add(action);
    // Such as `region_*_enter`: of which of its regions, the device says.
    const values = this.#features.find(({ trait }) => trait === 'action')?.expose.values ?? [];
    const patterns = values.map(String).filter((value) => value.includes('*'));
    if (patterns.some((pattern) => new RegExp(`^${pattern.replace('*', '\\d+')}$`).test(action))) {
      this.told.add('action');
    }
  }

  /** Everything that can be done to it in a moment, and what that must be published as. */
  moments(): { variable: AnyVariable; value: PhysicalValue; action: string }[] {
    return this.placed.device.variables.flatMap((variable) => {
      const { spec } = variable;
      if (spec.type !== 'enum' || !spec.settable) return [];
      return spec.values.flatMap((value) => {
        const action = actionOf(this.modelId, variable, value);
        return action === undefined ? [] : [{ variable, value, action }];
      });
    });
  }

  /** Moves what can be moved from outside, so that there is something to tell. @param share - where in its range */
  stir(share: number): void {
    const { device } = this.placed;
    const { battery } = device;
    if (
      battery !== undefined &&
      this.#features.some(({ trait }) => trait === 'battery_low' && !this.told.has(trait))
    ) {
      battery.runDown(battery.isLow ? 80 : 10);
    }
    for (const variable of device.variables) {
      const { spec } = variable;
      // What is done in a moment is tried one by one; the battery must go on carrying the device.
      if (!spec.settable || variable === battery?.voltage) continue;
      if (spec.type === 'boolean') variable.setFromOutside(!variable.value);
      if (spec.type === 'number')
        variable.setFromOutside(spec.minimum + share * (spec.maximum - spec.minimum));
      if (spec.type === 'enum' && !spec.values.includes(idle)) {
        const next = (spec.values.indexOf(String(variable.value)) + 1) % spec.values.length;
        variable.setFromOutside(spec.values[next]);
      }
    }
  }
}
