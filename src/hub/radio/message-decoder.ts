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

/**
 * The values in a message, as the device's converters say them; empty if there are none. A promise only if a converter
 * needs one. Never throws or rejects.
 */
export function decodeMessage(
  message: Events.MessagePayload,
  context: DecodingContext,
): KeyValue | Promise<KeyValue> {
  const { model } = context;
  const converters = model.fromZigbee.get(message.cluster);
  const values: KeyValue = {};
  if (!converters) return values;
  const meta = {
    state: context.state,
    device: message.device,
    deviceExposesChanged: context.deviceExposesChanged,
  };
  const later: Promise<unknown>[] = [];
  for (const converter of converters) {
    const types: string | readonly string[] = converter.type;
    if (typeof types === 'string' ? types !== message.type : !types.includes(message.type)) continue;
    try {
      const converted: unknown = converter.convert(model.definition, message, context.publishLater, {}, meta);
      if (converted instanceof Promise) later.push(converted);
      else Object.assign(values, converted);
    } catch (error) {
      tellFailure(context.logger, message, error);
    }
  }
  if (later.length === 0) return roundValues(values, message, context);
  return Promise.allSettled(later).then((results) => {
    for (const result of results) {
      if (result.status === 'fulfilled') Object.assign(values, result.value);
      else tellFailure(context.logger, message, result.reason);
    }
    return roundValues(values, message, context);
  });
}

/** Rounds to the precision that the library gives each quantity. */
function roundValues(values: KeyValue, message: Events.MessagePayload, context: DecodingContext): KeyValue {
  try {
    postProcessConvertedFromZigbeeMessage(context.model.definition, values, {}, message.device);
  } catch (error) {
    tellFailure(context.logger, message, error);
  }
  return values;
}

function tellFailure(logger: Logger, message: Events.MessagePayload, error: unknown): void {
  logger.debug(
    { err: error, ieeeAddress: message.device.ieeeAddr, cluster: message.cluster, type: message.type },
    'a message could not be decoded',
  );
}
