import { type Static, Type } from 'typebox';
import { type ApplianceKind, applianceKinds } from '../world/appliances/appliance-kinds.ts';
import { memorySchema } from './device-memory.ts';
import { genericSchema } from './generic-device.ts';
import {
  duration,
  idPattern,
  named,
  oneOf,
  place,
  position,
  reference,
  strict,
  timeOfDayPattern,
} from './schema-parts.ts';
import { storySchema } from './story-schema.ts';

const name = Type.String({ minLength: 1, maxLength: 100, description: 'For people.' });

const room = Type.Object(
  {
    name: Type.Optional(name),
    temperature: Type.Optional(
      Type.Number({ minimum: -30, maximum: 45, description: 'Mean over the day, °C. Default 21.' }),
    ),
    humidity: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 100,
        description: 'Relative humidity at that temperature, %. Default 45.',
      }),
    ),
    area: Type.Optional(
      Type.Number({ minimum: 1, maximum: 10_000, description: 'Of the floor, m². Default 16.' }),
    ),
    height: Type.Optional(Type.Number({ minimum: 1.8, maximum: 20, description: 'Metres. Default 2.5.' })),
    windows: Type.Optional(
      Type.Number({ minimum: 0, maximum: 1000, description: 'Of glass, m². Default 15 % of the floor.' }),
    ),
    neighbours: Type.Optional(
      Type.Array(place('Behind a door of this room.'), {
        maxItems: 100,
        description:
          'Where its doors lead: other rooms, or outdoors. Without any in the house, all open to the first hall.',
      }),
    ),
    outside: Type.Optional(
      Type.Boolean({ description: 'Under the open sky: a porch, a garden. Default false.' }),
    ),
    circuit: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: 'The circuit of its mains. Default main.' }),
    ),
    position: Type.Optional(
      position('Where its middle is. Default: nowhere in particular; its devices hear everyone.'),
    ),
  },
  strict,
);

const occasion = Type.Object(
  {
    at: Type.String({ pattern: timeOfDayPattern, description: 'Local time: 07:30.' }),
    days: Type.Optional(oneOf(['everyDay', 'weekdays', 'weekend'], 'Default everyDay.')),
    rooms: Type.Array(place('Where.'), {
      minItems: 1,
      maxItems: 100,
      description: 'Where: the first at once; somebody active changes among them now and then.',
    }),
    doing: Type.Optional(oneOf(['active', 'still', 'asleep'], 'What they do there. Default active.')),
    uses: Type.Optional(
      Type.Array(reference('An appliance.'), { maxItems: 100, description: 'Appliances used on arriving.' }),
    ),
  },
  strict,
);

const person = Type.Object(
  {
    name: Type.Optional(name),
    room: Type.Optional(place('Where they are at first; otherwise where the schedule says, or outdoors.')),
    key: Type.Optional(Type.Boolean({ description: 'Whether they can unlock doors. Default true.' })),
    schedule: Type.Optional(
      Type.Array(occasion, { maxItems: 1000, description: 'Their week, each entry from its time on.' }),
    ),
  },
  strict,
);

const appliance = Type.Object(
  {
    kind: oneOf(Object.keys(applianceKinds) as ApplianceKind[], 'What it is.'),
    room: reference('Where it stands.'),
    outlet: Type.Optional(
      reference('The metering plug or socket that it is plugged into: a device. Default: one of its own.'),
    ),
  },
  strict,
);

const location = Type.Object(
  {
    latitude: Type.Optional(
      Type.Number({ minimum: -90, maximum: 90, description: 'Degrees north. Default 50.' }),
    ),
    longitude: Type.Optional(
      Type.Number({ minimum: -180, maximum: 180, description: 'Degrees east. Default 10.' }),
    ),
    elevation: Type.Optional(
      Type.Number({ minimum: -430, maximum: 5500, description: 'Metres above the sea. Default 100.' }),
    ),
    utcOffset: Type.Optional(
      Type.Integer({ minimum: -720, maximum: 840, description: 'Local time minus UTC, minutes. Default 0.' }),
    ),
  },
  strict,
);

const radio = Type.Object(
  {
    port: Type.Integer({
      minimum: 0,
      maximum: 65535,
      description: 'TCP port of the coordinator: tcp://127.0.0.1:PORT. 0 takes any that is free.',
    }),
    host: Type.Optional(
      Type.String({ minLength: 1, maxLength: 253, description: 'Address to listen on. Default 127.0.0.1.' }),
    ),
    baud: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 4_000_000,
        description: 'Speed of the serial line, bits per second; 0 is as fast as it can. Default 115200.',
      }),
    ),
    delay: Type.Optional(duration('How long a frame takes over each hop on the air. Default 0ms.')),
    jitter: Type.Optional(duration('Up to so much longer for each frame. Default 0ms.')),
    loss: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'Share of frames lost after all retries. Default 0.',
      }),
    ),
    nv: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1000,
        description:
          'File of the coordinator’s memory, beside the house file unless absolute. Default: in the data directory.',
      }),
    ),
  },
  strict,
);

const hub = Type.Object(
  {
    name: Type.Optional(name),
    room: Type.Optional(reference('The room it is in.')),
    position: Type.Optional(position('Where its radio is. Default: in the middle of its room.')),
    radio,
  },
  strict,
);

const device = Type.Object(
  {
    model: Type.String({ minLength: 1, maxLength: 64, description: 'The model id, as the device says it.' }),
    name: Type.Optional(name),
    room: Type.Optional(reference('The room it is in.')),
    hub: Type.Optional(reference('The hub whose network it joins. Default: the only hub, if there is one.')),
    position: Type.Optional(position('Where it is. Default: somewhere in its room.')),
    opening: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description:
          'The door or window that it is on: "front door", "kitchen-hall door", "kitchen window". Contact sensors and locks.',
      }),
    ),
    ieeeAddress: Type.Optional(
      Type.String({
        pattern: '^0x[0-9a-f]{16}$',
        description: 'Its identity: 0x and 16 lower-case hex digits. Default: made from the seed and its id.',
      }),
    ),
    join: Type.Optional(
      Type.Union([Type.Literal('whenOpen'), Type.Literal('manual')], {
        description: 'whenOpen (default): joins whenever the network is open. manual: only when told.',
      }),
    ),
    reportEvery: Type.Optional(
      duration('How often it reports what it measures. Default: as the real device.'),
    ),
    usedEvery: Type.Optional(
      duration('How often someone uses it on average, such as opens its door. Default: as in a real home.'),
    ),
    generic: Type.Optional(genericSchema),
    memory: Type.Optional(memorySchema),
  },
  strict,
);

/** A house file: `HOUSE.yaml`. */
export const houseSchema = Type.Object(
  {
    name,
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 0xffffffff,
        description: 'The same seed gives the same house with the same life. Default 1.',
      }),
    ),
    clock: Type.Optional(
      Type.Object(
        {
          speed: Type.Optional(
            Type.Number({
              minimum: 0,
              maximum: 10_000,
              description:
                'Seconds of the house in a real second. 0: it stands still until `zigfleet sim step`. Default 1.',
            }),
          ),
          start: Type.Optional(
            Type.String({
              pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z$',
              description: 'When its time begins, such as 2026-01-01T08:00Z. Default: now.',
            }),
          ),
        },
        strict,
      ),
    ),
    rooms: Type.Optional(named(room, 500, 'By id.')),
    location: Type.Optional(location),
    people: Type.Optional(named(person, 100, 'By id.')),
    appliances: Type.Optional(named(appliance, 1000, 'By id.')),
    stories: Type.Optional(named(storySchema, 100, 'What happens by itself, by id.')),
    hubs: Type.Record(Type.String({ pattern: idPattern }), hub, {
      minProperties: 1,
      maxProperties: 100,
      additionalProperties: false,
      description: 'By id. Each has a radio with a Zigbee network of its own.',
    }),
    devices: Type.Optional(named(device, 10_000, 'By id.')),
  },
  {
    ...strict,
    title: 'zigfleet house',
    description: 'Rooms, people, hubs and devices of a simulated house.',
  },
);

export type HouseFile = Static<typeof houseSchema>;
