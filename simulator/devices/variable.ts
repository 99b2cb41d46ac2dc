import { ZigfleetError } from '../../src/common/zigfleet-error.ts';

export type PhysicalValue = boolean | number | string;

interface SpecBase {
  /** Unique within the device; that of the trait where there is one. */
  name: string;
  /** One line, for people. */
  description: string;
  /** Whether it can be set from outside: by a story, a test, the command line. */
  settable: boolean;
}

interface NumberSpec extends SpecBase {
  type: 'number';
  /** Empty for a bare number. */
  unit: string;
  minimum: number;
  maximum: number;
}

interface BooleanSpec extends SpecBase {
  type: 'boolean';
}

interface EnumSpec<T extends string> extends SpecBase {
  type: 'enum';
  values: readonly T[];
}

/** What a physical variable is, whatever its type. */
export type AnyVariableSpec = NumberSpec | BooleanSpec | EnumSpec<string>;

/** What a physical variable is: shared by all devices that have it. The tuples keep unions of words together. */
export type VariableSpec<T extends PhysicalValue> = [T] extends [number]
  ? NumberSpec
  : [T] extends [boolean]
    ? BooleanSpec
    : EnumSpec<T & string>;

/** Who changed it: nature, a command over the air, or someone from outside. */
export type ChangeCause = 'physics' | 'command' | 'outside';

export interface VariableChange {
  variable: AnyVariable;
  previous: PhysicalValue;
  cause: ChangeCause;
}

type Watcher = (change: VariableChange) => void;
type PinWatcher = (pinned: boolean) => void;
/** Nobody, one, or several: a house has thousands of variables, and most are watched by one or two. */
type Few<T> = undefined | T | readonly T[];

/** A variable of whatever type, as those see it who do not know the device. */
export interface AnyVariable {
  /** Hears of every change, like a watcher: who keeps the device's memory. One for all variables of all devices. */
  keeper: Watcher | undefined;
  readonly spec: AnyVariableSpec;
  readonly value: PhysicalValue;
  readonly pinned: boolean;
  assertSettable(value: unknown): void;
  setFromOutside(value: unknown): void;
  release(): void;
  watch(watcher: (change: VariableChange) => void): () => void;
  watchPins(watcher: (pinned: boolean) => void): () => void;
}

/**
 * One physical fact about a device, such as how warm it is or whether its door is closed: named, typed, bounded.
 * Behaviours move it, the Zigbee side and the ledger watch it.
 */
export class Variable<T extends PhysicalValue> implements AnyVariable {
  readonly spec: AnyVariableSpec;
  keeper: Watcher | undefined;
  #value: T;
  #pinned = false;
  #watchers: Few<Watcher>;
  #pinWatchers: Few<PinWatcher>;

  constructor(spec: VariableSpec<T>, value: T) {
    this.spec = spec;
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  /** Whether nature has no say at the moment, because someone from outside set it. */
  get pinned(): boolean {
    return this.#pinned;
  }

  /** Moves it; numbers are kept within their bounds. Nature does not move a pinned one. */
  set(value: T, cause: Exclude<ChangeCause, 'outside'>): void {
    if (this.#pinned && cause === 'physics') return;
    Variable.#change(this, clamp(this.spec, value), cause);
  }

  /**
   * Sets it from outside and pins it there.
   * @throws ZigfleetError `trait-not-settable`, or `invalid-value` saying what would be right
   */
  setFromOutside(value: unknown): void {
    this.assertSettable(value);
    Variable.#pin(this, true);
    Variable.#change(this, value as T, 'outside');
  }

  /** Whether `setFromOutside` would take it, without doing it. @throws ZigfleetError as that does */
  assertSettable(value: unknown): void {
    const { spec } = this;
    if (!spec.settable) {
      throw new ZigfleetError('trait-not-settable', `${spec.name} cannot be set`, {
        context: { name: spec.name },
      });
    }
    assertFits(spec, value);
  }

  /** Gives it back to nature. */
  release(): void {
    Variable.#pin(this, false);
  }

  /** Hears of every change; returns how to stop that. */
  watch(watcher: Watcher): () => void {
    this.#watchers = withOneMore(this.#watchers, watcher);
    return () => {
      this.#watchers = listOf(this.#watchers).filter((other) => other !== watcher);
    };
  }

  /** Hears when it is pinned or given back, even where its value stays; returns how to stop that. */
  watchPins(watcher: PinWatcher): () => void {
    this.#pinWatchers = withOneMore(this.#pinWatchers, watcher);
    return () => {
      this.#pinWatchers = listOf(this.#pinWatchers).filter((other) => other !== watcher);
    };
  }

  // Static: private methods of instances take memory in each of them.
  static #pin<T extends PhysicalValue>(variable: Variable<T>, pinned: boolean): void {
    if (pinned === variable.#pinned) return;
    variable.#pinned = pinned;
    for (const watcher of listOf(variable.#pinWatchers)) watcher(pinned);
  }

  static #change<T extends PhysicalValue>(variable: Variable<T>, value: T, cause: ChangeCause): void {
    if (Object.is(value, variable.#value)) return;
    const previous = variable.#value;
    variable.#value = value;
    const change = { variable, previous, cause };
    variable.keeper?.(change);
    for (const watcher of listOf(variable.#watchers)) watcher(change);
  }
}

const nobody: readonly never[] = [];

function listOf<T extends Watcher | PinWatcher>(few: Few<T>): readonly T[] {
  if (few === undefined) return nobody;
  return typeof few === 'function' ? [few] : few;
}

function withOneMore<T extends Watcher | PinWatcher>(few: Few<T>, watcher: T): Few<T> {
  return few === undefined ? watcher : listOf(few).concat(watcher);
}

function clamp<T extends PhysicalValue>(spec: AnyVariableSpec, value: T): T {
  if (spec.type !== 'number' || typeof value !== 'number') return value;
  return Math.min(spec.maximum, Math.max(spec.minimum, value)) as T;
}

function assertFits(spec: AnyVariableSpec, value: unknown): void {
  const fail = (wanted: string): never => {
    throw new ZigfleetError('invalid-value', `${spec.name} must be ${wanted}`, {
      context: { name: spec.name },
    });
  };
  if (spec.type === 'boolean' && typeof value !== 'boolean') fail('true or false');
  if (spec.type === 'enum' && !spec.values.includes(value as string))
    fail(`one of ${spec.values.join(', ')}`);
  if (spec.type === 'number') {
    const fits = typeof value === 'number' && value >= spec.minimum && value <= spec.maximum;
    if (!fits) fail(`a number from ${spec.minimum} to ${spec.maximum} ${spec.unit}`.trimEnd());
  }
}
