import type { TSchema } from 'typebox';
import {
  ledgerBodySchema,
  ledgerEntryTypes,
  ledgerFormatVersion,
  ledgerStampSchema,
} from '../../simulator/ledger/ledger-entry.ts';
import { differenceKinds } from '../../simulator/ledger/verification.ts';

type Described = TSchema & {
  description?: string;
  type?: string;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly Described[];
  properties?: Record<string, Described>;
};

/** What a member may be, in a few words. */
function typeOf(schema: Described): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' or ');
  if (schema.type === 'object' && schema.properties) {
    return `{${Object.keys(schema.properties).join(', ')}}`;
  }
  return schema.type ?? 'anything';
}

function table(schema: { properties: object }): string {
  const rows = Object.entries(schema.properties as Record<string, Described>).map(
    ([name, member]) => `| \`${name}\` | ${typeOf(member)} | ${member.description ?? ''} |`,
  );
  return ['| member | type | what it says |', '|---|---|---|', ...rows].join('\n');
}

function section(type: (typeof ledgerEntryTypes)[number]): string {
  const schema = ledgerBodySchema(type) as unknown as Described & { properties: object };
  return `### ${type}\n${schema.description ?? ''}\n\n${table(schema)}\n`;
}

const differences: Record<(typeof differenceKinds)[number], string> = {
  missing: 'A report reached the hub and is not in the platform.',
  duplicated: 'A report is in the platform more often than it was sent.',
  outOfOrder: 'A report is in the platform at another place than it was sent.',
  wrongValue: 'The platform has another value than was sent.',
  unexplained: 'The platform has a value that was never sent.',
  wrongTwin: 'The platform shows another value of a device than the device said last.',
  executedTwice: 'A device carried out a command more than once.',
  executedThoughEnded:
    'A device carried out a command that the platform says expired, was cancelled, or failed before it could run.',
  untrueAnswer:
    'The platform says that a command succeeded, or confirms a value, and the device knows nothing of it.',
  unknownDevice: 'A device has been speaking to a hub for long, and the platform does not know it.',
  cannotTell:
    'The platform has lost events, or the ledger entries, so that nothing can be said of that time.',
};

/** The page about ledgers, as Markdown. `docs/ledger.md` is this text. */
export function ledgerPage(): string {
  return `# The ledger

A house can keep a ledger of what really happened: each physical change, each frame that was sent, delivered or lost, each
command that a device carried out. It is a text file of one JSON object a line (NDJSON), version ${ledgerFormatVersion} of its format.
\`zigfleet sim verify\` holds a platform to it; a replay lives through it again.

A file may hold several runs, one after another; each begins with \`runStarted\`. A process that is killed may leave its
last line unfinished: that line is not counted, and the run has no \`runEnded\`. Entries are written behind the house's
back; if the disk cannot keep up they are dropped, counted, and \`entriesDropped\` says where. Whoever reads a ledger
refuses one whose numbers have gaps.

## Every entry
${table(ledgerStampSchema)}
| \`type\` | one of those below | What happened. |

Two runs of one house with the same seed and stepped time differ in \`wallMs\` alone.

## Types of entries
${ledgerEntryTypes.map(section).join('\n')}
## What is compared
\`zigfleet sim verify --ledger FILE --platform URL\` reads the ledger, then the devices, all events and the commands of the
platform, and compares. The demo keeps a ledger too: \`zigfleet sim verify\` without any option compares the running
demo's. Both may go on meanwhile; what may still be on its way is left out.

- **Reports.** Each \`reportDelivered\` that was \`heard\` must be in the platform as one \`traitReported\` event of the device,
  with the values of \`traits\`, in the order in which they were sent. Numbers may be rounded: the platform's may have fewer
  decimals, and be off by half of the last. Answers to reads (\`readResponse\`) and duplicates (\`repeat\`) may be there, and
  need not. Nor need what was sent before the platform knew the device or after the device left, what was close to the
  coming and going of the program behind the coordinator, and what may still have been on its way at the end.
- **Commands.** A device must have carried out each command of the platform at most once; one that succeeded exactly
  once, with the values that the platform confirms; one that expired, was cancelled, or failed before it could run, not at
  all. Where an acknowledgement may have been lost (\`no-ack\`, \`timeout\`) nobody can know, and both are right. What the air doubles (\`repeat\`) does not count.
- **Devices.** The value that the platform shows must be the one that the device said last, or one that came since.

What the simulator does not know the meaning of is not judged, and counted. The outcome lists what differs:

| difference | what it says |
|---|---|
${differenceKinds.map((kind) => `| \`${kind}\` | ${differences[kind]} |`).join('\n')}

The exit status is 0 without any, 1 with some, and 2 if the command line is wrong or there is no such ledger; \`--json\`
gives the outcome to programs. A platform keeps its last events only (10,000 a home unless told otherwise): of what is
older \`verify\` says that it cannot tell, and that is a difference too. \`--since 10min\`, or \`--since\` a time, compares
only what came later. A ledger is read line by line; what stays in memory are its reports and executions, about 300 bytes
each.
`;
}
