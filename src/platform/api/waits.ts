import type { FastifyReply } from 'fastify';

/** The requests that wait for something: released when their client goes away, or all at once when the node stops. */
export class Waits {
  readonly #open = new Set<AbortController>();
  #released = false;

  /** Aborts when there is no more point in waiting. */
  begin(reply: FastifyReply): AbortSignal {
    const wait = new AbortController();
    if (this.#released) wait.abort();
    this.#open.add(wait);
    reply.raw.once('close', () => {
      this.#open.delete(wait);
      if (!reply.raw.writableFinished) wait.abort();
    });
    return wait.signal;
  }

  /** Releases everyone who waits, now and from now on: each is answered with what is known. */
  releaseAll(): void {
    this.#released = true;
    for (const wait of this.#open) wait.abort();
  }
}
