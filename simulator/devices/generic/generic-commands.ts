import type { ClusterCommand, CommandOutcome } from '../../zcl/cluster-handler.ts';
import { colorControl } from '../../zcl/clusters/color-control.ts';
import { levelControl } from '../../zcl/clusters/level-control.ts';
import { onOff as onOffCluster } from '../../zcl/clusters/on-off.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { PhysicalValue, Variable } from '../variable.ts';

/** The variable of an attribute on the endpoint of a command, if the device has it. */
export type FindVariable = (clusterId: number, attributeId: number) => Variable<PhysicalValue> | undefined;

/** Carries out a cluster's commands at once: what takes time on a real device takes none here. */
export type GenericCommands = (command: ClusterCommand, find: FindVariable) => CommandOutcome;

const levelMax = 254;

/** On/Off (ZCL 3.8.2.3). */
const onOff: GenericCommands = ({ commandId }, find) => {
  const state = find(0x0006, 0x0000);
  if (state === undefined) return zclStatus.unsupportedCommand;
  const wanted: Record<number, string> = {
    0: 'OFF',
    1: 'ON',
    2: state.value === 'ON' ? 'OFF' : 'ON',
    64: 'OFF',
    65: 'ON',
    66: 'ON',
  };
  const value = wanted[commandId];
  if (value === undefined) return zclStatus.unsupportedCommand;
  state.set(value, 'command');
  return zclStatus.success;
};

/** Level Control (ZCL 3.10.2.3): 4 to 7 are 0 to 3 with the switch tied. */
const level: GenericCommands = ({ commandId, payload }, find) => {
  const brightness = find(0x0008, 0x0000);
  if (brightness === undefined || commandId > 7) return zclStatus.unsupportedCommand;
  const current = Number(brightness.value);
  const kind = commandId & 3;
  let target = current;
  if (kind === 0) {
    target = payload.uint8();
    if (target > levelMax) return zclStatus.invalidField;
  } else if (kind === 1) {
    target = payload.uint8() === 0 ? levelMax : 0;
  } else if (kind === 2) {
    const up = payload.uint8() === 0;
    const size = payload.uint8();
    target = up ? current + size : current - size;
  }
  brightness.set(target, 'command');
  if (commandId >= 4 && kind !== 3) find(0x0006, 0x0000)?.set(target > 0 ? 'ON' : 'OFF', 'command');
  return zclStatus.success;
};

/** Color Control (ZCL 5.2.2.3), as far as white goes. */
const color: GenericCommands = ({ commandId, payload }, find) => {
  const temperature = find(0x0300, 0x0007);
  if (commandId === 0x47) return zclStatus.success;
  if (temperature === undefined || commandId !== 0x0a) return zclStatus.unsupportedCommand;
  temperature.set(payload.uint16(), 'command');
  return zclStatus.success;
};

/** Window Covering (ZCL 7.4.2.2). */
const covering: GenericCommands = ({ commandId, payload }, find) => {
  const lift = find(0x0102, 0x0008);
  if (lift === undefined) return zclStatus.unsupportedCommand;
  if (commandId === 0x02) return zclStatus.success;
  let target: number;
  if (commandId === 0x00) target = 0;
  else if (commandId === 0x01) target = 100;
  else if (commandId === 0x05) target = payload.uint8();
  else return zclStatus.unsupportedCommand;
  if (target > 100) return zclStatus.invalidValue;
  lift.set(target, 'command');
  return zclStatus.success;
};

/** Door Lock (ZCL 7.3.2.16): lock, unlock, toggle; each has an answer of its own. */
const lock: GenericCommands = ({ commandId }, find) => {
  const bolt = find(0x0101, 0x0000);
  if (bolt === undefined || commandId > 2) return zclStatus.unsupportedCommand;
  const locked = 1;
  const unlocked = 2;
  const toggled = bolt.value === locked ? unlocked : locked;
  bolt.set([locked, unlocked, toggled][commandId] ?? locked, 'command');
  return { commandId, payload: Buffer.of(zclStatus.success) };
};

/** By cluster id: what the server of the cluster understands, and what it does. */
export const genericCommands: ReadonlyMap<
  number,
  { commands: Record<string, number>; run: GenericCommands }
> = new Map<number, { commands: Record<string, number>; run: GenericCommands }>([
  [0x0006, { commands: onOffCluster.commands, run: onOff }],
  [0x0008, { commands: levelControl.commands, run: level }],
  [0x0101, { commands: { lockDoor: 0, unlockDoor: 1, toggle: 2 }, run: lock }],
  [0x0102, { commands: { upOpen: 0, downClose: 1, stop: 2, goToLiftPercentage: 5 }, run: covering }],
  [0x0300, { commands: colorControl.commands, run: color }],
]);
