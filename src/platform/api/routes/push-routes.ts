import type { ApiInstance, RouteContext } from '../route-context.ts';
import { addDiagnosePush } from './diagnostics.ts';
import { addEventSocket } from './event-socket.ts';
import { addStreamEvents } from './events.ts';
import {
  addListDeadLetters,
  addListDeliveries,
  addPauseWebhook,
  addPingWebhook,
  addReplayDeadLetters,
  addResumeWebhook,
} from './webhook-deliveries.ts';
import {
  addCreateWebhook,
  addDeleteWebhook,
  addListWebhooks,
  addReadWebhook,
  addRotateWebhookSecret,
  addUpdateWebhook,
} from './webhooks.ts';

/** The operations by which apps hear of events: streams and webhooks. */
export function addPushRoutes(app: ApiInstance, context: RouteContext): void {
  addStreamEvents(app, context);
  addEventSocket(app, context);
  addListWebhooks(app, context);
  addCreateWebhook(app, context);
  addReadWebhook(app, context);
  addUpdateWebhook(app, context);
  addDeleteWebhook(app, context);
  addRotateWebhookSecret(app, context);
  addPauseWebhook(app, context);
  addResumeWebhook(app, context);
  addPingWebhook(app, context);
  addListDeliveries(app, context);
  addListDeadLetters(app, context);
  addReplayDeadLetters(app, context);
  addDiagnosePush(app, context);
}
