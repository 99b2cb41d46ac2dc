/** How a hub stands with the platform. */
export type LinkStatus =
  | { state: 'connecting' }
  | { state: 'connected'; epoch: number }
  /** `reason`: a goodbye's reason, or what the transport said. */
  | { state: 'disconnected'; reason: string; retryInMs: number }
  /** The platform does not let the hub in; it is tried again, slowly. `reason`: a goodbye's. */
  | { state: 'refused'; reason: string; detail: string; retryInMs: number }
  | { state: 'stopped' };
