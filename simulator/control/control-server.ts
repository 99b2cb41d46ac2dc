import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import Type from 'typebox';
import type { Service } from '../../src/common/lifecycle.ts';
import type { Logger } from '../../src/common/logger.ts';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { actionNames, actionSchema, type HouseAction } from '../house/action-schema.ts';
import { didYouMean } from '../house/did-you-mean.ts';
import { parseDuration } from '../house/duration.ts';
import { duration } from '../house/schema-parts.ts';
import { ControlGuard } from './control-guard.ts';
import { assertBody, controlProblem, toControlError } from './control-problem.ts';
import { frameEvents } from './frame-record.ts';
import { FrameTail } from './frame-tail.ts';
import type { HouseDirector } from './house-director.ts';
import { type DeviceView, deviceView, houseView, storyView } from './house-view.ts';
import { networkMaps } from './network-map.ts';

export interface ControlServerOptions {
  director: HouseDirector;
  logger: Logger;
  /** On 127.0.0.1; 0 takes any that is free. */
  port: number;
  /** What callers must show; drawn if absent. */
  token?: string | undefined;
}

/** The only address: whoever controls the house can do anything to it. */
const host = '127.0.0.1';
const bodyBytesMax = 64 * 1024;
const requestTimeoutMs = 10_000;
const connectionsMax = 128;
/** Readers of frames at a time. */
const tailsMax = 16;
const stepMsMax = 366 * 86_400_000;

/** What became of an action. */
export interface ActionAnswer {
  /** The house's time, RFC 3339. */
  time: string;
  /** Which action it was. */
  done: string;
  /** The device that it was about, as it is now. */
  device?: DeviceView;
  /** How many faults it ended. */
  endedFaults?: number;
}

const stepSchema = Type.Object(
  { duration: duration('How far to move the time of the house.') },
  { additionalProperties: false },
);
const framesSchema = Type.Object(
  {
    hub: Type.Optional(Type.String({ maxLength: 64 })),
    device: Type.Optional(
      Type.Union([
        Type.String({ maxLength: 64 }),
        Type.Array(Type.String({ maxLength: 64 }), { maxItems: 100 }),
      ]),
    ),
    cluster: Type.Optional(Type.String({ maxLength: 64 })),
    events: Type.Optional(
      Type.String({ pattern: `^(${frameEvents.join('|')})(,(${frameEvents.join('|')}))*$` }),
    ),
  },
  { additionalProperties: false },
);
const mapSchema = Type.Object(
  { hub: Type.Optional(Type.String({ maxLength: 64 })) },
  { additionalProperties: false },
);

/** The control API of a house: HTTP and JSON on loopback, for the command line and for tests. */
export class ControlServer implements Service {
  /** What callers must show. */
  readonly token: string;
  readonly #options: ControlServerOptions;
  readonly #app: FastifyInstance;
  readonly #tails = new Set<FrameTail>();

  constructor(options: ControlServerOptions) {
    this.#options = options;
    // An empty one would let everybody in.
    this.token = options.token || randomBytes(24).toString('base64url');
    this.#app = this.#createApp();
  }

  /** @throws ZigfleetError `unavailable` before `start` */
  get url(): string {
    const address = this.#app.server.address() as AddressInfo | null;
    if (address === null) throw new ZigfleetError('unavailable', 'the control API does not listen yet');
    return `http://${host}:${address.port}`;
  }

  /** @throws ZigfleetError `port-taken` */
  async start(): Promise<void> {
    const { port } = this.#options;
    try {
      await this.#app.listen({ host, port });
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      const message = taken
        ? `port ${port} (the control API) is taken: choose another with --control-port`
        : `the control API cannot listen on ${host}:${port}: ${messageOf(error)}`;
      throw new ZigfleetError(taken ? 'port-taken' : 'unavailable', message, { cause: error });
    }
  }

  async stop(): Promise<void> {
    for (const tail of [...this.#tails]) tail.stop();
    await this.#app.close();
  }

  #createApp(): FastifyInstance {
    const { logger } = this.#options;
    const guard = new ControlGuard(this.token);
    const app = fastify({
      loggerInstance: logger,
      logController: new LogController({ disableRequestLogging: true }),
      bodyLimit: bodyBytesMax,
      requestTimeout: requestTimeoutMs,
      forceCloseConnections: true,
      routerOptions: { maxParamLength: 256 },
      onProtoPoisoning: 'error',
      onConstructorPoisoning: 'error',
      childLoggerFactory: (parent) => parent,
      frameworkErrors: (error, _request, reply) => this.#answerError(error, reply),
    }) as unknown as FastifyInstance;
    app.server.maxConnections = connectionsMax;
    app.removeContentTypeParser('text/plain');
    app.addHook('onRequest', async ({ headers }, reply) => {
      reply.header('cache-control', 'no-store');
      reply.header('x-content-type-options', 'nosniff');
      guard.assertAllowed(headers);
    });
    app.setErrorHandler((error, _request, reply) => this.#answerError(error, reply));
    app.setNotFoundHandler(async ({ url, method }) => {
      throw new ZigfleetError(
        'not-found',
        `there is no ${method} ${url.slice(0, 100)}: see docs/simulator.md`,
      );
    });
    this.#addRoutes(app);
    return app;
  }

  #addRoutes(app: FastifyInstance): void {
    const { director } = this.#options;
    app.get('/v1/house', async () => houseView(director));
    app.get<{ Params: { id: string } }>('/v1/devices/:id', async ({ params }) =>
      deviceView(director, director.house.device(params.id)),
    );
    app.post('/v1/actions', async ({ body }) => this.#act(body));
    app.get('/v1/stories', async () => [...director.stories.values()].map(storyView));
    app.post<{ Params: { id: string } }>('/v1/stories/:id/start', async ({ params }) => {
      const story = director.story(params.id);
      story.start();
      return storyView(story);
    });
    app.post<{ Params: { id: string } }>('/v1/stories/:id/stop', async ({ params }) => {
      const story = director.story(params.id);
      story.stop();
      return storyView(story);
    });
    app.get('/v1/faults', async () => director.faults.active);
    app.get('/v1/map', async ({ query }) => {
      assertBody<{ hub?: string }>(mapSchema, query);
      return networkMaps(director, query.hub);
    });
    app.post('/v1/clock/step', async ({ body }, { raw }) => this.#step(body, raw));
    app.get('/v1/frames', async ({ query }, reply) => this.#tail(query, reply));
  }

  #act(body: unknown): ActionAnswer {
    const { director } = this.#options;
    assertKnownAction(body);
    assertBody<HouseAction>(actionSchema, body);
    const before = director.faults.active.length;
    director.perform(body);
    const [done = ''] = Object.keys(body);
    const { device: id } = (Object.values(body)[0] ?? {}) as { device?: string };
    return {
      time: new Date(director.house.clock.now()).toISOString(),
      done,
      ...(id !== undefined && { device: deviceView(director, director.house.device(id)) }),
      ...(done === 'endFault' && { endedFaults: before - director.faults.active.length }),
    };
  }

  async #step(body: unknown, response: ServerResponse): Promise<{ time: string }> {
    const { house } = this.#options.director;
    assertBody<{ duration: string }>(stepSchema, body);
    const durationMs = parseDuration(body.duration) ?? 0;
    if (durationMs > stepMsMax) throw new ZigfleetError('invalid-value', 'a step is at most 366d');
    const gone = new AbortController();
    response.once('close', () => gone.abort(new ZigfleetError('unavailable', 'the caller is gone')));
    await house.step(durationMs, gone.signal);
    return { time: new Date(house.clock.now()).toISOString() };
  }

  #tail(query: unknown, reply: FastifyReply): void {
    assertBody<{ hub?: string; device?: string | string[]; cluster?: string; events?: string }>(
      framesSchema,
      query,
    );
    if (this.#tails.size >= tailsMax) {
      throw new ZigfleetError('queue-full', `${tailsMax} readers follow the frames already`);
    }
    const { hub, device, cluster, events } = query;
    const filter = {
      hub,
      devices: device === undefined ? undefined : [device].flat(),
      cluster,
      events: frameEvents.filter((event) => events?.split(',').includes(event) ?? event !== 'delivered'),
    };
    const tail: FrameTail = new FrameTail(this.#options.director, filter, reply.raw, () =>
      this.#tails.delete(tail),
    );
    reply.hijack();
    this.#tails.add(tail);
    tail.start();
  }

  #answerError(thrown: unknown, reply: FastifyReply): void {
    const error = toControlError(thrown);
    if (error.code === 'internal')
      this.#options.logger.error({ err: error.cause ?? error }, 'a request failed');
    reply
      .code(error.meaning.httpStatus)
      .type('application/problem+json')
      .send(JSON.stringify(controlProblem(error)));
  }
}

/** @throws ZigfleetError `invalid-request` naming the nearest action there is */
function assertKnownAction(body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ZigfleetError('invalid-request', 'the body is to be an object with one action');
  }
  const names = Object.keys(body);
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw new ZigfleetError('invalid-request', `the body is to have one action: ${actionNames.join(', ')}`);
  }
  if (actionNames.some((known) => known === name)) return;
  const hint = didYouMean(name, actionNames) || `; there are ${actionNames.join(', ')}`;
  throw new ZigfleetError('invalid-request', `there is no action "${name.slice(0, 64)}"${hint}`);
}
