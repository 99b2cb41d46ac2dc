import type { Random } from '../../src/common/random.ts';

/** Metres from any origin. */
export interface Position {
  x: number;
  y: number;
}

/** How the air treats frames. Absent or zero: at once, always, once, in order. */
export interface RadioConditions {
  /** Milliseconds for each hop, 0 or more. */
  delayMs?: number;
  /** Up to this many milliseconds more for each frame, evenly spread. */
  jitterMs?: number;
  /** Share of frames that are lost after all retries, 0..1. */
  lossRate?: number;
  /** Share of frames that arrive twice, 0..1. */
  duplicateRate?: number;
  /** Share of frames that are held back so that later ones overtake them, 0..1. */
  reorderRate?: number;
}

/** For how long a reordered frame is held back, at least: milliseconds. */
const reorderDelayMs = 20;

/** Whether frames pass at once and untouched, so that no timer and no dice are needed. */
export function isPlain(conditions: RadioConditions): boolean {
  return !(
    conditions.delayMs ||
    conditions.jitterMs ||
    conditions.lossRate ||
    conditions.duplicateRate ||
    conditions.reorderRate
  );
}

/** What happens to one frame: when each of its copies arrives, in milliseconds from now; none if it is lost. */
export function drawArrivals(conditions: RadioConditions, hops: number, random: Random): number[] {
  const { delayMs = 0, jitterMs = 0, lossRate = 0, duplicateRate = 0, reorderRate = 0 } = conditions;
  if (lossRate > 0 && random.next() < lossRate) return [];
  let arrivalMs = delayMs * Math.max(1, hops);
  if (jitterMs > 0) arrivalMs += random.next() * jitterMs;
  if (reorderRate > 0 && random.next() < reorderRate) arrivalMs += reorderDelayMs * (1 + random.next());
  if (duplicateRate > 0 && random.next() < duplicateRate) return [arrivalMs, arrivalMs + 1];
  return [arrivalMs];
}

/** Both together: the slower and the worse of each. */
export function combine(general: RadioConditions, own: RadioConditions | undefined): RadioConditions {
  if (!own) return general;
  return {
    delayMs: (general.delayMs ?? 0) + (own.delayMs ?? 0),
    jitterMs: (general.jitterMs ?? 0) + (own.jitterMs ?? 0),
    lossRate: 1 - (1 - (general.lossRate ?? 0)) * (1 - (own.lossRate ?? 0)),
    duplicateRate: Math.max(general.duplicateRate ?? 0, own.duplicateRate ?? 0),
    reorderRate: Math.max(general.reorderRate ?? 0, own.reorderRate ?? 0),
  };
}

/**
 * Link quality of a transmission over a distance, 0..255: log-distance path loss indoors (exponent 3.3) between
 * -45 dBm at one metre and the receiver's floor of -97 dBm, spread over the scale as common radios do. 0: out of range.
 */
export function linkQualityAt(distanceM: number): number {
  const receivedDbm = -45 - 33 * Math.log10(Math.max(1, distanceM));
  const quality = Math.round(((receivedDbm + 97) / 52) * 255);
  return Math.max(0, Math.min(255, quality));
}

/** Cost of a link for routing, 1 (best) to 7 (r22, 3.6.3.1). */
export function linkCost(linkQuality: number): number {
  if (linkQuality >= 150) return 1;
  if (linkQuality >= 100) return 2;
  if (linkQuality >= 70) return 3;
  if (linkQuality >= 50) return 4;
  if (linkQuality >= 35) return 5;
  if (linkQuality >= 20) return 6;
  return 7;
}
