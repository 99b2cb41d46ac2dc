import { type Command, Option } from 'commander';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { readControlFiles } from './control-files.ts';

/** Which house to control, and the token for it. */
export interface ControlTarget {
  url: string;
  token: string;
}

interface ControlOptions {
  control?: string;
}

/** The variable that holds the token where the files of whoever serves are out of reach. */
export const controlTokenVariable = 'ZIGFLEET_SIM_TOKEN';

/** Adds the option by which commands find the house. */
export function addControlOption(command: Command): Command {
  return command.addOption(
    new Option(
      '--control <url>',
      'the house, as `zigfleet sim serve` says where it is controlled (without: the one that is served)',
    ).env('ZIGFLEET_SIM'),
  );
}

/** @throws ZigfleetError `unavailable` if no house is served, `invalid-config` that says what to give */
export function controlTargetOf(
  { control }: ControlOptions,
  env: Record<string, string | undefined>,
): ControlTarget {
  const served = readControlFiles(env);
  if (control !== undefined) {
    const url = checkedUrl(control);
    const token = env[controlTokenVariable] || served.find((file) => file.control === url)?.token;
    // Without a token it may still turn out that nobody is there.
    return { url, token: token ?? 'none' };
  }
  const [only, ...others] = served;
  if (only === undefined) {
    throw new ZigfleetError(
      'unavailable',
      'No house is being served: start one with `zigfleet sim serve HOUSE.yaml`, or the demo.',
    );
  }
  if (others.length > 0) {
    const list = served.map(({ control: url, house }) => `--control ${url} (${house})`).join(', ');
    throw new ZigfleetError('invalid-config', `${served.length} houses are served. Say which one: ${list}.`);
  }
  return { url: only.control, token: env[controlTokenVariable] || only.token };
}

function checkedUrl(text: string): string {
  const url = URL.parse(/^[\w.]+:\d+$/.test(text) ? `http://${text}` : text);
  const isLoopback = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url?.protocol !== 'http:' || !isLoopback) {
    throw new ZigfleetError(
      'invalid-config',
      `--control takes an address of this machine, such as http://127.0.0.1:6680, not ${text}`,
    );
  }
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
  return url.href.replace(/\/+$/, '');
}
