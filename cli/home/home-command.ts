import { Command } from 'commander';
import { ApiClient } from '../api-client.ts';
import { type ApiOptions, addApiOptions, apiTargetOf } from '../api-target.ts';
import { exitCodesHelp } from '../exit-codes.ts';

export interface OutputOptions extends ApiOptions {
  json?: boolean;
  home?: string;
  yes?: boolean;
}

/** A command that asks the platform: with the options by which all of them find it, and `--json`. */
export function apiCommand(name: string, description: string): Command {
  return addApiOptions(new Command(name).description(description))
    .option('--json', 'as the API tells it')
    .addHelpText('after', exitCodesHelp);
}

/** The same about one home. */
export function homeCommand(name: string, description: string): Command {
  return apiCommand(name, description).option('--home <home>', 'by id or name (without: your only one)');
}

export function clientOf(options: ApiOptions): ApiClient {
  return new ApiClient(apiTargetOf(options, process.env));
}

/** Says what was done: the API's answer for programs, a sentence for people. */
export function tell({ json }: OutputOptions, answer: unknown, sentence: string): void {
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${sentence}\n`);
}
