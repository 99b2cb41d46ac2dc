import { Option } from 'commander';

/** The PIN for commands to security devices. */
export function pinOption(): Option {
  return new Option(
    '--pin <digits>',
    'the PIN for locks and other security devices; others on this machine may see it',
  ).env('ZIGFLEET_PIN');
}
