const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const events = 4;
const eventBytes = 6;
const headBytes = 2;
export const lumiScheduleBytes = headBytes + events * eventBytes;
/** Set in a time that is of the following day. */
const nextDayFlag = 0x8000;
const minutesPerHour = 60;

/**
 * What a Lumi thermostat's schedule says, as `mon,tue|8:00,24.0|18:00,17.0|…`: days, then from when which temperature.
 * In bytes: a version, the days as bits from the second on, and for each event its minutes, two bytes that say nothing,
 * and 0.01 °C.
 */
export function lumiScheduleText(bytes: Buffer): string | undefined {
  if (bytes.length !== lumiScheduleBytes) return undefined;
  const dayBits = bytes.readUInt8(1) >> 1;
  const parts = [days.filter((_, index) => (dayBits >> index) & 1).join(',')];
  for (let index = 0; index < events; index++) {
    const offset = headBytes + index * eventBytes;
    const minutes = bytes.readUInt16BE(offset) & ~nextDayFlag;
    const time = `${Math.floor(minutes / minutesPerHour)}:${String(minutes % minutesPerHour).padStart(2, '0')}`;
    const celsius = bytes.readUInt16BE(offset + 4) / 100;
    parts.push(`${time},${Number.isInteger(celsius) ? celsius.toFixed(1) : celsius}`);
  }
  return parts.join('|');
}
