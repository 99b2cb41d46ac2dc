import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { type Clock, systemClock } from '../../common/clock.ts';
import type { ErrorCode } from '../../common/error-codes.ts';
import type { Logger } from '../../common/logger.ts';
import { tlsCipherSuites } from '../../common/tls-cipher-suites.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { PushDiagnosis } from '../diagnostics/push-diagnosis.ts';
import type { PlatformPorts } from '../domain/ports.ts';
import { limitConnectionsPerAddress } from '../limits/connection-counter.ts';
import { type LoadGate, LoadMonitor } from '../limits/load-monitor.ts';
import { TrustedProxies } from '../limits/trusted-proxies.ts';
import { auditChanges } from './audit-changes.ts';
import { enforcePermissions } from './authentication.ts';
import { answerNotModified } from './conditions.ts';
import { addDocsPages } from './docs-pages.ts';
import { sendProblem, useProblems } from './error-handler.ts';
import {
  defaultEventStreamsLimits,
  EventStreams,
  type EventStreamsLimits,
} from './event-streams/event-streams.ts';
import { readJsonBodies } from './json-body.ts';
import { limitAddresses, limitCallers } from './limit-requests.ts';
import { answerUnknownRoutes } from './not-found.ts';
import { describeApi } from './open-api.ts';
import { problemMediaType, toProblem } from './problem.ts';
import type { ApiInstance, RouteContext } from './route-context.ts';
import { addAccountRoutes } from './routes/account-routes.ts';
import { addDeviceRoutes } from './routes/device-routes.ts';
import { eventSocketOptions, isSocketUpgrade } from './routes/event-socket.ts';
import { addGroupRoutes } from './routes/group-routes.ts';
import { addLiveness, addReadiness } from './routes/health.ts';
import { addHistoryRoutes } from './routes/history-routes.ts';
import { addHomeRoutes } from './routes/home-routes.ts';
import {
  addCreateClaimCode,
  addListHubs,
  addReadHub,
  addReleaseHub,
  addRevokeHub,
  addUpdateHub,
} from './routes/hubs.ts';
import { addPermitJoin } from './routes/permit-join.ts';
import { addPushRoutes } from './routes/push-routes.ts';
import { addRadioRoutes } from './routes/radio-routes.ts';
import { addReplaceHub, addRotateKey } from './routes/replace-hub.ts';
import { UnusedConnections } from './unused-connections.ts';
import { validatorCompiler } from './validator-compiler.ts';
import { Waits } from './waits.ts';

export interface HttpApiOptions {
  logger: Logger;
  /** The version that the OpenAPI document tells; that of the program. */
  version: string;
  clock?: Clock;
  /** Serves HTTPS with this certificate chain and private key (PEM). */
  tls?: { cert: string | Buffer; key: string | Buffer };
  /** Most open connections; further ones are closed at once. */
  connectionsMax?: number;
  /** Most open connections of one address. */
  connectionsPerAddressMax?: number;
  /** Whose `X-Forwarded-For` is believed; without it nobody's. */
  proxies?: TrustedProxies;
  /** Says which requests are too much; by default as the event loop does. */
  load?: LoadGate;
  /** How late the event loop may be on average before requests are shed, milliseconds. */
  eventLoopDelayMaxMs?: number;
  streams?: Partial<EventStreamsLimits>;
}

const bodyBytesMax = 64 * 1024;
const headerBytesMax = 16 * 1024;
const tlsBounds = { minVersion: 'TLSv1.2', ciphers: tlsCipherSuites, honorCipherOrder: true } as const;
/** A request must have arrived whole by then. */
const requestTimeoutMs = 10_000;
/**
 * A handler must have answered by then, but for those that wait because they were asked to. Longer than a request may
 * take to arrive: a slow client is told that it is slow.
 */
const handlerTimeoutMs = 15_000;
/** A socket without traffic is closed; longer than the longest wait and the heartbeat of streams. */
const connectionTimeoutMs = 90_000;

/**
 * The HTTP API over the platform's ports. The caller listens and closes; closing ends the event streams first.
 * @throws ZigfleetError `internal` from `ready()` if a route declares no permission
 */
export function createHttpApi(ports: PlatformPorts, options: HttpApiOptions): FastifyInstance {
  const { logger, clock = systemClock, tls, proxies = new TrustedProxies() } = options;
  const newRequestId = requestIds();
  const http = {
    maxHeaderSize: headerBytesMax,
    headersTimeout: requestTimeoutMs,
    // How often Node looks for requests that are late.
    connectionsCheckingInterval: 2_000,
    // Whoever offers another protocol, as many HTTP clients do with HTTP/2, is answered as if it had not.
    shouldUpgradeCallback: isSocketUpgrade,
  };
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    ...(tls ? { https: { ...http, ...tls, ...tlsBounds } } : { http }),
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    handlerTimeout: handlerTimeoutMs,
    connectionTimeout: connectionTimeoutMs,
    routerOptions: { maxParamLength: 256 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // Who is connected already is still served while the node drains, and then told to connect elsewhere.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    genReqId: newRequestId,
    trustProxy: proxies.isEmpty ? false : (address: string) => proxies.has(address),
    // A logger of its own for every request costs more than what most requests do; where something is logged, the
    // request is named.
    childLoggerFactory: (parent) => parent,
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply),
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket, newRequestId()),
  }) as unknown as FastifyInstance;
  app.server.maxConnections = options.connectionsMax ?? 20_000;
  limitConnectionsPerAddress(app.server, options.connectionsPerAddressMax ?? 5_000, proxies);

  const streams = new EventStreams(ports, {
    clock,
    logger,
    limits: { ...defaultEventStreamsLimits, ...options.streams },
  });
  const waits = new Waits();
  const unused = new UnusedConnections(app.server, tls !== undefined);
  app.addHook('preClose', async () => {
    waits.releaseAll();
    await streams.stop();
    unused.close();
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('cache-control', 'no-store');
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (logger.isLevelEnabled('debug')) {
      const { method, url } = request.routeOptions;
      const { statusCode: status, elapsedTime: ms } = reply;
      request.log.debug({ requestId: request.id, method, route: url, status, ms }, 'answered');
    }
    // An upgrade that was refused: nobody else looks after its connection any more.
    if (isSocketUpgrade(request.raw)) request.raw.socket.destroySoon();
    done();
  });
  useProblems(app);
  readJsonBodies(app);
  answerUnknownRoutes(app);
  limitAddresses(app, ports.rates, options.load ?? watchLoad(app, options.eventLoopDelayMaxMs ?? 250));
  enforcePermissions(app, ports.credentials);
  limitCallers(app, ports.rates);
  app.register(websocket, {
    options: eventSocketOptions,
    errorHandler: (error, webSocket) => {
      // What a subscriber sends may be anything.
      logger.debug({ err: error }, 'a subscriber broke its WebSocket');
      webSocket.terminate();
    },
  });
  auditChanges(app, ports, clock);
  app.register(async (api) => {
    api.setValidatorCompiler(validatorCompiler);
    answerNotModified(api);
    // What a route returns was built field by field: a second filter would only cost time.
    api.setSerializerCompiler(() => JSON.stringify);
    await describeApi(api, options.version);
    addRoutes(api.withTypeProvider<TypeBoxTypeProvider>() as unknown as ApiInstance, {
      ports,
      clock,
      streams,
      diagnosis: new PushDiagnosis(ports, clock),
      waits,
    });
    await addDocsPages(api);
  });
  return app;
}

/** Watches the event loop while the API runs. */
function watchLoad(app: FastifyInstance, delayMaxMs: number): LoadMonitor {
  const monitor = new LoadMonitor(delayMaxMs);
  app.addHook('onListen', async () => monitor.start());
  app.addHook('onClose', async () => monitor.stop());
  return monitor;
}

/** Ids that are never the same twice: the server's part is random, its requests are counted. */
function requestIds(): () => string {
  const server = randomBytes(6).toString('hex');
  let count = 0;
  return () => `req-${server}-${(++count).toString(36)}`;
}

function addRoutes(app: ApiInstance, context: RouteContext): void {
  addAccountRoutes(app, context);
  addHomeRoutes(app, context);
  addListHubs(app, context);
  addReadHub(app, context);
  addCreateClaimCode(app, context);
  addUpdateHub(app, context);
  addReleaseHub(app, context);
  addRevokeHub(app, context);
  addReplaceHub(app, context);
  addRotateKey(app, context);
  addPermitJoin(app, context);
  addRadioRoutes(app, context);
  addGroupRoutes(app, context);
  addDeviceRoutes(app, context);
  addHistoryRoutes(app, context);
  addPushRoutes(app, context);
  addLiveness(app);
  addReadiness(app, context);
}

const brokenRequests: Record<string, { code: ErrorCode; detail: string }> = {
  HPE_HEADER_OVERFLOW: { code: 'headers-too-large', detail: 'The headers are longer than 16 KiB.' },
  ERR_HTTP_REQUEST_TIMEOUT: {
    code: 'request-timeout',
    detail: 'The request took longer than 10 s to arrive.',
  },
};

/** Answers what is not HTTP, on the bare socket: there is no request to reply to. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket, requestId: string): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { code, detail } = brokenRequests[error.code ?? ''] ?? {
    code: 'invalid-request',
    detail: 'This is not an HTTP request.',
  };
  const problem = toProblem(new ZigfleetError(code, detail), requestId);
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.title}`,
      `content-type: ${problemMediaType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
