import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { PushDiagnosis } from '../diagnostics/push-diagnosis.ts';
import type { PlatformPorts } from '../domain/ports.ts';
import type { EventStreams } from './event-streams/event-streams.ts';
import type { Waits } from './waits.ts';

/** The instance that routes are added to: its schemas type the requests. */
export type ApiInstance = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  Logger,
  TypeBoxTypeProvider
>;

/** What routes work with. */
export interface RouteContext {
  ports: PlatformPorts;
  clock: Clock;
  streams: EventStreams;
  diagnosis: PushDiagnosis;
  waits: Waits;
}
