import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { isZigfleetError, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { ByteReader } from '../zcl/byte-reader.ts';
import { ByteWriter } from '../zcl/byte-writer.ts';
import { isAnalog, type ZclValue } from '../zcl/data-types.ts';
import type { AttributeSlot } from '../zcl/layout.ts';
import { readValue, writeValue } from '../zcl/value-codec.ts';
import type { ZclServer } from '../zcl/zcl-server.ts';
import type { PhysicalValue } from './variable.ts';

/** What a device keeps in flash. Plain JSON. Values are the bytes of their ZCL type, in hex. */
export interface DeviceState {
  /** Attributes that were written over the air, by slot path. */
  attributes: Record<string, string>;
  /** Reporting that was configured over the air, by slot path. */
  reporting: Record<string, { minimumS: number; maximumS: number; change: string }>;
  /** By the behaviour's name. */
  behaviours: Record<string, Record<string, PhysicalValue>>;
}

const interval = Type.Integer({ minimum: 0, maximum: 0xffff });
const stateSchema = Type.Object({
  attributes: Type.Record(Type.String(), Type.String()),
  reporting: Type.Record(
    Type.String(),
    Type.Object({ minimumS: interval, maximumS: interval, change: Type.String() }),
  ),
  behaviours: Type.Record(
    Type.String(),
    Type.Record(Type.String(), Type.Union([Type.Boolean(), Type.Number(), Type.String()])),
  ),
});

/**
 * Checks a state that was read from a file.
 * @throws ZigfleetError `decode-failed` naming what is wrong
 */
export function parseDeviceState(value: unknown): DeviceState {
  if (Value.Check(stateSchema, value)) return value;
  const [error] = Value.Errors(stateSchema, value);
  const what = error === undefined ? 'unreadable' : `${error.instancePath} ${error.message}`;
  throw new ZigfleetError('decode-failed', `the saved state of a device is damaged: ${what}`);
}

/** What a device's server keeps in flash. */
export function serverState(server: ZclServer): Pick<DeviceState, 'attributes' | 'reporting'> {
  const attributes: DeviceState['attributes'] = {};
  for (const [slot, value] of server.values.entries()) {
    if (slot.attribute.writable) attributes[slotPath(slot)] = encode(slot, value);
  }
  const reporting: DeviceState['reporting'] = {};
  for (const { slot, rule } of server.reporting.configured()) {
    const change = isAnalog(slot.attribute.type) ? encode(slot, rule.change) : '';
    reporting[slotPath(slot)] = { minimumS: rule.minimumS, maximumS: rule.maximumS, change };
  }
  return { attributes, reporting };
}

/** Gives it back. What the model no longer has, or cannot read, is left out: a newer simulator may know it otherwise. */
export function restoreServer(server: ZclServer, state: DeviceState): void {
  for (const slot of server.layout.slots) {
    const path = slotPath(slot);
    const written = state.attributes[path];
    if (written !== undefined && slot.attribute.writable) {
      const value = decode(slot, written);
      if (value !== undefined) server.values.set(slot, value);
    }
    const rule = state.reporting[path];
    if (rule === undefined || !slot.attribute.reportable) continue;
    const change = isAnalog(slot.attribute.type) ? decode(slot, rule.change) : null;
    if (change !== undefined) {
      server.reporting.set(slot, { minimumS: rule.minimumS, maximumS: rule.maximumS, change }, true);
    }
  }
}

/** `endpoint/cluster/attribute`, and the manufacturer if the attribute is one's own; hexadecimal but for the first. */
export function slotPath({ endpointId, attribute }: AttributeSlot): string {
  const path = `${endpointId}/${hex(attribute.clusterId)}/${hex(attribute.attributeId)}`;
  return attribute.manufacturerCode === undefined ? path : `${path}/${hex(attribute.manufacturerCode)}`;
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}

function encode(slot: AttributeSlot, value: ZclValue): string {
  const writer = new ByteWriter();
  writeValue(writer, slot.attribute.type, value);
  return writer.toBuffer().toString('hex');
}

function decode(slot: AttributeSlot, text: string): ZclValue | undefined {
  try {
    return readValue(new ByteReader(Buffer.from(text, 'hex')), slot.attribute.type);
  } catch (error) {
    if (isZigfleetError(error, 'decode-failed')) return undefined;
    throw error;
  }
}
