/** How a hub gives a Lumi thermostat a sensor elsewhere: frames in an attribute of their own. */
export type LumiSensorOrder =
  | { order: 'link' }
  | { order: 'unlink' }
  /** °C */
  | { order: 'measured'; celsius: number };

const frameStart = 0xaa;
const headBytes = 9;
const orders = { link: 0x02, unlink: 0x04, measured: 0x05 } as const;
const orderAt = 6;
const sumAt = 5;
/** Of the parameters of a measurement: the sensor's address, and which of its values it is. */
const measurementOffset = 12;
const perDegree = 100;

/** What a frame orders; undefined if it is none, or damaged. */
export function decodeLumiSensorOrder(frame: Buffer): LumiSensorOrder | undefined {
  if (frame.length < headBytes || frame[0] !== frameStart || frame[8] !== frame.length - headBytes)
    return undefined;
  // The sum of the first six bytes is 0 in a byte.
  const sum = frame.subarray(0, sumAt + 1).reduce((total, byte) => total + byte, 0);
  if (sum % 0x100 !== 0) return undefined;
  const order = frame[orderAt];
  if (order === orders.link) return { order: 'link' };
  if (order === orders.unlink) return { order: 'unlink' };
  const valueAt = headBytes + measurementOffset;
  if (order !== orders.measured || frame.length < valueAt + 4) return undefined;
  const celsius = frame.readFloatBE(valueAt) / perDegree;
  return celsius >= 0 && celsius <= 55 ? { order: 'measured', celsius } : undefined;
}
