import { Command, InvalidArgumentError } from 'commander';
import { parseDuration } from '../simulator/house/duration.ts';
import { formatVerification } from '../simulator/ledger/format-verification.ts';
import { HttpPlatformReader } from '../simulator/ledger/http-platform-reader.ts';
import { verifyRun } from '../simulator/ledger/verify-run.ts';
import { ZigfleetError } from '../src/common/zigfleet-error.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { SlowProgress } from './slow-progress.ts';

/** `zigfleet sim verify`: does the platform believe what really happened? */
export function createCommand(): Command {
  const command = new Command('verify')
    .description(
      'Compares a ledger with what a platform says: every report that reached a hub is there once and in order, every command was executed at most once and answered truly.',
    )
    .option(
      '--ledger <file>',
      'as `zigfleet sim serve --ledger` or the demo wrote it (default: that of the demo whose platform it is)',
    )
    .option('--platform <url>', 'the platform: another name for --api')
    .option(
      '--since <time>',
      'compare only what happened since: so long ago (10min, 2h), or a time (2026-11-25T20:00:00Z)',
      parseSince,
    )
    .option('--home <id>', 'the home, where the token reaches several');
  return addApiOptions(command)
    .option('--json', 'the result as JSON', false)
    .addHelpText(
      'after',
      `${exitCodesHelp.replace('it was tried and failed', 'there are differences, or not all can be told')}

docs/ledger.md says what is compared, and what each difference means.`,
    )
    .action(async ({ ledger, platform, json, since, home, ...options }) => {
      const target = apiTargetOf({ ...options, api: platform ?? options.api }, process.env);
      const { url, token: source } = target;
      const ledgerPath = ledger ?? target.ledger;
      if (ledgerPath === undefined) {
        throw new ZigfleetError('invalid-config', 'No ledger is named: give --ledger FILE.');
      }
      const token = typeof source === 'string' ? source : await source();
      const progress = new SlowProgress('verify');
      const result = await verifyRun({
        ledgerPath,
        platform: new HttpPlatformReader({ url, token, homeId: home }),
        ...(since !== undefined && { fromWallMs: since }),
        onProgress: (doing) => progress.note(doing),
      });
      process.stdout.write(`${json ? JSON.stringify(result) : formatVerification(result)}\n`);
      process.exitCode = result.ok ? exitCodes.ok : exitCodes.failed;
    });
}

/** Unix milliseconds. */
function parseSince(text: string): number {
  const agoMs = parseDuration(text);
  if (agoMs !== undefined) return Date.now() - agoMs;
  const timeMs = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(timeMs)) {
    throw new InvalidArgumentError(
      'It must be a duration (90s, 10min, 2h) or a time (2026-11-25T20:00:00Z).',
    );
  }
  return timeMs;
}
