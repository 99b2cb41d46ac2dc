import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoFile } from '../paths.ts';

/** What a running demo tells scripts. */
export interface DemoDescription {
  /** Base URL of the HTTP API. */
  api: string;
  /** host:port of the hub link. */
  link: string;
  /** The owner's bearer token. */
  token: string;
  /** The hubs' ids, in the order of the house. */
  hubs: string[];
  /** The radios' URLs, in the same order. */
  radios: string[];
  /** Base URL of the house's control API; null if nobody can know it. */
  control: string | null;
  /** The file in which the house writes down what really happens. */
  ledger: string;
}

function shellFile(dataFolder: string): string {
  return join(dataFolder, 'demo.env');
}

/** Writes demo.json for programs and demo.env for shells, both only for the owner's eyes. */
export function writeDemoFiles(
  dataFolder: string,
  demo: DemoDescription,
  plugAddress: string | undefined,
): void {
  const options = { mode: 0o600 };
  const variables = {
    API: demo.api,
    TOKEN: demo.token,
    ...(demo.control !== null && { ZIGFLEET_SIM: demo.control }),
    ...(plugAddress && { PLUG: plugAddress }),
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
  writeFileSync(shellFile(dataFolder), `${lines.join('\n')}\n`, options);
  writeFileSync(demoFile(dataFolder), `${JSON.stringify(demo)}\n`, options);
}

/** Takes the files away: they would name a demo that no longer runs. */
export function removeDemoFiles(dataFolder: string): void {
  for (const path of [demoFile(dataFolder), shellFile(dataFolder)]) rmSync(path, { force: true });
}
