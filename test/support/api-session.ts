import { expect } from 'vitest';
import type { Platform } from '../../src/platform/platform.ts';

/** An answer of the API as a test looks at it. */
export interface ApiAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The JSON; undefined if it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
  body: any;
}

export interface ApiRequest {
  body?: unknown;
  headers?: Record<string, string>;
}

/** One program at the HTTP API of a node, over a real socket, with the token that it has. */
export class ApiSession {
  readonly #baseUrl: string;
  token: string | undefined;

  constructor(platform: Platform, token?: string) {
    this.#baseUrl = `http://127.0.0.1:${platform.httpPort}`;
    this.token = token;
  }

  /** @param target - `GET /v1/homes` */
  async ask(target: string, { body, headers }: ApiRequest = {}): Promise<ApiAnswer> {
    const [method = 'GET', path = '/'] = target.split(' ');
    const response = await fetch(`${this.#baseUrl}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: {
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  }

  /** The body of an answer that must have this status. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
  async expect(status: number, target: string, request: ApiRequest = {}): Promise<any> {
    const answer = await this.ask(target, request);
    expect({ target, status: answer.status, text: answer.text }).toMatchObject({ target, status });
    return answer.body;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
