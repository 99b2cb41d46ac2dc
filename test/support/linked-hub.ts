import type { Uplink } from '../../src/hub/uplink/uplink.ts';
import type { Entry } from '../../src/rpc/gen/zigfleet/link/v1/link.ts';
import { type DecodedCommandResult, decodeCommandResult } from '../../src/rpc/wire/command.ts';
import { LinkRig } from './link-rig.ts';
import { plug, UplinkRig } from './uplink-rig.ts';
import { waitUntil } from './wait-until.ts';

type AnyEntry = NonNullable<Entry['entry']>;

/** A hub's uplink and the link server that it connects to, and what has arrived there. */
export class LinkedHub {
  readonly link = new LinkRig();
  readonly hub = new UplinkRig();

  async stop(): Promise<void> {
    await this.hub.stop();
    await this.link.stop();
  }

  /** All entries of one kind that have arrived. */
  entriesOf<Case extends AnyEntry['$case']>($case: Case) {
    type Found = Extract<AnyEntry, { $case: Case }>;
    return this.link.handler.entries.flatMap(({ entry }) =>
      entry.entry?.$case === $case ? [(entry.entry as Found).value as Found['value']] : [],
    );
  }

  /** The first value of each report. */
  firstValues(): number[] {
    return this.entriesOf('report').map(({ values }) =>
      values[0]?.value?.$case === 'integer' ? values[0].value.value : -1,
    );
  }

  results(): DecodedCommandResult[] {
    return this.entriesOf('commandResult').map((wire) => decodeCommandResult(wire, () => plug.traits));
  }

  /** Waits for the hub's nth session. */
  connected(nth: number): Promise<boolean> {
    return waitUntil('the hub is connected', () => {
      const { connections } = this.link.handler;
      return connections.length >= nth && connections.at(-1)?.isOpen;
    });
  }

  /** Starts the hub with one plug. */
  async connectWithPlug(): Promise<{ uplink: Uplink; index: number }> {
    const uplink = await this.hub.start(this.link.port);
    uplink.upsertDevice(plug, { networkAddress: 0x1234, joined: true });
    const upserted = await waitUntil('the plug is known', () => this.entriesOf('deviceUpserted')[0]);
    return { uplink, index: upserted.device?.index ?? 0 };
  }
}
