/** Where a probe of push has been, in the order of its way. */
export const pushStepNames = ['hub', 'link', 'device', 'store', 'events', 'webhook'] as const;
export type PushStepName = (typeof pushStepNames)[number];

/** One step of the way. */
export interface PushStep {
  name: PushStepName;
  /** Skipped: it could not be tried, or need not be. */
  status: 'ok' | 'failed' | 'skipped';
  /** How long it took; null if that is not known. */
  tookMs: number | null;
  /** One sentence for people. */
  detail: string;
  /** Only of a webhook. */
  webhookId: string | null;
}

/** What came of a probe. */
export interface PushReport {
  /** The event `pushProbed` with this id is what subscribers hear. */
  probeId: string | null;
  homeId: string;
  hubId: string;
  /** The device that was asked; null if there was none to ask. */
  ieeeAddress: string | null;
  commandId: string | null;
  steps: PushStep[];
  /** The first step that failed; null if none did. */
  stoppedAt: PushStepName | null;
}

/** Puts an event of no consequence into a home's stream. */
export interface Probes {
  /** @returns its id, and that of the event */
  send(homeId: string): Promise<{ probeId: string; eventId: string }>;
}
