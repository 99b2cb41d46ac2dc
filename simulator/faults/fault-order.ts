import type { HouseAction } from '../house/action-schema.ts';
import type { PlacedDevice, RadioService } from '../house/radio-service.ts';

/** What is to go wrong, as a house file or a person says it. */
export type FaultOrder = NonNullable<HouseAction['fault']>;

/** What a fault is about: radios, or one device. */
export type FaultTarget = { radios: readonly RadioService[] } | { device: PlacedDevice };
