/** Bounds of what a home may cost, and how long things are kept. Those without a unit are counts. */
export interface StoreLimits {
  /** Entries of a home's event stream; each holds the events of one batch. Redis may keep up to 100 more. */
  eventEntriesMax: number;
  /** Open commands of one hub. */
  openCommandsMax: number;
  hubsPerHomeMax: number;
  /** Devices of a home, beyond which its networks are not opened to more. */
  devicesPerHomeMax: number;
  /** Devices of a home of which a name, icon or room is kept, whether they are there or not. */
  deviceSettingsMax: number;
  /** Commands that a home, and a device, list; older ones can still be read by their id. Redis may list up to 100 more. */
  homeCommandsListedMax: number;
  deviceCommandsListedMax: number;
  /** How long a command is kept after its end, and an idempotency key after its first use. */
  commandKeptMs: number;
  /** How long after its TTL a command that was handed to the hub may still end, before nobody waits any more. */
  commandGraceMs: number;
}

export const defaultStoreLimits: Readonly<StoreLimits> = {
  eventEntriesMax: 10_000,
  openCommandsMax: 250,
  hubsPerHomeMax: 256,
  devicesPerHomeMax: 10_000,
  deviceSettingsMax: 20_000,
  homeCommandsListedMax: 10_000,
  deviceCommandsListedMax: 100,
  commandKeptMs: 24 * 60 * 60 * 1000,
  commandGraceMs: 60_000,
};
