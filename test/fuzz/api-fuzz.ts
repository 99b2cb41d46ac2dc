import { Agent, request as httpRequest } from 'node:http';
import fc from 'fast-check';
import {
  createDocumentValidator,
  type DocumentOperation,
  type OpenApiDocument,
  operationsOf,
} from '../support/open-api-document.ts';
import { type ApiRequest, type KnownValues, requestsTo, urlOf } from './api-requests.ts';
import { faultOf } from './check-answer.ts';

export interface ApiFuzzOptions {
  port: number;
  token: string;
  known: KnownValues;
  seed: number;
  /** Requests for each operation. */
  runs: number;
  /** Only this operation. */
  operationId?: string;
  progress?: (operationId: string) => void;
}

export interface ApiFuzzReport {
  operations: number;
  requests: number;
  /** How often each status came. */
  statuses: Record<number, number>;
  /** What was wrong, with the request that makes it. */
  faults: string[];
}

/** An answer takes at most that long, a wait that was asked for aside; longer is a hang. */
const answerTimeoutMs = 30_000;
const destructive = /^(delete|release|revoke|replace|remove|leave|transfer|logOut|setPassword|rotate)/;
const faultsMax = 20;

/**
 * Asks a platform for everything in its OpenAPI document, with requests near what it takes, over real connections. The same
 * seed makes the same requests.
 */
export async function fuzzApi(options: ApiFuzzOptions): Promise<ApiFuzzReport> {
  const { port, known, seed, runs, operationId, progress } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const document = await readDocument(port);
  const validate = createDocumentValidator(document);
  const operations = operationsOf(document)
    .filter(({ operation }) => operationId === undefined || operation.operationId === operationId)
    .sort(destructiveLast);
  const report: ApiFuzzReport = { operations: operations.length, requests: 0, statuses: {}, faults: [] };
  for (const { path, method, operation } of operations) {
    progress?.(operation.operationId);
    for (const request of fc.sample(requestsTo(operation, known), { seed, numRuns: runs })) {
      const url = urlOf(path, request);
      const answer = await send(agent, options, method.toUpperCase(), url, request).catch(
        (error: unknown) => ({
          ...{ status: 0, contentType: '', text: String(error) },
        }),
      );
      report.requests++;
      report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1;
      const fault = faultOf(operation, validate, answer);
      if (fault === '') continue;
      const what = `${operation.operationId}: ${method.toUpperCase()} ${url} ${JSON.stringify(request)}`;
      report.faults.push(`${what}\n    ${fault}`);
      if (report.faults.length >= faultsMax) return report;
    }
  }
  agent.destroy();
  return report;
}

type Operation = { operation: DocumentOperation };

/** The order in which operations that take away what others are about come after these. */
export function destructiveLast(a: Operation, b: Operation): number {
  const isDestructive = ({ operation }: Operation) => Number(destructive.test(operation.operationId));
  return isDestructive(a) - isDestructive(b);
}

async function readDocument(port: number): Promise<OpenApiDocument> {
  const response = await fetch(`http://127.0.0.1:${port}/openapi.json`);
  return (await response.json()) as OpenApiDocument;
}

/** One request. Of a stream no more than its beginning is read. */
function send(
  agent: Agent,
  { port, token }: ApiFuzzOptions,
  method: string,
  path: string,
  { headers, body, contentType }: ApiRequest,
): Promise<{ status: number; contentType: string; text: string }> {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  const payload = body === undefined ? undefined : Buffer.from(body);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        ...{ agent, host: '127.0.0.1', port, method, path },
        headers: {
          authorization: `Bearer ${token}`,
          ...Object.fromEntries(given),
          ...(payload && { 'content-length': payload.length }),
          ...(payload && contentType !== '' && { 'content-type': contentType }),
        },
        signal: AbortSignal.timeout(answerTimeoutMs),
      },
      (response) => {
        const mediaType = response.headers['content-type'] ?? '';
        const status = response.statusCode ?? 0;
        const chunks: Buffer[] = [];
        const answer = () => ({ status, contentType: mediaType, text: Buffer.concat(chunks).toString() });
        response.on('error', () => resolve(answer()));
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (!mediaType.startsWith('text/event-stream')) return;
          resolve(answer());
          outgoing.destroy();
        });
        response.on('end', () => resolve(answer()));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}
