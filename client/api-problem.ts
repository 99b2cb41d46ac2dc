/** An answer that is not a success: a problem of RFC 9457 from the platform, or whatever something before it said. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  /** The stable code of the problem; undefined if the answer is not the platform's. */
  readonly code: string | undefined;
  /** By which the operator finds the request in the log. */
  readonly requestId: string | undefined;
  /** When to try again, in seconds; undefined if the answer does not say. */
  readonly retryAfterS: number | undefined;
  /** All members of the problem. */
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Record<string, unknown>, retryAfterS: number | undefined) {
    const { code, detail, title } = problem;
    super(String(detail ?? title ?? `The answer is ${status}, but not as a zigfleet platform gives it.`));
    this.status = status;
    this.code = typeof code === 'string' ? code : undefined;
    this.requestId = typeof problem.requestId === 'string' ? problem.requestId : undefined;
    this.retryAfterS = retryAfterS;
    this.problem = problem;
  }

  /** Reads the problem of an answer; never fails because of what the answer holds. */
  static async of(response: Response): Promise<ApiProblem> {
    const text = await response.text();
    const retryAfter = response.headers.get('retry-after');
    const retryAfterS = retryAfter !== null && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : undefined;
    return new ApiProblem(response.status, parseObject(text), retryAfterS);
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error) {
    // A proxy's page, for one: its status still tells something.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
