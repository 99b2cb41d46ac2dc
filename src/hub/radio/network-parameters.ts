import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';

/** The channels that are least likely to lie under a Wi-Fi network: 11, 15, 20 and 25. */
const quietChannels = [11, 15, 20, 25] as const;

const schema = Type.Object(
  {
    /** 16 bits, not 0xFFFF (Zigbee specification r22, 3.6.1.11). */
    panId: Type.Integer({ minimum: 1, maximum: 0xfffe }),
    /** 64 bits as 16 hexadecimal digits. */
    extendedPanId: Type.String({ pattern: '^[0-9a-f]{16}$' }),
    /** 11 to 26 (IEEE 802.15.4, 2.4 GHz). */
    channel: Type.Integer({ minimum: 11, maximum: 26 }),
    /** 128 bits as 32 hexadecimal digits. Secret. */
    networkKey: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  },
  { additionalProperties: false },
);

/** What makes a Zigbee network this hub's. */
export type NetworkParameters = Static<typeof schema>;

/**
 * Reads the hub's network from its file, or makes a new one with random identifiers and key at the first start.
 * @param path - `network.json`; written with mode 0600
 * @throws ZigfleetError `invalid-config` if the file is there but not such a file
 */
export function loadNetworkParameters(path: string): NetworkParameters {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const made = makeNetworkParameters();
    writeFileAtomically(path, `${JSON.stringify(made, undefined, 2)}\n`, 0o600);
    return made;
  }
  chmodSync(path, 0o600);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw notParameters(path, 'it is not JSON', error);
  }
  if (!Value.Check(schema, parsed)) {
    const [fault] = Value.Errors(schema, parsed);
    throw notParameters(path, `${fault?.instancePath ?? ''} ${fault?.message ?? ''}`.trim());
  }
  return parsed;
}

function makeNetworkParameters(): NetworkParameters {
  return {
    panId: randomInt(1, 0xffff),
    extendedPanId: randomBytes(8).toString('hex'),
    channel: quietChannels[randomInt(quietChannels.length)] ?? quietChannels[0],
    networkKey: randomBytes(16).toString('hex'),
  };
}

function notParameters(path: string, why: string, cause?: unknown): ZigfleetError {
  return new ZigfleetError(
    'invalid-config',
    `${path} does not describe a Zigbee network: ${why}. Restore it from a copy; without it the devices must be joined again.`,
    { cause },
  );
}
