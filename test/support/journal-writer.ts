import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import { Journal } from '../../src/hub/journal/journal.ts';
import { Entry } from '../../src/rpc/gen/zigfleet/link/v1/link.ts';

/**
 * A process that appends entries to the journal in a folder until it is killed, and writes the number of each one to
 * standard output once it is appended. A line on standard input asks for one more where the disk has no room.
 */
const [folder = '', firstText = '1', mode = 'endless'] = process.argv.slice(2);
const journal = Journal.open({ folder, clock: systemClock, logger: silentLogger() });
let next = Number(firstText);

function appendOne(): void {
  const value = { count: next, reason: 'x'.repeat(100) };
  const entry: Entry = { observedAtMs: next, entry: { $case: 'entriesLost', value } };
  try {
    journal.append(Entry.encode(entry).finish());
    process.stdout.write(`${next}\n`);
  } catch (error) {
    process.stdout.write(`${isZigfleetError(error) ? error.code : error}\n`);
  }
  next++;
}

function appendForever(): void {
  for (let count = 0; count < 50; count++) appendOne();
  setImmediate(appendForever);
}

if (mode === 'endless') appendForever();
else process.stdin.on('data', appendOne);
