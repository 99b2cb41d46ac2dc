import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { exampleAuditEntry } from '../../src/platform/api/schemas/audit-schema.ts';
import type { Audit, AuditEntry, AuditRequest } from '../../src/platform/domain/audit.ts';

/** What a test may look at: what was begun, and what ended. */
export class MemoryAudit implements Audit {
  readonly begun: AuditRequest[] = [];
  readonly ended: AuditEntry[] = [];
  readonly #world: { requireStore: () => void };

  constructor(world: { requireStore: () => void }) {
    this.#world = world;
  }

  async begin(request: AuditRequest): Promise<void> {
    this.#world.requireStore();
    this.begun.push(request);
  }

  async end(entry: AuditEntry): Promise<void> {
    this.#world.requireStore();
    this.ended.push(entry);
  }

  /** The one entry of the examples, whatever is asked for. */
  async list(
    _scope: unknown,
    _query: unknown,
    { cursor }: { limit: number; cursor?: string },
  ): ReturnType<Audit['list']> {
    this.#world.requireStore();
    if (cursor !== undefined && !/^\d+-\d+$/.test(cursor)) {
      throw new ZigfleetError('invalid-request', 'The cursor is none of a page before.');
    }
    const { time, ...entry } = exampleAuditEntry;
    const entries = cursor === undefined ? [{ ...entry, timeMs: Date.parse(time) }] : [];
    return { entries, nextCursor: null };
  }
}
