import type { BatchResult } from './api-client.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { plainText } from './format-values.ts';
import { exitCodeOfCommand, showCommand } from './show-command.ts';

/** Says what became of each device of a batch, and returns the exit status for all: the worst. */
export function showBatch(
  results: readonly BatchResult[],
  names: ReadonlyMap<string, string>,
  json: boolean,
): ExitCode {
  if (json) process.stdout.write(`${JSON.stringify(results)}\n`);
  if (results.length === 0) {
    process.stderr.write('There is no device in it that can take this.\n');
    return exitCodes.notFound;
  }
  const codes = results.map(({ ieeeAddress, command, problem }) => {
    const name = names.get(ieeeAddress) ?? ieeeAddress;
    if (command) return json ? exitCodeOfCommand(command) : showCommand(command, name, false);
    if (!json) process.stderr.write(`${plainText(`${name}: ${problem?.detail ?? 'refused'}`)}\n`);
    return exitCodes.failed;
  });
  if (codes.includes(exitCodes.failed)) return exitCodes.failed;
  return codes.find((code) => code !== exitCodes.ok) ?? exitCodes.ok;
}
