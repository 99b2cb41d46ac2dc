import type { Events } from 'zigbee-herdsman';
import { postProcessConvertedFromZigbeeMessage } from 'zigbee-herdsman-converters';
import type { Logger } from '../../common/logger.ts';
import type { DeviceModel } from './device-model.ts';
import type { DeviceState } from './device-state.ts';

/** Values by property, as converters give them. */
export type KeyValue = Record<string, unknown>;

/** What a message is decoded with and for. */
export interface DecodingContext {
  model: DeviceModel;
  state: DeviceState;
  logger: Logger;
  deviceExposesChanged(): void;
  /** Values that a converter gives of its own accord, later than the message. */
  publishLater(values: KeyValue): void;
}

/** The values in a message, as the device's converters say them; empty if there are none. Never throws. */
export function decodeMessage(message: Events.MessagePayload, context: DecodingContext): KeyValue {
  const { model, logger } = context;
  const converters = model.fromZigbee.get(message.cluster);
  const values: KeyValue = {};
  if (!converters) return values;
  const meta = {
    state: context.state,
    device: message.device,
    deviceExposesChanged: context.deviceExposesChanged,
  };
  for (const converter of converters) {
    const types: string | readonly string[] = converter.type;
    if (typeof types === 'string' ? types !== message.type : !types.includes(message.type)) continue;
    try {
      const converted: unknown = converter.convert(model.definition, message, context.publishLater, {}, meta);
      if (converted instanceof Promise) {
        converted.catch((error: unknown) => tellFailure(logger, message, error));
      } else if (converted) {
        Object.assign(values, converted);
      }
    } catch (error) {
      tellFailure(logger, message, error);
    }
  }
  return roundValues(values, message, model, logger);
}

function roundValues(
  values: KeyValue,
  message: Events.MessagePayload,
  model: DeviceModel,
  logger: Logger,
): KeyValue {
  try {
    // Rounds to the precision that the library gives each quantity.
    postProcessConvertedFromZigbeeMessage(model.definition, values, {}, message.device);
  } catch (error) {
    tellFailure(logger, message, error);
  }
  return values;
}

function tellFailure(logger: Logger, message: Events.MessagePayload, error: unknown): void {
  logger.debug(
    { err: error, ieeeAddress: message.device.ieeeAddr, cluster: message.cluster, type: message.type },
    'a message could not be decoded',
  );
}
