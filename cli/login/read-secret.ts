import { createInterface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';

/**
 * A secret from whoever starts the program: typed without being shown at a terminal, else the first line of standard
 * input.
 * @param prompt - written to standard error, so that output stays clean
 * @throws ZigfleetError `invalid-config` if there is none
 */
export async function readSecret(prompt: string): Promise<string> {
  const { stdin } = process;
  const secret = stdin.isTTY ? await readHidden(stdin, prompt) : await readLine();
  if (secret === '') throw new ZigfleetError('invalid-config', `No ${prompt.toLowerCase()} was given.`);
  return secret;
}

/** Lines that came with one that was asked for: for the next questions. */
const spare: string[] = [];

/** The next line of standard input; empty after the last one. */
function readLine(): Promise<string> {
  const next = spare.shift();
  if (next !== undefined) return Promise.resolve(next);
  const lines = createInterface({ input: process.stdin });
  return new Promise((resolve) => {
    lines.on('line', (line) => spare.push(line));
    // Lines that come at once are told one after the other: when all of them were, no more are wanted.
    lines.once('line', () => setImmediate(() => lines.close()));
    lines.once('close', () => resolve(spare.shift() ?? ''));
  });
}

const keys = { enter: ['\r', '\n'], erase: ['\u007f', '\b'], interrupt: '\u0003', end: '\u0004' };

function readHidden(terminal: ReadStream, prompt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let secret = '';
    const done = (finish: () => void) => {
      terminal.off('data', take).setRawMode(false).pause();
      process.stderr.write('\n');
      finish();
    };
    const take = (typed: string) => {
      for (const key of typed) {
        if (keys.enter.includes(key) || key === keys.end) return done(() => resolve(secret));
        if (key === keys.interrupt) return done(() => reject(interrupted()));
        secret = keys.erase.includes(key) ? [...secret].slice(0, -1).join('') : secret + key;
      }
    };
    // Asked only once the terminal shows nothing any more: whoever is fast would see what he types.
    terminal.setEncoding('utf8').setRawMode(true).resume().on('data', take);
    process.stderr.write(`${prompt}: `);
  });
}

function interrupted(): ZigfleetError {
  return new ZigfleetError('invalid-config', 'Interrupted: nothing was changed.');
}
