import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { type Principal, reaches } from '../domain/principal.ts';

/** Who makes a request, and in which homes the role allows this operation. */
export interface Caller {
  principal: Principal;
  /** Checked again while a long stream lasts. A secret: never logged. */
  bearerToken: string;
  /** The homes in which the operation's permission is granted, in a stable order. */
  grantedHomeIds: readonly string[];
  /** The home that the operation turned out to be about, for the audit. Set by whoever finds it, never for a home out of reach. */
  homeId?: string;
}

/** The homes that a list is about: the one that is named, or all in which the operation is granted. */
export function homesOf(caller: Caller, homeId: string | undefined): readonly string[] {
  return homeId === undefined ? caller.grantedHomeIds : [requireHome(caller, homeId)];
}

/** The homes that a query names, each of them in the caller's reach; all of the caller's if it names none. */
export function homesNamed(caller: Caller, homeIds: readonly string[] | undefined): readonly string[] {
  if (!homeIds?.length) {
    if (caller.grantedHomeIds.length > 0) return caller.grantedHomeIds;
    throw new ZigfleetError('not-found', 'This credential reaches no home.');
  }
  return [...new Set(homeIds)].map((homeId) => requireHome(caller, homeId));
}

/**
 * The one home that an operation is about.
 * @throws ZigfleetError `invalid-request` if none is named and there are several to choose from
 */
export function homeOf(caller: Caller, homeId: string | undefined): string {
  if (homeId !== undefined) return requireHome(caller, homeId);
  const [only, ...others] = caller.grantedHomeIds;
  if (only === undefined) throw new ZigfleetError('not-found', 'This credential reaches no home.');
  if (others.length === 0) caller.homeId = only;
  else {
    throw new ZigfleetError('invalid-request', 'This credential reaches several homes: name one as homeId.', {
      context: { faults: [{ code: 'invalid-request', field: 'homeId', expected: 'one of your homes' }] },
    });
  }
  return only;
}

/**
 * Looks for something in every home of the caller. What is found in a home whose role does not allow the operation
 * is refused; what is in nobody's home of the caller does not exist, whoever else has it. Nor does what a guest's limits
 * leave out: anything but their devices and what is about these.
 * @throws ZigfleetError `not-found` with this message, or `permission-denied`
 */
export async function findInHomes<T extends object>(
  caller: Caller,
  lookUp: (homeId: string) => Promise<T | undefined>,
  notFound: string,
): Promise<T> {
  for (const homeId of caller.grantedHomeIds) {
    const found = await lookUp(homeId);
    if (found !== undefined && reaches(caller.principal, homeId, addressOf(found))) {
      caller.homeId = homeId;
      return found;
    }
  }
  for (const homeId of caller.principal.homes.keys()) {
    if (!caller.grantedHomeIds.includes(homeId) && (await lookUp(homeId)) !== undefined) {
      caller.homeId = homeId;
      throw permissionDenied();
    }
  }
  throw new ZigfleetError('not-found', notFound);
}

/** Of which device something is or speaks; undefined if of none. */
function addressOf(found: { ieeeAddress?: string; action?: object }): string | undefined {
  const { ieeeAddress = (found.action as { ieeeAddress?: string } | undefined)?.ieeeAddress } = found;
  return ieeeAddress;
}

/** The homes in which the caller is not limited to some devices: those whose hubs and rooms it may see. */
export function unlimitedHomes({ principal }: Caller, homeIds: readonly string[]): readonly string[] {
  return homeIds.filter((homeId) => !principal.reach?.has(homeId));
}

export function permissionDenied(): ZigfleetError {
  return new ZigfleetError('permission-denied', 'Your role in this home does not allow this.');
}

function requireHome(caller: Caller, homeId: string): string {
  if (caller.principal.homes.has(homeId)) caller.homeId = homeId;
  if (caller.grantedHomeIds.includes(homeId)) return homeId;
  if (caller.principal.homes.has(homeId)) throw permissionDenied();
  throw new ZigfleetError('not-found', 'There is no such home.');
}
