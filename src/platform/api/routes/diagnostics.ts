import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { isIeeeAddress } from '../../../devices/ieee-address.ts';
import type { DeviceTwin } from '../../domain/device-twin.ts';
import type { Hub } from '../../domain/hub.ts';
import type { PlatformPorts } from '../../domain/ports.ts';
import { pushStepNames } from '../../domain/push-report.ts';
import { callerOf } from '../authentication.ts';
import { type Caller, findInHomes } from '../caller.ts';
import { exampleCommand, exampleHub, exampleLight, nowhere } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { homeIdSchema, hubIdSchema, ieeeAddressSchema, nullable } from '../schemas/common-schemas.ts';
import { exampleWebhook } from '../schemas/webhook-schema.ts';

const { Array: Arr, Enum, Integer, Object: Obj, Optional, String: Str } = Type;

/** A diagnosis lasts as long as the device may take, and some seconds for what follows. */
const handlerTimeoutMs = 60_000;

const body = Obj(
  {
    ieeeAddress: Optional(ieeeAddressSchema),
    hubId: Optional(hubIdSchema),
    waitS: Integer({
      minimum: 1,
      maximum: 30,
      default: 5,
      description: 'How long the device may take to answer, seconds.',
      examples: [5],
    }),
  },
  {
    additionalProperties: false,
    description: 'The device to ask, or the hub: then one of its devices is asked.',
  },
);

const stepSchema = Obj(
  {
    name: Enum([...pushStepNames], {
      description:
        'The hub is online; it has taken a question; the device has answered; the store has taken an event; a subscriber of this node has heard of it; a webhook is up to date and its receiver takes a ping.',
      examples: ['device'],
    }),
    status: Enum(['ok', 'failed', 'skipped'], {
      description: 'Skipped: it could not be tried, because of a step before.',
      examples: ['ok'],
    }),
    tookMs: nullable(Integer({ minimum: 0 }), {
      description: 'How long it took, milliseconds.',
      examples: [42],
    }),
    detail: Str({ description: 'One sentence for people.', examples: ['The device said its state.'] }),
    webhookId: nullable(Str(), { description: 'Which webhook.', examples: [exampleWebhook.webhookId] }),
  },
  { description: 'One step of the way from the device to the app.' },
);

const exampleSteps = [
  {
    ...{ name: 'hub', status: 'ok', tookMs: null, webhookId: null },
    detail: 'The hub is online since 2026-01-05T08:30:00.000Z.',
  },
  {
    ...{ name: 'link', status: 'ok', tookMs: null, webhookId: null },
    detail: 'The hub has taken the question.',
  },
  { name: 'device', status: 'ok', tookMs: 0, webhookId: null, detail: 'The device said its state.' },
  { name: 'store', status: 'ok', tookMs: 0, webhookId: null, detail: 'The store took an event.' },
  { name: 'events', status: 'ok', tookMs: 0, webhookId: null, detail: 'A subscriber heard of it.' },
  {
    ...{ name: 'webhook', status: 'ok', tookMs: 84, webhookId: exampleWebhook.webhookId },
    detail: 'The receiver took a ping, and is up to date.',
  },
];

const reportSchema = Obj(
  {
    probeId: nullable(Str(), {
      description: 'Your own subscriber hears of an event `pushProbed` with this id, if all is well.',
      examples: ['probe-5a1f0c2d3b4e6978'],
    }),
    homeId: homeIdSchema,
    hubId: hubIdSchema,
    ieeeAddress: nullable(Str(), {
      description: 'The device that was asked; null if there was none to ask.',
      examples: [exampleLight.ieeeAddress],
    }),
    commandId: nullable(Str(), { description: 'The question, as a command.', examples: ['cmd-01'] }),
    steps: Arr(stepSchema, {
      description: 'The steps, from the hub to the webhooks.',
      examples: [exampleSteps],
    }),
    stoppedAt: nullable(Enum([...pushStepNames]), {
      description: 'The first step that failed; null if all is well.',
      examples: [null],
    }),
  },
  { description: 'How far a probe came.' },
);

const exampleReport = {
  probeId: 'probe-5a1f0c2d3b4e6978',
  homeId: exampleHub.homeId,
  hubId: exampleHub.hubId,
  ieeeAddress: exampleLight.ieeeAddress,
  commandId: exampleCommand.commandId,
  steps: exampleSteps,
  stoppedAt: null,
};
const [, , , ...laterSteps] = exampleSteps;

/** `POST /v1/diagnostics/push`: where does push stop? */
export function addDiagnosePush(app: ApiInstance, { ports, diagnosis, waits }: RouteContext): void {
  const about = operation(
    { body },
    {
      permission: 'push:diagnose',
      operationId: 'diagnosePush',
      tag: 'events',
      summary: 'Find out where push stops',
      description:
        'Sends a probe the way of every event, from the device over radio, hub, link, store and stream to the subscribers, and says how far it came and how long each step took. The device is asked for a value; nothing is set. A subscriber of yours that follows the home hears of the event `pushProbed`: that is the last step, which only you can see.',
      responses: { 200: { description: 'How far it came.', schema: reportSchema } },
      examples: {
        allIsWell: {
          summary: 'All is well',
          body: { ieeeAddress: exampleLight.ieeeAddress, waitS: 5 },
          status: 200,
          response: exampleReport,
        },
        byHub: {
          summary: 'Any device of a hub',
          body: { hubId: exampleHub.hubId },
          status: 200,
          response: exampleReport,
        },
        hubOffline: {
          summary: 'The hub is offline',
          given: 'hubOffline',
          body: { ieeeAddress: exampleLight.ieeeAddress },
          status: 200,
          response: {
            ...exampleReport,
            commandId: null,
            steps: [
              {
                ...{ name: 'hub', status: 'failed', tookMs: null, webhookId: null },
                detail: 'The hub is offline since 2026-01-05T08:30:00.000Z.',
              },
              ...['link', 'device'].map((name) => ({
                ...{ name, status: 'skipped', tookMs: null, webhookId: null },
                detail: 'The hub is offline.',
              })),
              ...laterSteps,
            ],
            stoppedAt: 'hub',
          },
        },
        deviceSilent: {
          summary: 'The device does not answer',
          given: 'deviceSilent',
          body: { ieeeAddress: exampleLight.ieeeAddress },
          status: 200,
          response: {
            ...exampleReport,
            steps: exampleSteps.map((step) =>
              step.name === 'device'
                ? { ...step, status: 'failed', detail: 'no-ack: The device did not acknowledge.' }
                : step,
            ),
            stoppedAt: 'device',
          },
        },
        nothingNamed: {
          summary: 'Neither a device nor a hub',
          body: {},
          ...problemExample('invalid-request', 'Name either ieeeAddress or hubId.'),
        },
        unknownDevice: {
          summary: 'No such device',
          body: { ieeeAddress: nowhere.ieeeAddress },
          ...problemExample('not-found', 'There is no such device.'),
        },
        unknownHub: {
          summary: 'No such hub',
          body: { hubId: nowhere.hubId },
          ...problemExample('not-found', 'There is no such hub.'),
        },
      },
    },
  );
  app.post('/v1/diagnostics/push', { ...about, handlerTimeout: handlerTimeoutMs }, async (request, reply) => {
    const caller = callerOf(request);
    const { waitS } = request.body;
    const subject = await subjectOf(ports, caller, request.body);
    return diagnosis.run(
      {
        ...subject,
        ...{ waitMs: waitS * 1000, requestedBy: caller.principal },
        userAgent: request.headers['user-agent'],
      },
      waits.begin(reply),
    );
  });
}

async function subjectOf(
  ports: PlatformPorts,
  caller: Caller,
  { ieeeAddress, hubId }: { ieeeAddress?: string; hubId?: string },
): Promise<{ hub: Hub; device: DeviceTwin | undefined }> {
  if ((ieeeAddress === undefined) === (hubId === undefined)) {
    throw new ZigfleetError('invalid-request', 'Name either ieeeAddress or hubId.');
  }
  const address = ieeeAddress?.toLowerCase();
  const noDevice = 'There is no such device.';
  if (address !== undefined && !isIeeeAddress(address)) throw new ZigfleetError('not-found', noDevice);
  const device =
    address === undefined
      ? undefined
      : await findInHomes(caller, (homeId) => ports.devices.get(homeId, address), noDevice);
  const wanted = device?.hubId ?? hubId ?? '';
  const hub = await findInHomes(caller, (homeId) => ports.hubs.get(homeId, wanted), 'There is no such hub.');
  return { hub, device };
}
