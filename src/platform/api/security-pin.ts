import Type from 'typebox';

/** The header of every operation that makes commands to devices: they may be security devices. */
export const securityPinHeader = {
  'security-pin': Type.Optional(
    Type.String({
      pattern: '^[0-9]{4,12}$',
      description:
        'The PIN of the account in this home. Needed only where the home wants one: for locks, and for the devices that it names.',
      examples: ['482913'],
    }),
  ),
};
