/** Faults of the air: of one radio, of one device, or, without a target, of every radio. */
export const airFaultKinds = ['loss', 'duplicates', 'reordering', 'delay'] as const;
export type AirFaultKind = (typeof airFaultKinds)[number];

/** Faults that last until they are ended. */
export const lastingFaultKinds = [
  ...airFaultKinds,
  'silence',
  'powerCut',
  'lowBattery',
  'coordinatorHang',
] as const;
export type LastingFaultKind = (typeof lastingFaultKinds)[number];

/** Faults that happen and are over. */
export const momentaryFaultKinds = [
  'rejoinStorm',
  'corruptedSerial',
  'coordinatorReset',
  'networkKeyChange',
] as const;
export type MomentaryFaultKind = (typeof momentaryFaultKinds)[number];

export const faultKinds = [...lastingFaultKinds, ...momentaryFaultKinds] as const;
export type FaultKind = (typeof faultKinds)[number];

export function isMomentary(kind: FaultKind): kind is MomentaryFaultKind {
  return momentaryFaultKinds.some((momentary) => momentary === kind);
}

export function isAirFault(kind: FaultKind): kind is AirFaultKind {
  return airFaultKinds.some((fault) => fault === kind);
}
