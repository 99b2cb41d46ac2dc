/** An answer: its status, headers, and body, parsed where it is JSON. */
export interface ApiAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects, and fails if it is not there.
  body: any;
}

/** Asks a platform that listens on this machine, as who has this token. */
export async function callApi(
  httpPort: number,
  method: string,
  path: string,
  options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<ApiAnswer> {
  const { token, body, headers } = options;
  const response = await fetch(`http://127.0.0.1:${httpPort}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** An account of its own, logged in. */
export async function registerAccount(
  httpPort: number,
  email: string,
  password = 'correct horse battery',
): Promise<{ accountId: string; token: string; refreshToken: string; email: string; password: string }> {
  await callApi(httpPort, 'POST', '/v1/accounts', { body: { email, password } });
  const login = await callApi(httpPort, 'POST', '/v1/login', { body: { email, password } });
  const { accessToken: token, refreshToken } = login.body;
  const account = await callApi(httpPort, 'GET', '/v1/account', { token });
  return { accountId: account.body.accountId, token, refreshToken, email, password };
}
