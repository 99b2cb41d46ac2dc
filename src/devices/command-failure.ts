/** Why a command failed, down to the radio's reason. Stable words: apps may tell them apart. */
export const commandFailureReasons = [
  /** The device did not acknowledge the radio frame. */
  'no-ack',
  /** No route to the device is known, or it is not joined. */
  'no-route',
  /** The device has the frame but did not answer in time. */
  'timeout',
  /** The device said that it does not support this. */
  'unsupported',
  /** The device or its converter said that the value is not valid. */
  'invalid-value',
  /** The device answered with another error status. */
  'rejected',
  /** The device is not on this hub, or was removed meanwhile. */
  'unknown-device',
  /** The hub was restarted while it executed the command: whether the device obeyed is not known. */
  'interrupted',
  /** The hub's bounded queue of commands is full. */
  'queue-full',
  /** The hub's radio does not work. */
  'radio-down',
  /** Anything else; the detail says what. */
  'internal',
] as const;

export type CommandFailureReason = (typeof commandFailureReasons)[number];

/** A failure as it is told to whoever asked. */
export interface CommandFailure {
  reason: CommandFailureReason;
  /** One sentence for people; never secrets. */
  detail: string;
}

/** Whether a text is one of the reasons. */
export function isCommandFailureReason(text: string): text is CommandFailureReason {
  return (commandFailureReasons as readonly string[]).includes(text);
}
