import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { waitUntil } from '../support/wait-until.ts';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
/** The blocks of the tour, in their order: each is a shell script that works when it is pasted. */
const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

describe('the README', () => {
  const dataHome = mkdtempSync(join(tmpdir(), 'zigfleet-readme-'));
  let env: NodeJS.ProcessEnv;
  let demo: ChildProcess;
  let demoOutput = '';

  beforeAll(async () => {
    env = {
      ...process.env,
      XDG_DATA_HOME: dataHome,
      ZIGFLEET_HTTP_PORT: String(await freePort()),
      ZIGFLEET_LINK_PORT: String(await freePort()),
      ZIGFLEET_RADIO_PORTS: `${await freePort()},${await freePort()}`,
    };
    expect(readme).toContain('\n./dev demo\n');
    demo = spawn('./dev', ['demo'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    demo.stdout?.on('data', (chunk: Buffer) => (demoOutput += chunk.toString()));
    demo.stderr?.on('data', (chunk: Buffer) => (demoOutput += chunk.toString()));
    await waitUntil(
      'the demo leaves its address and token',
      () => {
        if (demo.exitCode !== null) throw new Error(`the demo ended:\n${demoOutput}`);
        return existsSync(join(dataHome, 'zigfleet/demo/demo.env'));
      },
      60_000,
    );
  });

  afterAll(async () => {
    const ended = new Promise((resolve) => demo.once('exit', resolve));
    demo.kill('SIGINT');
    await ended;
    rmSync(dataHome, { recursive: true, force: true });
  });

  /** Runs the first block, which reads the demo's file, and another one, as one who pastes them would. */
  async function paste(index: number): Promise<string> {
    const script = `set -eu\n${blocks[0]}\n${blocks[index]}`;
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: root, env });
    return stdout;
  }

  it('shows the hubs and devices', async () => {
    const output = await paste(1);
    expect(output).toContain('"hubId":"hub-');
    expect(output).toContain('"ieeeAddress":"0x');
    expect(output).toContain('"nextCursor"');
  });

  it('switches the plug, and the device confirms', async () => {
    expect(await paste(2)).toMatch(
      /"state":"succeeded".*"confirmed":\{"state":"ON"\}|"confirmed":\{"state":"ON"\}.*"state":"succeeded"/s,
    );
  });

  it('refuses a value that cannot be, and says what can', async () => {
    const output = await paste(3);
    expect(output).toContain('"code":"invalid-value"');
    expect(output).toContain('one of ON, OFF, TOGGLE');
  });

  it('streams events', async () => {
    expect(await paste(4)).toMatch(/^event: traitReported$/m);
  });

  it('does the same from the command line', async () => {
    const output = await paste(5);
    expect(output).toContain('ZNCZ02LM');
    expect(output).toMatch(/state=OFF\n$/);
  });

  it('holds the platform to what really happened', async () => {
    // The demo has just begun: at first there is nothing that could be judged.
    const output = await waitUntil(
      'there is something to judge',
      async () => {
        const said = await paste(6);
        return /^compared: \d+ devices, [1-9]/.test(said) && said;
      },
      50_000,
    );
    expect(output).toMatch(/no differences\n$/);
  });

  it('lets the house be controlled', async () => {
    const output = await paste(7);
    expect(output).toMatch(/^front-door +lumi\.sensor_magnet\.aq2/m);
    expect(output).toMatch(/kettle: state=(ON|OFF) load=/);
  });

  it('has no further block that no test runs', () => {
    expect(blocks).toHaveLength(8);
  });
});
