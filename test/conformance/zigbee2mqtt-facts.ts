import type { AnyVariable, PhysicalValue } from '../../simulator/devices/variable.ts';
import type { VirtualDevice } from '../../simulator/devices/virtual-device.ts';
import type { Feature } from './exposed-features.ts';

/** What a definition exposes as published, but no converter of it ever publishes. */
export const neverPublished: Readonly<Record<string, readonly string[]>> = {
  'lumi.airrtc.agl001': ['external_temperature_input', 'calibrate'],
  'YRD226 TSDB': ['pin_code'],
};

/** Why a trait is not told, for those that Zigbee2MQTT does not tell, or not from what the device says. */
export const untoldReasons: Readonly<Record<string, string>> = {
  calibrate: 'an order; what comes of it is told as `calibrated`.',
  configured_regions: "Zigbee2MQTT's own note of what it has set.",
  external_temperature_input: 'only set; what comes of it is told as `local_temperature`.',
  pin_code: 'only set; which users have a code is told as `users`, which is not exposed.',
};

/** How to see that an order was carried out which is no state of the device; undefined for what is one. */
export function doneWhen(
  { trait }: Feature,
  value: unknown,
): ((device: VirtualDevice) => boolean) | undefined {
  if (trait !== 'state' || value !== 'STOP') return undefined;
  return (device) => device.truth('motor_state') === 'stopped';
}

/** What a thing that is done to a device in a moment is published as; undefined if it is no such thing. */
export function actionOf(modelId: string, { spec }: AnyVariable, value: PhysicalValue): string | undefined {
  const word = String(value);
  if (word === 'none') return undefined;
  if (spec.name === 'action') return word;
  const [, side] = /^action_(.+)$/.exec(spec.name) ?? [];
  if (side !== undefined) return `${word}_${side}`;
  return lockActions[modelId]?.(spec.name, word);
}

/** Locks tell who came in, and how. */
const lockActions: Readonly<Record<string, (variable: string, word: string) => string | undefined>> = {
  'lumi.lock.acn02': (variable, word) => {
    if (variable === 'knob') return word === 'lock' ? 'locked' : 'lock_opened_inside';
    const way = { finger: 'finger', keypad: 'password' }[variable];
    if (way === undefined) return undefined;
    if (word === 'stranger') return `${way}_not_match`;
    return `${way}_open_user_id${word.replace('user-', '')}`;
  },
  'YRD226 TSDB': (variable, word) => {
    if (variable === 'knob') return word === 'lock' ? 'manual_lock' : 'manual_unlock';
    if (variable !== 'keypad' && variable !== 'card') return undefined;
    return word === 'stranger' ? 'unlock_failure_invalid_pin_or_id' : 'unlock';
  },
};
