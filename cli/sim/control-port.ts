/** Where the house that is served first on a machine is controlled. */
export const controlPortDefault = 6680;
