import { describe, expect, it } from 'vitest';
import type { CommandAction } from '../../devices/command-action.ts';
import type { CommandOutcome } from '../../devices/command-outcome.ts';
import { CommandResult, Command as WireCommand } from '../gen/zigfleet/link/v1/link.ts';
import type { AddressedDevice } from './addressed-device.ts';
import {
  decodeCommandAction,
  decodeCommandResult,
  encodeCommandAction,
  encodeCommandResult,
} from './command.ts';

const decodeFailed = expect.objectContaining({ code: 'decode-failed' });

describe('commands', () => {
  const settable = { reported: true, settable: true, gettable: true };
  const addressed: AddressedDevice = {
    index: 7,
    descriptor: {
      ieeeAddress: '0x00158d0001020304',
      traits: [
        { type: 'enum', name: 'state', values: ['ON', 'OFF'], access: settable },
        { type: 'number', name: 'level', access: settable },
      ],
    },
  };
  const { ieeeAddress } = addressed.descriptor;
  const byAddress = (address: string) => (address === ieeeAddress ? addressed : undefined);
  const byIndex = (index: number) => (index === 7 ? addressed : undefined);

  it.each<CommandAction>([
    { type: 'setTraits', ieeeAddress, values: { state: 'TOGGLE', level: -0.5 } },
    { type: 'getTraits', ieeeAddress, traits: ['level', 'state'] },
    { type: 'permitJoin', durationS: 254, via: null },
    { type: 'permitJoin', durationS: 0, via: ieeeAddress },
    { type: 'interviewDevice', ieeeAddress },
    { type: 'removeDevice', ieeeAddress, force: true },
    { type: 'readNetworkMap' },
    { type: 'rotateKey' },
    { type: 'readBindings', ieeeAddress },
    { type: 'bind', ieeeAddress, binding: { endpointId: 1, cluster: '6', target: { type: 'coordinator' } } },
    {
      ...{ type: 'unbind', ieeeAddress },
      binding: { endpointId: 1, cluster: '6', target: { type: 'device', ieeeAddress, endpointId: 240 } },
    },
    {
      ...{ type: 'bind', ieeeAddress },
      binding: { endpointId: 1, cluster: '6', target: { type: 'group', groupId: 0xfff7 } },
    },
    { type: 'readReporting', ieeeAddress, endpointId: null, cluster: null, attributes: [] },
    { type: 'readReporting', ieeeAddress, endpointId: 2, cluster: 'genOnOff', attributes: ['onOff'] },
    {
      ...{ type: 'configureReporting', ieeeAddress, endpointId: 2, cluster: 'genOnOff' },
      rules: [
        { attribute: 'onOff', minimumIntervalS: 0, maximumIntervalS: 65_535, change: null },
        { attribute: '5', minimumIntervalS: 1, maximumIntervalS: 60, change: 0.5 },
      ],
    },
    { type: 'setGroupMembers', groupId: 0x4001, members: [ieeeAddress] },
    {
      ...{ type: 'setGroupTraits', groupId: 1 },
      members: [{ ieeeAddress, values: { state: 'ON', level: 2 } }],
    },
  ])('$type crosses the wire unchanged', (action) => {
    const wire = {
      commandId: 'c',
      ttlMs: 1,
      traceparent: '',
      action: encodeCommandAction(action, byAddress),
    };
    const { action: decoded } = WireCommand.decode(WireCommand.encode(wire).finish());
    expect(decodeCommandAction(decoded, byIndex)).toEqual(action);
  });

  it.each<[string, CommandAction, string]>([
    ['device', { type: 'interviewDevice', ieeeAddress: '0x0000000000000001' }, 'not-found'],
    ['trait', { type: 'getTraits', ieeeAddress, traits: ['x'] }, 'unknown-trait'],
    ['trait', { type: 'setTraits', ieeeAddress, values: { x: 1 } }, 'invalid-value'],
    ['value', { type: 'setTraits', ieeeAddress, values: { level: 'high' } }, 'invalid-value'],
    ['duration', { type: 'permitJoin', durationS: 255, via: null }, 'invalid-value'],
  ])('with an unknown or impossible %s cannot be sent', (_what, action, code) => {
    expect(() => encodeCommandAction(action, byAddress)).toThrow(expect.objectContaining({ code }));
  });

  it.each<[string, WireCommand['action'], string]>([
    ['nothing', undefined, 'decode-failed'],
    ['an unknown device', { $case: 'interviewDevice', value: { device: 8 } }, 'not-found'],
    ['an unknown trait', { $case: 'getTraits', value: { device: 7, traits: [2] } }, 'decode-failed'],
    ['no group', { $case: 'setGroupMembers', value: { groupId: 0, devices: [] } }, 'decode-failed'],
    [
      'too many members',
      { $case: 'setGroupMembers', value: { groupId: 1, devices: Array<number>(257).fill(7) } },
      'decode-failed',
    ],
    [
      'no endpoint',
      {
        $case: 'writeBinding',
        value: { device: 7, endpointId: 241, cluster: '6', target: undefined, remove: false },
      },
      'decode-failed',
    ],
    [
      'too long an interval',
      {
        $case: 'configureReporting',
        value: {
          ...{ device: 7, endpointId: 1, cluster: '6' },
          rules: [{ attribute: '0', minimumIntervalS: 0, maximumIntervalS: 65_536, change: undefined }],
        },
      },
      'decode-failed',
    ],
    [
      'too long a time',
      { $case: 'permitJoin', value: { durationS: 255, device: undefined } },
      'decode-failed',
    ],
  ])('with %s are refused', (_what, action, code) => {
    expect(() => decodeCommandAction(action, byIndex)).toThrow(expect.objectContaining({ code }));
  });

  const throughResult = (outcome: CommandOutcome) => {
    const wire = encodeCommandResult('c1', outcome, addressed);
    return decodeCommandResult(
      CommandResult.decode(CommandResult.encode(wire).finish()),
      (index) => byIndex(index)?.descriptor.traits,
    );
  };

  it.each<CommandOutcome>([
    { state: 'succeeded', confirmed: { state: 'ON', level: null } },
    { state: 'failed', failure: { reason: 'no-ack', detail: 'the device does not answer' } },
    { state: 'expired' },
    { state: 'cancelled' },
  ])('that end $state cross the wire unchanged', (outcome) => {
    expect(throughResult(outcome).outcome).toEqual(outcome);
  });

  it('that succeeded on a device that is gone have succeeded all the same', () => {
    const wire = encodeCommandResult('c1', { state: 'succeeded', confirmed: { state: 'ON' } }, addressed);
    expect(decodeCommandResult(wire, () => undefined).outcome).toEqual({ state: 'succeeded', confirmed: {} });
  });

  it('with findings keep them, however they ended', () => {
    const findings = { type: 'bindings' as const, bindings: [] };
    const succeeded = { state: 'succeeded' as const, confirmed: {}, findings };
    const failed = {
      state: 'failed' as const,
      failure: { reason: 'no-ack' as const, detail: 'x' },
      findings,
    };
    expect(throughResult(succeeded).outcome).toEqual(succeeded);
    expect(throughResult(failed).outcome).toEqual(failed);
  });

  it.each(['{', '{"type":"gremlins"}', '{"type":"bindings"}', `"${'x'.repeat(300_000)}"`])(
    'with findings that nobody understands have failed',
    (findingsJson) => {
      const result = { $case: 'succeeded' as const, value: { device: 7, values: [], findingsJson } };
      expect(decodeCommandResult({ commandId: 'c', result }, () => []).outcome).toMatchObject({
        state: 'failed',
        failure: { reason: 'internal' },
      });
    },
  );

  it('with a reason of a newer hub keep it in words', () => {
    const failed = {
      $case: 'failed' as const,
      value: { reason: 'gremlins', detail: 'many', findingsJson: '' },
    };
    expect(decodeCommandResult({ commandId: 'c', result: failed }, () => undefined).outcome).toEqual({
      state: 'failed',
      failure: { reason: 'internal', detail: 'gremlins: many' },
    });
  });

  it('without an id or a result are refused', () => {
    const expired = { $case: 'expired' as const, value: {} };
    expect(() => decodeCommandResult({ commandId: '', result: expired }, () => undefined)).toThrow(
      decodeFailed,
    );
    expect(() => decodeCommandResult({ commandId: 'c', result: undefined }, () => undefined)).toThrow(
      decodeFailed,
    );
  });
});
