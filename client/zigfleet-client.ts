import { ApiProblem } from './api-problem.ts';
import type { AnswerOf, Method, PathOf, RequestOf } from './operation-types.ts';

export interface ZigfleetClientOptions {
  /** Where the platform is, such as `https://zigfleet.example`; a path before `/v1` is kept. */
  url: string;
  /** An account's token or an API key; a function is asked before every request. Without one: public operations only. */
  token?: string | (() => string | Promise<string>);
  /** How long an answer may take, beyond what `Prefer: wait` asks for, in milliseconds. Default 15,000. */
  timeoutMs?: number;
  /** Stands in for the global one. */
  fetch?: typeof fetch;
}

export interface RequestExtras {
  /** Ends the request; of a stream, also what has begun to arrive. */
  signal?: AbortSignal;
}

interface AnyRequest {
  path?: object;
  query?: object;
  header?: object;
  body?: unknown;
}

type Arguments<Request> = object extends Request
  ? [request?: Request & RequestExtras]
  : [request: Request & RequestExtras];

/** The platform's HTTP API, each operation by its method and path, with the types of its OpenAPI document. */
export class ZigfleetClient {
  readonly #url: string;
  readonly #token: ZigfleetClientOptions['token'];
  readonly #timeoutMs: number;
  readonly #fetch: typeof fetch;

  constructor(options: ZigfleetClientOptions) {
    this.#url = options.url.replace(/\/+$/, '');
    this.#token = options.token;
    this.#timeoutMs = options.timeoutMs ?? 15_000;
    this.#fetch = options.fetch ?? fetch;
  }

  /**
   * Asks, and reads the JSON of the answer; undefined if the answer is empty.
   * @throws ApiProblem for every answer that is not a success, TypeError if none came, DOMException `TimeoutError` or
   *   `AbortError` if it took too long or was ended, SyntaxError if a success is not JSON
   */
  async call<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ...[request]: Arguments<RequestOf<M, P>>
  ): Promise<AnswerOf<M, P>> {
    const asked: AnyRequest & RequestExtras = request ?? {};
    const timeout = AbortSignal.timeout(this.#timeoutMs + waitMsOf(asked.header));
    const signal = asked.signal ? AbortSignal.any([asked.signal, timeout]) : timeout;
    const response = await this.#send(method, path, asked, signal);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as AnswerOf<M, P>;
  }

  /**
   * Asks, and hands out the answer unread: for event streams and exports. Only `signal` bounds how long it may take.
   * @throws ApiProblem for every answer that is not a success, TypeError if none came, DOMException `AbortError`
   */
  open<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ...[request]: Arguments<RequestOf<M, P>>
  ): Promise<Response> {
    const asked: AnyRequest & RequestExtras = request ?? {};
    return this.#send(method, path, asked, asked.signal);
  }

  async #send(
    method: Method,
    path: string,
    request: AnyRequest,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    const token = typeof this.#token === 'function' ? await this.#token() : this.#token;
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.header ?? {})) {
      if (value !== undefined) headers.set(name, String(value));
    }
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (request.body !== undefined) headers.set('content-type', 'application/json');
    const response = await this.#fetch(`${this.#url}${filled(path, request.path)}${queryOf(request.query)}`, {
      method: method.toUpperCase(),
      headers,
      // A token must not follow a redirection to somewhere else.
      redirect: 'error',
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      ...(signal && { signal }),
    });
    if (!response.ok) throw await ApiProblem.of(response);
    return response;
  }
}

/** The path with its parameters, each kept to one segment whatever it holds. */
function filled(path: string, parameters: object | undefined): string {
  const values = new Map(Object.entries(parameters ?? {}));
  return path.replace(/\{([^}]+)\}/g, (_match, name: string) => {
    const value = String(values.get(name) ?? '');
    // A URL would lose an empty segment, and go up for dots: another operation would be asked.
    if (/^\.{0,2}$/.test(value)) throw new TypeError(`the path parameter ${name} is empty or only dots`);
    return encodeURIComponent(value);
  });
}

/** The query; a list is said as its name repeated, and what is undefined is left out. */
function queryOf(parameters: object | undefined): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters ?? {})) {
    for (const each of [value].flat()) if (each !== undefined) query.append(name, String(each));
  }
  return query.size > 0 ? `?${query}` : '';
}

/** How long `Prefer: wait=N` (RFC 7240, section 4.3) lets the answer take, in milliseconds. */
function waitMsOf(header: object | undefined): number {
  const prefer = Object.entries(header ?? {}).find(([name]) => name.toLowerCase() === 'prefer')?.[1];
  const seconds = /(?:^|[,;\s])wait=(\d{1,4})/i.exec(String(prefer ?? ''))?.[1];
  return Number(seconds ?? 0) * 1000;
}
