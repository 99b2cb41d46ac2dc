import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { buildHouse } from './build-house.ts';
import type { House } from './house.ts';
import { type HouseFile, houseSchema } from './house-schema.ts';
import { HouseSource } from './house-source.ts';
import { noteSchemaFaults } from './schema-faults.ts';

/** Ten thousand devices fit well into this. */
const fileBytesMax = 8 * 1024 * 1024;

/**
 * Reads a house file.
 * @throws ZigfleetError `invalid-config`, one line per fault: `file:line:column: what would be right`
 */
export async function loadHouse(path: string): Promise<House> {
  return parseHouse(await readHouseText(path), path);
}

/** The text of a house file. @throws ZigfleetError `invalid-config` if it cannot be read, or is too large */
export async function readHouseText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > fileBytesMax) {
      throw new ZigfleetError('invalid-config', `${path} is larger than ${fileBytesMax} bytes`);
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof ZigfleetError) throw error;
    throw new ZigfleetError('invalid-config', `cannot read ${path}: ${messageOf(error)}`, { cause: error });
  }
}

/**
 * Reads the text of a house file.
 * @param fileName - for messages, and where relative paths in it begin
 * @throws ZigfleetError `invalid-config`, one line per fault: `file:line:column: what would be right`
 */
export function parseHouse(text: string, fileName: string): House {
  const source = new HouseSource(text, fileName);
  const data = source.toPlain();
  noteSchemaFaults(houseSchema, data, source);
  source.throwIfFaulty();
  const house = buildHouse(data as HouseFile, source, dirname(resolve(fileName)));
  source.throwIfFaulty();
  return house;
}
