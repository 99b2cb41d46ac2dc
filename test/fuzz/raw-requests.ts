import { createConnection } from 'node:net';

/**
 * Bytes that are almost HTTP, each by what is odd about it. `T` stands for a valid token, and `P` for a path that takes a
 * body.
 */
const oddities: Record<string, string> = {
  'not HTTP': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'no version': 'GET /v1/account\r\n\r\n',
  'a version of the future': 'GET /v1/account HTTP/9.9\r\nhost: x\r\n\r\n',
  'no host': 'GET /v1/account HTTP/1.1\r\nauthorization: Bearer T\r\n\r\n',
  'an absolute target': 'GET http://x/v1/account HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\n\r\n',
  'a target of spaces': 'GET /v1/acc ount HTTP/1.1\r\nhost: x\r\n\r\n',
  'a target of bytes': 'GET /v1/\xff\xfe\x00 HTTP/1.1\r\nhost: x\r\n\r\n',
  'a broken escape': 'GET /v1/devices/%zz HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\n\r\n',
  dots: 'GET /v1/../../etc/passwd HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\n\r\n',
  'a long path': `GET /v1/${'a'.repeat(9_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
  'long headers': `GET /v1/account HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`,
  'many headers': `GET /v1/account HTTP/1.1\r\nhost: x\r\n${'x: y\r\n'.repeat(2_500)}\r\n`,
  'a header without a name': 'GET /v1/account HTTP/1.1\r\nhost: x\r\n: y\r\n\r\n',
  'a header of bytes': 'GET /v1/account HTTP/1.1\r\nhost: x\r\nauthorization: Bearer \xff\xfe\r\n\r\n',
  'two lengths':
    'POST P HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
  'a length and chunks':
    'POST P HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
  'a negative length': 'POST P HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
  'a huge length':
    'POST P HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n{',
  'chunks of nonsense':
    'POST P HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n',
  'a huge chunk':
    'POST P HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffff\r\n{}\r\n',
  'one byte a chunk':
    'POST P HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n',
  'chunk extensions':
    'POST P HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\nx-trailer: y\r\n\r\n',
  'an unknown encoding':
    'POST P HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}',
  'a body that is not UTF-8':
    'POST P HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n{"name":"\xff"}',
  'a GET with a body':
    'GET /v1/account HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\ncontent-type: application/json\r\ncontent-length: 1\r\n\r\n{',
  'an expectation':
    'POST P HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\nexpect: the-unexpected\r\ncontent-length: 2\r\n\r\n{}',
  'an upgrade': 'GET /v1/account HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n',
  'a tunnel': 'CONNECT x:80 HTTP/1.1\r\nhost: x\r\n\r\n',
  'an unknown method': 'BREW /v1/account HTTP/1.1\r\nhost: x\r\n\r\n',
  'two requests at once':
    'GET /livez HTTP/1.1\r\nhost: x\r\n\r\nGET /v1/account HTTP/1.1\r\nhost: x\r\nauthorization: Bearer T\r\n\r\n',
  'half a request': 'POST P HTTP/1.1\r\nhost: x\r\ncontent-le',
};

/** How each oddity was answered: the first line of each answer, `closed` or `silent`. */
export interface OddityAnswer {
  oddity: string;
  statuses: number[];
  end: 'open' | 'closed';
}

/** Sends each of them on a connection of its own, and listens until the answer is there or the patience is over. */
export function sendOddities(
  port: number,
  values: { token: string; path: string },
  patienceMs: number,
): Promise<OddityAnswer[]> {
  const all = Object.entries(oddities).map(([oddity, bytes]) => {
    const filled = bytes
      .replaceAll('Bearer T', `Bearer ${values.token}`)
      .replaceAll('POST P ', `POST ${values.path} `);
    return sendBytes(port, Buffer.from(filled, 'latin1'), patienceMs).then((answer) => ({
      oddity,
      ...answer,
    }));
  });
  return Promise.all(all);
}

function sendBytes(port: number, bytes: Buffer, patienceMs: number): Promise<Omit<OddityAnswer, 'oddity'>> {
  return new Promise((resolve) => {
    let text = '';
    const socket = createConnection(port, '127.0.0.1', () => socket.write(bytes));
    const done = (end: 'open' | 'closed') => {
      clearTimeout(timer);
      socket.destroy();
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
      resolve({ statuses, end });
    };
    const timer = setTimeout(() => done('open'), patienceMs);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => done('closed'));
    socket.on('close', () => done('closed'));
  });
}
