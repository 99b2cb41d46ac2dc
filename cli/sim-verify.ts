import { Command } from 'commander';
import { formatVerification } from '../simulator/ledger/format-verification.ts';
import { HttpPlatformReader } from '../simulator/ledger/http-platform-reader.ts';
import { verifyRun } from '../simulator/ledger/verify-run.ts';
import { addApiOptions, apiTargetOf } from './api-target.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';

/** `zigfleet sim verify`: does the platform believe what really happened? */
export function createCommand(): Command {
  const command = new Command('verify')
    .description(
      'Compares a ledger with what a platform says: every report that reached a hub is there once and in order, every command was executed at most once and answered truly.',
    )
    .requiredOption('--ledger <file>', 'as `zigfleet sim serve --ledger` wrote it')
    .option('--platform <url>', 'the platform: another name for --api');
  return addApiOptions(command)
    .option('--json', 'the result as JSON', false)
    .addHelpText('after', exitCodesHelp.replace('it was tried and failed', 'there are differences'))
    .action(async ({ ledger, platform, json, ...options }) => {
      const { url, token: source } = apiTargetOf({ ...options, api: platform ?? options.api }, process.env);
      const token = typeof source === 'string' ? source : await source();
      const result = await verifyRun({
        ledgerPath: ledger,
        platform: new HttpPlatformReader({ url, token }),
      });
      process.stdout.write(`${json ? JSON.stringify(result) : formatVerification(result)}\n`);
      process.exitCode = result.ok ? exitCodes.ok : exitCodes.failed;
    });
}
