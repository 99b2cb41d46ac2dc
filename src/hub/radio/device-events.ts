import type { Models } from 'zigbee-herdsman';
import { type OnEvent, onEvent } from 'zigbee-herdsman-converters';
import type { Logger } from '../../common/logger.ts';
import type { DeviceModel } from './device-model.ts';
import type { DeviceState } from './device-state.ts';

/** What a converter is told of beside the device: `type` and its own fields. */
export type DeviceHappening =
  | { type: 'start' | 'deviceJoined' | 'deviceAnnounce' | 'deviceNetworkAddressChanged' }
  | { type: 'deviceInterview'; status: 'started' | 'successful' | 'failed' };

/** Tells the library and the device's own definition what happened, as their contract asks; never throws. */
export async function tellConverters(
  happening: DeviceHappening,
  device: Models.Device,
  model: DeviceModel | undefined,
  state: DeviceState,
  deviceExposesChanged: () => void,
  logger: Logger,
): Promise<void> {
  const data = { device, deviceExposesChanged, state, options: {} };
  const event: OnEvent.Event =
    happening.type === 'deviceInterview'
      ? { type: 'deviceInterview', data: { ...data, status: happening.status } }
      : { type: happening.type, data };
  try {
    await onEvent(event);
    await model?.definition.onEvent?.(event);
  } catch (error) {
    logger.debug({ err: error, happening: happening.type }, 'a converter failed to handle an event');
  }
}

/** Tells the definition that the device is gone or the link down, so that it stops its timers; never throws. */
export async function tellStop(ieeeAddress: string, model: DeviceModel, logger: Logger): Promise<void> {
  try {
    await model.definition.onEvent?.({ type: 'stop', data: { ieeeAddr: ieeeAddress } });
  } catch (error) {
    logger.debug({ err: error }, 'a converter failed to stop');
  }
}
