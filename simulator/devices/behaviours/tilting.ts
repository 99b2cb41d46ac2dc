import type { Behaviour } from '../behaviour.ts';
import {
  type AnyVariable,
  type PhysicalValue,
  Variable,
  type VariableChange,
  type VariableSpec,
} from '../variable.ts';

/** What the sensor's three axes feel of the earth, thousandths of g. */
export interface Axes {
  x: number;
  y: number;
  z: number;
}

function axisSpec(name: string): VariableSpec<number> {
  return {
    name,
    description: 'What it feels of the earth along this axis, by how it lies',
    type: 'number',
    unit: 'mg',
    minimum: -2000,
    maximum: 2000,
    settable: true,
  };
}

const specs = { x: axisSpec('x_axis'), y: axisSpec('y_axis'), z: axisSpec('z_axis') };
const oneG = 1000;
const degreesPerRadian = 180 / Math.PI;

/** How a thing lies, as an accelerometer feels it. */
export class Tilting implements Behaviour {
  /** Called when it lies another way. @param degrees - by how much, 0..180 */
  onTilt: ((degrees: number) => void) | undefined;
  readonly #x = new Variable<number>(specs.x, 0);
  readonly #y = new Variable<number>(specs.y, 0);
  readonly #z = new Variable<number>(specs.z, oneG);
  #before: Axes = { x: 0, y: 0, z: oneG };

  constructor() {
    const moved = ({ cause }: VariableChange) => {
      if (cause === 'outside') this.#tilted();
    };
    for (const axis of this.variables) axis.watch(moved);
  }

  get name(): string {
    return 'tilting';
  }

  get variables(): readonly AnyVariable[] {
    return [this.#x, this.#y, this.#z];
  }

  /** Whole thousandths. */
  get axes(): Axes {
    return {
      x: Math.round(this.#x.value),
      y: Math.round(this.#y.value),
      z: Math.round(this.#z.value),
    };
  }

  /** Somebody turns it by a right angle. */
  turn(): void {
    const { x, y, z } = this.axes;
    for (const axis of [this.#x, this.#y, this.#z]) axis.release();
    this.#x.set(x, 'physics');
    this.#y.set(z, 'physics');
    this.#z.set(y === 0 ? 0 : -y, 'physics');
    this.#tilted();
  }

  facts(): Record<string, PhysicalValue> {
    const { x, y, z } = this.axes;
    return {
      angle_x: angle(x, Math.hypot(y, z)),
      angle_y: angle(y, Math.hypot(x, z)),
      angle_z: angle(z, Math.hypot(x, y)),
    };
  }

  state(): Record<string, PhysicalValue> {
    return { ...this.axes };
  }

  restore({ x, y, z }: Readonly<Record<string, unknown>>): void {
    if (typeof x !== 'number' || typeof y !== 'number' || typeof z !== 'number') return;
    this.#x.set(x, 'physics');
    this.#y.set(y, 'physics');
    this.#z.set(z, 'physics');
    this.#before = this.axes;
  }

  #tilted(): void {
    const { x, y, z } = this.axes;
    const before = this.#before;
    const lengths = Math.hypot(x, y, z) * Math.hypot(before.x, before.y, before.z);
    const cosine = lengths === 0 ? 1 : (x * before.x + y * before.y + z * before.z) / lengths;
    this.#before = { x, y, z };
    this.onTilt?.(Math.round(Math.acos(Math.min(1, Math.max(-1, cosine))) * degreesPerRadian));
  }
}

/** Whole degrees above the level. */
function angle(along: number, across: number): number {
  return Math.round(Math.atan2(along, across) * degreesPerRadian);
}
