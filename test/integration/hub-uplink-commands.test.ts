import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExecutionOutcome } from '../../src/devices/command-outcome.ts';
import type { LinkRig } from '../support/link-rig.ts';
import { LinkedHub } from '../support/linked-hub.ts';
import { plug, plugNumber, setState, type UplinkRig } from '../support/uplink-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

let rig: LinkedHub;
let link: LinkRig;
let hub: UplinkRig;
beforeEach(async () => {
  rig = new LinkedHub();
  ({ link, hub } = rig);
  await link.server.start();
});
afterEach(() => rig.stop());

describe('commands', () => {
  it('are delivered, executed by names, and answered with what the device confirmed', async () => {
    const { index } = await rig.connectWithPlug();
    expect(
      link.handler.connection.sendCommand({ ...setState('c1', index, 'ON'), traceparent: '00-ab-cd-01' }),
    ).toBe(true);
    await waitUntil('the result', () => rig.results().length === 1);
    expect(link.handler.delivered).toEqual(['c1']);
    expect(hub.executor.commands).toEqual([
      {
        commandId: 'c1',
        traceparent: '00-ab-cd-01',
        action: { type: 'setTraits', ieeeAddress: plug.ieeeAddress, values: { state: 'ON' } },
      },
    ]);
    expect(rig.results()[0]).toEqual({
      commandId: 'c1',
      device: index,
      outcome: { state: 'succeeded', confirmed: { state: 'ON' } },
    });
  });

  it('with an id that was there before are answered from memory, also after a restart', async () => {
    const { uplink, index } = await rig.connectWithPlug();
    link.handler.connection.sendCommand(setState('c1', index, 'ON'));
    await waitUntil('the result', () => rig.results().length === 1);
    link.handler.connection.sendCommand(setState('c1', index, 'OFF'));
    await waitUntil('the result again', () => rig.results().length === 2);
    await uplink.stop();
    await hub.start(link.port);
    await rig.connected(2);
    const again = setState('c1', index, 'OFF');
    await waitUntil('it may be sent', () => link.handler.connection.sendCommand(again));
    await waitUntil('the result again', () => rig.results().length === 3);
    expect(hub.executor.commands).toHaveLength(1);
    expect(new Set(rig.results().map((result) => JSON.stringify(result))).size).toBe(1);
  });

  it('for one device run in order, for several in parallel', async () => {
    const { uplink, index } = await rig.connectWithPlug();
    uplink.upsertDevice(plugNumber(2), { networkAddress: 2, joined: false });
    await waitUntil('the second plug is known', () => rig.entriesOf('deviceUpserted').length === 2);
    const other = rig.entriesOf('deviceUpserted')[1]?.device?.index ?? 0;
    const gates = new Map<string, () => void>();
    hub.executor.execution = ({ commandId }) =>
      new Promise((resolve) => gates.set(commandId, () => resolve({ state: 'succeeded', confirmed: {} })));
    for (const [id, device] of [
      ['a1', index],
      ['a2', index],
      ['b1', other],
    ] as const) {
      link.handler.connection.sendCommand(setState(id, device, 'ON'));
    }
    await waitUntil('two run', () => gates.size === 2);
    expect(hub.executor.commands.map(({ commandId }) => commandId)).toEqual(['a1', 'b1']);
    gates.get('a1')?.();
    await waitUntil('the third runs', () => gates.size === 3);
    gates.get('a2')?.();
    gates.get('b1')?.();
    await waitUntil('all are answered', () => rig.results().length === 3);
  });

  it('expire or are cancelled while they wait, and are then not executed', async () => {
    const { index } = await rig.connectWithPlug();
    const gate = Promise.withResolvers<ExecutionOutcome>();
    hub.executor.execution = () => gate.promise;
    const { connection } = link.handler;
    connection.sendCommand(setState('runs', index, 'ON'));
    connection.sendCommand(setState('expires', index, 'ON', 50));
    connection.sendCommand(setState('goes', index, 'ON'));
    connection.cancelCommand('goes');
    connection.cancelCommand('runs');
    connection.cancelCommand('unknown');
    await waitUntil('two are answered', () => rig.results().length === 2);
    expect(
      rig
        .results()
        .map(({ commandId, outcome }) => [commandId, outcome.state])
        .sort(),
    ).toEqual([
      ['expires', 'expired'],
      ['goes', 'cancelled'],
    ]);
    gate.resolve({ state: 'failed', failure: { reason: 'no-ack', detail: 'it is away' } });
    await waitUntil('the first is answered', () => rig.results().length === 3);
    expect(rig.results()[2]?.outcome).toEqual({
      state: 'failed',
      failure: { reason: 'no-ack', detail: 'it is away' },
    });
    expect(hub.executor.commands).toHaveLength(1);
  });

  it('that cannot be understood are answered with the reason', async () => {
    const { index } = await rig.connectWithPlug();
    const { connection } = link.handler;
    connection.sendCommand(setState('no-device', 4711, 'ON'));
    const command = setState('no-trait', index, 'ON');
    if (command.action?.$case === 'setTraits')
      command.action.value.values.forEach((value) => {
        value.trait = 99;
      });
    connection.sendCommand(command);
    connection.sendCommand({ commandId: 'nothing', ttlMs: 1000, traceparent: '', action: undefined });
    hub.executor.execution = () => Promise.reject(new TypeError('a bug'));
    connection.sendCommand(setState('bug', index, 'ON'));
    await waitUntil('all are answered', () => rig.results().length === 4);
    const reasons = rig
      .results()
      .map(({ commandId, outcome }) => [
        commandId,
        outcome.state === 'failed' ? outcome.failure.reason : outcome.state,
      ]);
    expect(reasons.sort()).toEqual([
      ['bug', 'internal'],
      ['no-device', 'unknown-device'],
      ['no-trait', 'invalid-value'],
      ['nothing', 'invalid-value'],
    ]);
  });

  it('that were left by the last run wait for the radio, as long as their TTL lets them', async () => {
    const { uplink, index } = await rig.connectWithPlug();
    const gate = Promise.withResolvers<ExecutionOutcome>();
    hub.executor.execution = () => gate.promise;
    for (const [id, ttlMs] of [
      ['begun', 60_000],
      ['short', 3000],
      ['long', 60_000],
    ] as const) {
      link.handler.connection.sendCommand(setState(id, index, 'ON', ttlMs));
    }
    await waitUntil('all are delivered', () => link.handler.delivered.length === 3);
    const stopping = uplink.stop();
    gate.resolve({ state: 'succeeded', confirmed: {} });
    await stopping;

    const radio = Promise.withResolvers<void>();
    hub.executor.whenReady = radio.promise;
    await hub.start(link.port);
    const stateOf = (id: string) => rig.results().find(({ commandId }) => commandId === id)?.outcome.state;
    await waitUntil('the short one has expired', () => stateOf('short') === 'expired');
    expect(stateOf('begun')).toBe('succeeded');
    expect(hub.executor.commands).toHaveLength(1);
    radio.resolve();
    await waitUntil('the long one is executed', () => stateOf('long') === 'succeeded');
    expect(hub.executor.commands).toHaveLength(2);
  });

  it('beyond what a hub can have to do are refused, not forgotten', async () => {
    const { index } = await rig.connectWithPlug();
    const gate = Promise.withResolvers<ExecutionOutcome>();
    hub.executor.execution = () => gate.promise;
    for (let number = 1; number <= 260; number++) {
      link.handler.connection.sendCommand(setState(`c${number}`, index, 'ON'));
    }
    await waitUntil('four are refused', () => rig.results().length === 4);
    for (const { outcome } of rig.results()) {
      expect(outcome).toMatchObject({ state: 'failed', failure: { reason: 'queue-full' } });
    }
    gate.resolve({ state: 'succeeded', confirmed: {} });
    await waitUntil('all are answered', () => rig.results().length === 260);
  });
});
