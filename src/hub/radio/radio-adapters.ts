/** The kinds of coordinator that the radio can drive, as the library names them. */
export const radioAdapters = ['zstack', 'ember', 'deconz', 'zigate', 'zboss', 'zoh', 'ezsp'] as const;

export type RadioAdapter = (typeof radioAdapters)[number];
