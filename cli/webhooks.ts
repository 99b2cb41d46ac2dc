import { Command, Option } from 'commander';
import { formatTable } from '../src/common/format-table.ts';
import { ApiClient, type WebhookResource } from './api-client.ts';
import { type ApiOptions, addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { findByName } from './find-by-name.ts';
import { plainText } from './format-values.ts';
import { parseCount } from './parse-count.ts';
import { addFilterOptions, type FilterOptions, filterOf } from './webhooks/filter-options.ts';
import { showDeadLetters, showDeliveries, showDelivery } from './webhooks/show-deliveries.ts';

interface WebhookOptions extends ApiOptions, FilterOptions {
  json?: true;
  name?: string;
  retryFor?: number;
  limit?: number;
  dead?: true;
  from?: 'place' | 'now';
}

/** `zigfleet webhooks …`: events of a home, sent to a server. */
export function createCommand(): Command {
  const parent = new Command('webhooks').description(
    'Events of a home, sent to a server of yours. See docs/webhooks.md for what arrives and how to verify it.',
  );
  for (const command of [
    list(),
    add(),
    remove(),
    ping(),
    deliveries(),
    replay(),
    pause(),
    resume(),
    rotateSecret(),
  ]) {
    parent.addCommand(command);
  }
  return parent;
}

/** A command with what all of them have. */
function described(name: string, description: string): Command {
  return addApiOptions(new Command(name).description(description))
    .option('--json', 'as the API tells it, one JSON object a line')
    .addHelpText('after', exitCodesHelp);
}

/** A command about one webhook. */
function about(name: string, description: string): Command {
  return described(name, description).argument('<webhook>', 'its id, its name, or the beginning of either');
}

function clientOf(options: WebhookOptions): ApiClient {
  return new ApiClient(apiTargetOf(options, process.env));
}

async function find(client: ApiClient, given: string): Promise<WebhookResource> {
  return findByName('webhook', given, await client.listWebhooks(), {
    id: (each) => each.webhookId,
    name: (each) => each.name,
  });
}

function list(): Command {
  return described('ls', 'Lists webhooks, and how their deliveries go.').action(
    async (options: WebhookOptions) => {
      const webhooks = await clientOf(options).listWebhooks();
      if (options.json) for (const each of webhooks) printJson(each);
      else process.stdout.write(`${tableOf(webhooks)}\n`);
    },
  );
}

function add(): Command {
  const command = described(
    'add',
    'Makes a webhook of what happens from now on, and tells the secret that signs: once.',
  )
    .argument('<url>', 'where to send events, https')
    .option('--name <name>', 'what to call it')
    .addOption(
      new Option(
        '--retry-for <seconds>',
        'how long to try an event again before it becomes a dead letter, 0 to 86400',
      ).argParser(parseCount(0, 86_400)),
    );
  return addFilterOptions(command).action(async (url: string, options: WebhookOptions) => {
    const client = clientOf(options);
    const { name, retryFor, json } = options;
    const { homeId, filter } = await filterOf(client, options);
    const made = await client.ask((api) =>
      api.call('post', '/v1/webhooks', {
        body: {
          ...{ url, filter },
          ...(homeId !== undefined && { homeId }),
          ...(name !== undefined && { name }),
          ...(retryFor !== undefined && { retryForS: retryFor }),
        },
      }),
    );
    const { webhook, secret } = made as { webhook: WebhookResource; secret: string };
    if (json) return printJson({ ...webhook, secret });
    process.stdout.write(`${webhook.webhookId}\n`);
    process.stdout.write(`secret, told only now: ${secret}\n`);
  });
}

function remove(): Command {
  return about('rm', 'Removes a webhook with its dead letters.').action(
    async (given: string, options: WebhookOptions) => {
      const client = clientOf(options);
      const { webhookId } = await find(client, given);
      await client.ask((api) => api.call('delete', '/v1/webhooks/{webhookId}', { path: { webhookId } }));
      if (options.json) printJson({ webhookId, removed: true });
      else process.stdout.write(`removed ${webhookId}\n`);
    },
  );
}

function ping(): Command {
  return about(
    'ping',
    'Sends a ping now and says what the server answers. Exit status 1 if it does not take it.',
  ).action(async (given: string, options: WebhookOptions) => {
    const client = clientOf(options);
    const { webhookId } = await find(client, given);
    const delivery = await client.ask((api) =>
      api.call('post', '/v1/webhooks/{webhookId}/ping', { path: { webhookId } }),
    );
    if (options.json) printJson(delivery);
    else showDelivery(delivery);
    if (delivery.outcome !== 'delivered') process.exitCode = exitCodes.failed;
  });
}

function deliveries(): Command {
  return about('deliveries', 'Shows the last requests and what the server answered, newest first.')
    .option('--dead', 'dead letters instead: events that were given up, oldest first')
    .addOption(
      new Option('--limit <count>', 'most to show, 1 to 100').default(20).argParser(parseCount(1, 100)),
    )
    .action(async (given: string, options: WebhookOptions) => {
      const client = clientOf(options);
      const { webhookId } = await find(client, given);
      const request = { path: { webhookId }, query: { limit: options.limit ?? 20 } };
      if (options.dead) {
        const page = await client.ask((api) =>
          api.call('get', '/v1/webhooks/{webhookId}/dead-letters', request),
        );
        if (options.json) for (const each of page.deadLetters) printJson(each);
        else showDeadLetters(page.deadLetters);
        return;
      }
      const log = await client.ask((api) => api.call('get', '/v1/webhooks/{webhookId}/deliveries', request));
      if (options.json) for (const each of log.deliveries) printJson(each);
      else showDeliveries(log.deliveries);
    });
}

function replay(): Command {
  return about('replay', 'Has dead letters delivered again: those that are named, or all.')
    .argument('[dead-letters...]', 'ids, as `deliveries --dead` tells them')
    .action(async (given: string, ids: string[], options: WebhookOptions) => {
      const client = clientOf(options);
      const { webhookId } = await find(client, given);
      const body = ids.length > 0 ? { deadLetterIds: ids } : {};
      const answer = await client.ask((api) =>
        api.call('post', '/v1/webhooks/{webhookId}/dead-letters/replay', { path: { webhookId }, body }),
      );
      if (options.json) printJson(answer);
      else process.stdout.write(`${answer.queuedCount} will be delivered again\n`);
      if (answer.queuedCount < ids.length) {
        process.stderr.write(`zigfleet: ${ids.length - answer.queuedCount} are not there (any more)\n`);
        process.exitCode = exitCodes.notFound;
      }
    });
}

function pause(): Command {
  return about('pause', 'Delivers nothing until it is resumed.').action(
    async (given: string, options: WebhookOptions) => {
      const client = clientOf(options);
      const { webhookId } = await find(client, given);
      const webhook = await client.ask((api) =>
        api.call('post', '/v1/webhooks/{webhookId}/pause', { path: { webhookId } }),
      );
      showState(webhook, options);
    },
  );
}

function resume(): Command {
  return about('resume', 'Delivers again, whether it was paused or suspended.')
    .addOption(
      new Option('--from <place>', 'where it stood, or with what happens from now on')
        .choices(['place', 'now'])
        .default('place'),
    )
    .action(async (given: string, options: WebhookOptions) => {
      const client = clientOf(options);
      const { webhookId } = await find(client, given);
      const body = { from: options.from ?? 'place' };
      const webhook = await client.ask((api) =>
        api.call('post', '/v1/webhooks/{webhookId}/resume', { path: { webhookId }, body }),
      );
      showState(webhook, options);
    });
}

function rotateSecret(): Command {
  return about(
    'rotate-secret',
    'Makes a new secret and tells it: once. The old one signs too for a day.',
  ).action(async (given: string, options: WebhookOptions) => {
    const client = clientOf(options);
    const { webhookId } = await find(client, given);
    const { secret } = await client.ask((api) =>
      api.call('post', '/v1/webhooks/{webhookId}/rotate-secret', { path: { webhookId } }),
    );
    if (options.json) printJson({ webhookId, secret });
    else process.stdout.write(`secret, told only now: ${secret}\n`);
  });
}

function showState(webhook: WebhookResource, { json }: WebhookOptions): void {
  if (json) printJson(webhook);
  else process.stdout.write(`${webhook.webhookId} is ${webhook.state}\n`);
}

function printJson(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function tableOf(webhooks: readonly WebhookResource[]): string {
  const rows = webhooks.map(({ webhookId, name, url, state, suspension, status }) => [
    webhookId,
    plainText(name),
    suspension ? `${state} (${suspension.reason})` : state,
    status.deliveredCount,
    status.deadLetterCount,
    status.lastError === null ? '' : plainText(status.lastError),
    plainText(url),
  ]);
  return formatTable(['id', 'name', 'state', 'delivered', 'dead', 'last error', 'url'], rows);
}
