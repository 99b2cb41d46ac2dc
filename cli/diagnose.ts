import { Command, Option } from 'commander';
import type { AnswerOf } from '../client/operation-types.ts';
import { systemClock } from '../src/common/clock.ts';
import { formatTable } from '../src/common/format-table.ts';
import { ApiClient } from './api-client.ts';
import { type ApiOptions, addApiOptions, apiTargetOf } from './api-target.ts';
import { type ExitCode, exitCodes, exitCodesHelp } from './exit-codes.ts';
import { findByName } from './find-by-name.ts';
import { plainText } from './format-values.ts';
import { parseSeconds } from './parse-seconds.ts';
import { ProbeWatch } from './probe-watch.ts';

type Report = AnswerOf<'post', '/v1/diagnostics/push'>;
type Step = Omit<Report['steps'][number], 'name'> & { name: Report['steps'][number]['name'] | 'app' };

/** After this long people are told what is waited for. */
const progressMs = 2_000;

/** `zigfleet diagnose DEVICE|HUB`: where do events stop on their way to apps? */
export function createCommand(): Command {
  const command = new Command('diagnose')
    .description(
      'Sends a probe from a device to this program, the way of every event: device, radio, hub, link, store, stream, subscriber, webhooks. Says where it stops, and how long each step took. A device is asked for a value; nothing is set.',
    )
    .argument('<device-or-hub>', 'its address or id, its name, or the beginning of either');
  return addApiOptions(command)
    .addOption(
      new Option('--wait <seconds>', 'how long the device may take, 1 to 30')
        .default(5)
        .argParser(parseSeconds(1, 30)),
    )
    .option('--json', 'the report as the API tells it, with the step "app" of this program')
    .addHelpText('after', `${exitCodesHelp}\n(1: it stops somewhere; 6: at the hub, which is offline)`)
    .action(async (given: string, options: ApiOptions & { wait: number; json?: true }) => {
      const client = new ApiClient(apiTargetOf(options, process.env));
      const subject = await find(client, given);
      const { homeId, ...body } = subject;
      const progress = showProgress(options.wait);
      try {
        const watch = await ProbeWatch.start(client, homeId, systemClock);
        const request = { body: { ...body, waitS: options.wait } };
        const report = await client
          .ask((api) => api.call('post', '/v1/diagnostics/push', request))
          .catch(async (error: unknown) => {
            await watch.stop();
            throw error;
          });
        const app = await watch.step(report.probeId);
        process.exitCode = show(report, app, options.json === true);
      } finally {
        progress.cancel();
      }
    });
}

/** A device or a hub, whichever is called like that. */
async function find(
  client: ApiClient,
  given: string,
): Promise<{ homeId: string; ieeeAddress?: string; hubId?: string }> {
  const [devices, hubs] = await Promise.all([client.listDevices(), client.listHubs()]);
  const things = [
    ...devices.map(({ ieeeAddress, homeId, name }) => ({
      id: ieeeAddress,
      name,
      found: { homeId, ieeeAddress },
    })),
    ...hubs.map(({ hubId, homeId, name }) => ({ id: hubId, name, found: { homeId, hubId } })),
  ];
  const naming = { id: (each: { id: string }) => each.id, name: (each: { name: string }) => each.name };
  return findByName('device or hub', given, things, naming).found;
}

/** What is waited for, as soon as people begin to wonder. */
function showProgress(waitS: number): { cancel: () => void } {
  const startMs = systemClock.monotonic();
  const tell = () => {
    const s = Math.round((systemClock.monotonic() - startMs) / 1000);
    process.stderr.write(`zigfleet: waiting for the probe, ${s} s (the device may take ${waitS} s)\n`);
    timer = systemClock.setTimer(progressMs, tell);
  };
  let timer = systemClock.setTimer(progressMs, tell);
  return { cancel: () => timer.cancel() };
}

function show(report: Report, app: Step, json: boolean): ExitCode {
  const steps: Step[] = [...report.steps, app];
  const stopped = steps.find(({ status }) => status === 'failed');
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...report, steps, stoppedAt: stopped?.name ?? null })}\n`);
  } else {
    const rows = steps.map(({ name, status, tookMs, webhookId, detail }) => [
      webhookId === null ? name : `${name} ${webhookId}`,
      status,
      tookMs === null ? '' : `${tookMs} ms`,
      plainText(detail),
    ]);
    process.stdout.write(`${formatTable(['step', 'status', 'took', 'what'], rows)}\n`);
    process.stdout.write(
      stopped ? `It stops at: ${stopped.name}. ${plainText(stopped.detail)}\n` : 'All is well.\n',
    );
  }
  if (!stopped) return exitCodes.ok;
  return stopped.name === 'hub' ? exitCodes.notFinal : exitCodes.failed;
}
