import { type Static, Type } from 'typebox';
import { faultKinds } from './fault-kinds.ts';
import { duration, oneOf, place, reference, strict } from './schema-parts.ts';

const value = Type.Unsafe<boolean | number | string>({
  type: ['boolean', 'number', 'string'],
  description: 'true or false, a number, or a word.',
});
const device = reference('The device.');
const variableName = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' });
/** Doors and appliances have names, not ids. */
const objectName = (description: string) => Type.String({ minLength: 1, maxLength: 64, description });

/** Each thing that can be done to a house, by a story or from outside. */
export const actionProperties = {
  set: Type.Object(
    {
      device,
      values: Type.Record(variableName, value, {
        minProperties: 1,
        maxProperties: 64,
        description: 'What to hold its physical variables at.',
      }),
    },
    { ...strict, description: 'Holds physical variables of a device until they are released.' },
  ),
  release: Type.Object(
    {
      device,
      variables: Type.Optional(Type.Array(variableName, { maxItems: 64, description: 'Default: all.' })),
    },
    { ...strict, description: 'Gives variables of a device back to nature.' },
  ),
  press: Type.Object(
    {
      device,
      action: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 64,
          description: 'Such as single. Default: the plainest one.',
        }),
      ),
    },
    { ...strict, description: 'Presses a button, or switches what has a switch.' },
  ),
  move: Type.Object(
    {
      person: reference('Who.'),
      to: place('Where.'),
      doing: Type.Optional(oneOf(['moving', 'still', 'asleep'], 'What they do there. Default moving.')),
    },
    { ...strict, description: 'Sends a person somewhere, on foot.' },
  ),
  door: Type.Object(
    {
      name: objectName('As `zigfleet sim ls doors` shows it.'),
      open: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: '0 shut, 1 wide open.' })),
      bolted: Type.Optional(Type.Boolean({ description: 'Turns the bolt.' })),
      jammed: Type.Optional(Type.Boolean({ description: 'Whether its bolt refuses to move.' })),
    },
    { ...strict, description: 'Moves a door or window, or its bolt.' },
  ),
  appliance: Type.Object(
    { name: objectName('As the house file names it.') },
    { ...strict, description: 'Starts an appliance, or turns it on or off.' },
  ),
  leak: Type.Object(
    {
      room: reference('Where.'),
      litresPerMinute: Type.Optional(
        Type.Number({ minimum: 0, maximum: 1000, description: '0 stops it. Default 5.' }),
      ),
      mopUp: Type.Optional(Type.Boolean({ description: 'Takes the water away.' })),
    },
    { ...strict, description: 'Water runs onto the floor.' },
  ),
  smoke: Type.Object(
    {
      room: reference('Where.'),
      dbPerMetrePerMinute: Type.Optional(
        Type.Number({ minimum: 0, maximum: 100, description: '0 stops it. Default 0.3.' }),
      ),
    },
    { ...strict, description: 'Something smoulders.' },
  ),
  gas: Type.Object(
    {
      room: reference('Where.'),
      percentLelPerMinute: Type.Optional(
        Type.Number({ minimum: 0, maximum: 1000, description: '0 stops it. Default 4.' }),
      ),
    },
    { ...strict, description: 'Gas leaks.' },
  ),
  airOut: Type.Object({ room: reference('Where.') }, { ...strict, description: 'Blows smoke and gas out.' }),
  shake: Type.Object(
    {
      place: place('Where.'),
      object: objectName('What is knocked at.'),
      strength: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'Default 0.5.' })),
    },
    { ...strict, description: 'Knocks at something.' },
  ),
  outage: Type.Object(
    {
      circuit: objectName('As the rooms name it; "main" unless they do.'),
      lost: Type.Optional(Type.Boolean({ description: 'false gives the mains back. Default true.' })),
    },
    { ...strict, description: 'Cuts the mains of a circuit, or gives it back.' },
  ),
  unplug: Type.Object(
    { device, for: Type.Optional(duration('Then it is plugged in again.')) },
    { ...strict, description: 'Takes the power from a device: its plug, or its battery.' },
  ),
  plug: Type.Object(
    { device },
    {
      ...strict,
      description: 'Gives a device its power back: its plug, or a new battery if the old one is empty.',
    },
  ),
  join: Type.Object(
    { device },
    { ...strict, description: 'Holds the pairing button of a device: it looks for an open network.' },
  ),
  leave: Type.Object({ device }, { ...strict, description: 'Makes a device leave its network.' }),
  fault: Type.Object(
    {
      kind: oneOf(faultKinds, 'What goes wrong.'),
      target: Type.Optional(reference('The hub or the device. Default: every hub.')),
      for: Type.Optional(duration('Then it is over. Default: until it is ended.')),
      rate: Type.Optional(
        Type.Number({
          minimum: 0,
          maximum: 1,
          description: 'Share of frames: loss, duplicates, reordering.',
        }),
      ),
      delay: Type.Optional(duration('Of each frame: delay.')),
      jitter: Type.Optional(duration('Up to so much more: delay.')),
      count: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 65535, description: 'Frames: corruptedSerial. Default 1.' }),
      ),
      percent: Type.Optional(
        Type.Number({ minimum: 0, maximum: 100, description: 'What is left: lowBattery. Default 5.' }),
      ),
    },
    { ...strict, description: 'Lets something go wrong.' },
  ),
  endFault: Type.Object(
    {
      kind: Type.Optional(oneOf(faultKinds, 'Default: all.')),
      target: Type.Optional(reference('The hub or the device. Default: all.')),
    },
    { ...strict, description: 'Ends faults.' },
  ),
  note: Type.String({ minLength: 1, maxLength: 1000, description: 'A remark for the ledger.' }),
} as const;

/** One thing to do, and only one. */
export const actionSchema = Type.Partial(Type.Object(actionProperties), {
  ...strict,
  minProperties: 1,
  maxProperties: 1,
});
export type HouseAction = Static<typeof actionSchema>;

export const actionNames = Object.keys(actionProperties) as readonly (keyof typeof actionProperties)[];
