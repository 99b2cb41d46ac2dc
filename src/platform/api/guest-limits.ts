import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { isIeeeAddress } from '../../devices/ieee-address.ts';
import type { GuestLimits } from '../domain/home.ts';
import type { Role } from '../domain/principal.ts';

/** Limits as requests give them. */
export interface GivenLimits {
  roomIds?: string[] | null;
  ieeeAddresses?: string[] | null;
  notBefore?: string | null;
  notAfter?: string | null;
}

/** The limits of a member. @throws ZigfleetError `invalid-request` */
export function limitsOf(role: Role, given: GivenLimits | null): GuestLimits | null {
  if (given === null) return null;
  if (role !== 'guest') throw fault('body/limits', 'must be null: only guests are limited');
  const addresses = given.ieeeAddresses?.map((each) => each.toLowerCase());
  if (addresses && !addresses.every(isIeeeAddress)) {
    throw fault('body/limits/ieeeAddresses', 'must be `0x` and 16 hexadecimal digits each');
  }
  return {
    roomIds: given.roomIds ?? null,
    ieeeAddresses: addresses?.filter(isIeeeAddress) ?? null,
    notBeforeMs: timeOf(given.notBefore),
    notAfterMs: timeOf(given.notAfter),
  };
}

function timeOf(given: string | null | undefined): number | null {
  return given === null || given === undefined ? null : Date.parse(given);
}

function fault(field: string, expected: string): ZigfleetError {
  return new ZigfleetError('invalid-request', `${field} ${expected}.`, {
    context: { faults: [{ code: 'invalid-request', field, expected }] },
  });
}
