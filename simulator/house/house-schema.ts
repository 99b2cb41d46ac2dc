import { type Static, Type } from 'typebox';

const idPattern = '^[a-z0-9](-?[a-z0-9]){0,62}$';
const durationPattern = '^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|min|h|d)$';

const strict = { additionalProperties: false } as const;

function duration(description: string) {
  return Type.String({
    pattern: durationPattern,
    description: `${description} For example 5s, 250ms, 10min, 1h.`,
  });
}

function reference(description: string) {
  return Type.String({ pattern: idPattern, description });
}

function named<T extends ReturnType<typeof Type.Object>>(item: T, countMax: number, description: string) {
  return Type.Record(Type.String({ pattern: idPattern }), item, {
    maxProperties: countMax,
    additionalProperties: false,
    description,
  });
}

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
  },
  strict,
);

const person = Type.Object(
  {
    name: Type.Optional(name),
    room: Type.Optional(reference('Where they are at first.')),
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

const hub = Type.Object({ name: Type.Optional(name), radio }, strict);

const device = Type.Object(
  {
    model: Type.String({ minLength: 1, maxLength: 64, description: 'The model id, as the device says it.' }),
    name: Type.Optional(name),
    room: Type.Optional(reference('The room it is in.')),
    hub: Type.Optional(reference('The hub whose network it joins. Default: the only hub, if there is one.')),
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
              minimum: 0.01,
              maximum: 10_000,
              description: 'Seconds of the house in a real second. Default 1.',
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
    people: Type.Optional(named(person, 100, 'By id.')),
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
