import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';

/** A thousand devices take about 3 MB. */
export const databaseBytesMax = 64 * 1024 * 1024;
const devicesMax = 10_000;
/** Faults shown at once; the rest are counted. */
const faultsShown = 20;

const uint8 = Type.Integer({ minimum: 0, maximum: 0xff });
const uint16 = Type.Integer({ minimum: 0, maximum: 0xffff });
const ieeeAddress = Type.String({ pattern: '^0x[0-9a-f]{16}$' });
const text = Type.Optional(Type.Union([Type.String({ maxLength: 254 }), Type.Null()]));
const smallNumber = Type.Optional(Type.Union([Type.Number(), Type.Null()]));

const endpointSchema = Type.Object({
  profId: Type.Optional(uint16),
  devId: Type.Optional(uint16),
  inClusterList: Type.Array(uint16, { maxItems: 255 }),
  outClusterList: Type.Array(uint16, { maxItems: 255 }),
  clusters: Type.Optional(
    Type.Record(
      Type.String(),
      Type.Object({ attributes: Type.Optional(Type.Record(Type.String(), Type.Unknown())) }),
    ),
  ),
  binds: Type.Optional(
    Type.Array(
      Type.Object({
        cluster: uint16,
        type: Type.Union([Type.Literal('endpoint'), Type.Literal('group')]),
        deviceIeeeAddress: Type.Optional(ieeeAddress),
        endpointID: Type.Optional(uint8),
        groupID: Type.Optional(uint16),
      }),
      { maxItems: 1000 },
    ),
  ),
  configuredReportings: Type.Optional(
    Type.Array(
      Type.Object({
        cluster: uint16,
        attrId: uint16,
        minRepIntval: uint16,
        maxRepIntval: uint16,
        repChange: Type.Optional(Type.Unknown()),
        manufacturerCode: Type.Optional(Type.Union([uint16, Type.Null()])),
      }),
      { maxItems: 1000 },
    ),
  ),
});

const deviceSchema = Type.Object({
  type: Type.Union([Type.Literal('EndDevice'), Type.Literal('Router'), Type.Literal('Unknown')]),
  ieeeAddr: ieeeAddress,
  nwkAddr: Type.Optional(uint16),
  manufId: Type.Optional(Type.Union([uint16, Type.Null()])),
  manufName: text,
  modelId: text,
  powerSource: text,
  endpoints: Type.Record(
    Type.String({ pattern: '^([1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-4])$' }),
    endpointSchema,
    {
      additionalProperties: false,
      maxProperties: 254,
    },
  ),
  appVersion: smallNumber,
  stackVersion: smallNumber,
  hwVersion: smallNumber,
  zclVersion: smallNumber,
  dateCode: text,
  swBuildId: text,
});

const coordinatorSchema = Type.Object({ type: Type.Literal('Coordinator'), ieeeAddr: ieeeAddress });

const groupSchema = Type.Object({
  type: Type.Literal('Group'),
  groupID: uint16,
  members: Type.Array(
    Type.Object({ deviceIeeeAddr: ieeeAddress, endpointID: Type.Integer({ minimum: 1, maximum: 254 }) }),
    { maxItems: devicesMax },
  ),
});

export type DatabaseDevice = Static<typeof deviceSchema>;
export type DatabaseEndpoint = Static<typeof endpointSchema>;

/** A house as zigbee-herdsman remembers it. */
export interface HerdsmanDatabase {
  coordinatorIeeeAddress: string | undefined;
  devices: DatabaseDevice[];
  groups: Static<typeof groupSchema>[];
  /** What was passed over, for people: `line 7: ...`. */
  skipped: string[];
}

/**
 * Reads zigbee-herdsman's database file: one JSON object a line.
 * @param fileName - for messages
 * @throws ZigfleetError `decode-failed`, one line per fault: `file:line: what is wrong`
 */
export function readDatabase(content: string, fileName: string): HerdsmanDatabase {
  const database: HerdsmanDatabase = {
    coordinatorIeeeAddress: undefined,
    devices: [],
    groups: [],
    skipped: [],
  };
  const faults: string[] = [];
  const lines = new Map<string, number>();
  let number = 0;
  for (const line of content.split('\n')) {
    number++;
    if (line.trim() === '') continue;
    const fault = readLine(line, number, database, lines);
    if (fault !== undefined) faults.push(`${fileName}:${number}: ${fault}`);
  }
  if (faults.length > 0) {
    const more = faults.length - faultsShown;
    const shown = faults.slice(0, faultsShown).join('\n');
    throw new ZigfleetError('decode-failed', more > 0 ? `${shown}\nand ${more} more` : shown);
  }
  if (database.coordinatorIeeeAddress === undefined && database.devices.length === 0) {
    throw new ZigfleetError(
      'decode-failed',
      `${fileName} has no devices: is it a database of zigbee-herdsman?`,
    );
  }
  return database;
}

/** Takes in one line; gives what is wrong with it. */
function readLine(
  line: string,
  number: number,
  database: HerdsmanDatabase,
  lines: Map<string, number>,
): string | undefined {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch (error) {
    return `not JSON: ${messageOf(error)}`;
  }
  const type = (entry as { type?: unknown } | null)?.type;
  switch (type) {
    case 'Coordinator':
      if (!Value.Check(coordinatorSchema, entry)) return firstFault(coordinatorSchema, entry);
      database.coordinatorIeeeAddress = entry.ieeeAddr;
      return undefined;
    case 'Group':
      if (!Value.Check(groupSchema, entry)) return firstFault(groupSchema, entry);
      database.groups.push(entry);
      return undefined;
    case 'EndDevice':
    case 'Router':
    case 'Unknown': {
      if (!Value.Check(deviceSchema, entry)) return firstFault(deviceSchema, entry);
      const earlier = lines.get(entry.ieeeAddr);
      if (earlier !== undefined) return `${entry.ieeeAddr} is in line ${earlier} already`;
      if (database.devices.length >= devicesMax) return `more than ${devicesMax} devices`;
      lines.set(entry.ieeeAddr, number);
      database.devices.push(entry);
      return undefined;
    }
    case 'GreenPower':
      database.skipped.push(`line ${number}: a Green Power device: the simulator has none`);
      return undefined;
    default:
      if (typeof type !== 'string') return 'an object with a "type" is wanted';
      database.skipped.push(
        `line ${number}: an entry of the unknown type ${JSON.stringify(type.slice(0, 40))}`,
      );
      return undefined;
  }
}

function firstFault(schema: TSchema, entry: unknown): string {
  const [error] = Value.Errors(schema, entry);
  return error === undefined ? 'unreadable' : `${error.instancePath || 'the entry'} ${error.message}`;
}
