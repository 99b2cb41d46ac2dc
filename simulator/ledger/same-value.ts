import type { TraitValue } from '../../src/devices/trait.ts';

/** Slack for what floating-point arithmetic leaves behind, relative. */
const relativeSlack = 1e-6;

/**
 * Whether a platform's value is the true one, rounded as converters may: a number may have fewer decimals than the
 * truth, and be off by half of its last one.
 * @param tolerance - how far a number may be off besides, in the trait's unit
 */
export function isSameValue(truth: TraitValue, told: TraitValue, tolerance = 0): boolean {
  if (typeof truth === 'number' && typeof told === 'number') {
    const slack = Math.abs(truth) * relativeSlack + 1e-9;
    return Math.abs(truth - told) <= Math.max(tolerance, 0.5 * 10 ** -decimalsOf(told)) + slack;
  }
  if (Array.isArray(truth)) {
    if (!Array.isArray(told) || truth.length !== told.length) return false;
    return truth.every((element, index) => isSameValue(element, told[index] ?? null, tolerance));
  }
  if (typeof truth === 'object' && truth !== null) {
    if (typeof told !== 'object' || told === null || Array.isArray(told)) return false;
    // The platform may know more features than the simulator tells.
    return Object.entries(truth).every(([name, value]) => isSameValue(value, told[name] ?? null, tolerance));
  }
  return truth === told;
}

/** Decimals of a number as it is written; none for whole ones, 0 to 15. */
function decimalsOf(value: number): number {
  if (Number.isInteger(value)) return 0;
  const text = String(value);
  const exponent = text.indexOf('e');
  if (exponent >= 0) return 15;
  return text.length - text.indexOf('.') - 1;
}
