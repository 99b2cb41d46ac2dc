import type { ZclValue } from '../zcl/data-types.ts';

/**
 * A ZCL value as JSON can carry it: octets as `{ octets: hex }`, integers beyond 53 bits and floats that are no number
 * as texts, structures and collections as lists.
 */
export function plainValue(value: ZclValue): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Buffer.isBuffer(value)) return { octets: value.toString('hex') };
  if ('members' in value) return value.members.map((member) => plainValue(member.value));
  return value.elements.map(plainValue);
}
