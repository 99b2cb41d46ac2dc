import { Option } from 'commander';
import { readSecret } from './login/read-secret.ts';

/** The PIN for commands to security devices. */
export function pinOption(): Option {
  return new Option(
    '--pin [digits]',
    'your PIN for locks and other security devices; without digits it is asked for, or read from a pipe, so that nobody on this machine sees it',
  ).env('ZIGFLEET_PIN');
}

/** @param given - what the option says: true without digits */
export async function pinOf(given: string | true | undefined): Promise<{ pin?: string }> {
  if (given === undefined) return {};
  return { pin: given === true ? await readSecret('PIN') : given };
}
