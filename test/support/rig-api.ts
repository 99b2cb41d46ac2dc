import type { Platform } from '../../src/platform/platform.ts';

export interface ApiAnswer<T = Record<string, unknown>> {
  status: number;
  etag: string;
  body: T;
}

/** Asks a real node over HTTP, as an app would. */
export function apiOf(platform: () => Platform, token: () => string) {
  return async <T = Record<string, unknown>>(
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<ApiAnswer<T>> => {
    const { body, headers } = options;
    const response = await fetch(`http://127.0.0.1:${platform().httpPort}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token()}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? '',
      body: (text === '' ? {} : JSON.parse(text)) as T,
    };
  };
}
