import type { DeviceDescriptor } from './device-descriptor.ts';

/**
 * Whether a device locks something: it takes the words LOCK and UNLOCK, as every lock does in `exposes`. So does what only
 * keeps children from the buttons of a thermostat; that is called so.
 */
export function hasLock({ traits }: Pick<DeviceDescriptor, 'traits'>): boolean {
  return traits.some(
    (trait) =>
      trait.type === 'enum' &&
      trait.name !== 'child_lock' &&
      trait.access.settable &&
      trait.values.includes('LOCK') &&
      trait.values.includes('UNLOCK'),
  );
}
