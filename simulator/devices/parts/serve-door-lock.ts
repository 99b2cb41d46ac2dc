import type { ByteReader } from '../../zcl/byte-reader.ts';
import { ByteWriter } from '../../zcl/byte-writer.ts';
import type { CommandOutcome } from '../../zcl/cluster-handler.ts';
import { doorLock, doorLockNotifications } from '../../zcl/clusters/door-lock.ts';
import { alarms, alarmsNotifications } from '../../zcl/clusters/housekeeping.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { LockUsers } from '../behaviours/lock-users.ts';
import { type LockEvent, type Locking, noUserId } from '../behaviours/locking.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

const { commands, attributes } = doorLock;
/** Values of `lockState` (ZCL 7.3.2.2.1). */
const lockStates = { not_fully_locked: 0, locked: 1, unlocked: 2 } as const;
/** Sources and codes of operation events (ZCL 7.3.2.20.1). */
const sources = { keypad: 0, remote: 1, manual: 2, card: 3 } as const;
const codes = { lock: 1, unlock: 2, wrongCode: 5, autoLock: 10, manualLock: 13, manualUnlock: 14 } as const;
/** Alarms of a door lock (ZCL 7.3.2.6). */
const alarmCodes = { jammed: 0x00, wrongCodeLimit: 0x04, coverRemoved: 0x05 } as const;
/** A user's status (ZCL 7.3.2.11.1), and what comes of setting a code (7.3.2.17.6). */
const userStatus = { available: 0, enabled: 1, disabled: 3 } as const;
const codeOutcomes = { kept: 0, invalid: 1, duplicate: 3 } as const;
const unrestricted = 0;
const secondMs = 1000;

/** Door Lock (ZCL 7.3) with users' codes, what happens at it as events, and its alarms where the model serves them. */
export function serveDoorLock(assembly: DeviceAssembly, endpointId: number, lock: Locking): void {
  const { server } = assembly;
  const show = () => server.set(endpointId, attributes.lockState, lockStates[lock.position.value]);
  show();
  lock.position.watch(show);
  const relock = (seconds: number) =>
    lock.mechanism.setAutoLock(seconds === 0 ? undefined : seconds * secondMs);
  relock(Number(server.get(endpointId, attributes.autoRelockTime)));
  lock.onEvent = (event) => {
    const alarm = alarmOf(event);
    if (alarm !== undefined) {
      const payload = new ByteWriter().uint8(alarm).uint16(doorLock.id).toBuffer();
      server.notify(endpointId, alarms, alarmsNotifications.alarm, payload);
    }
    const operation = operationOf(event);
    if (operation === undefined) return;
    const payload = new ByteWriter().uint8(operation.source).uint8(operation.code);
    // No code, no time, no data.
    payload
      .uint16(event.userId ?? noUserId)
      .uint8(0)
      .uint32(0)
      .uint8(0);
    server.notify(endpointId, doorLock, doorLockNotifications.operationEvent, payload.toBuffer());
  };
  server.handle(endpointId, doorLock, {
    accepts: (attribute, value) =>
      attribute === attributes.autoRelockTime && Number(value) > 3600
        ? zclStatus.invalidValue
        : zclStatus.success,
    written: (attribute, value) => {
      if (attribute === attributes.autoRelockTime) relock(Number(value));
    },
    command: ({ commandId, payload }) => {
      if (commandId > commands.toggle) return manageCodes(lock.users, commandId, payload);
      const extend =
        commandId === commands.toggle ? lock.position.value !== 'locked' : commandId === commands.lockDoor;
      lock.run(extend, 'remote');
      if (commandId === commands.toggle) return zclStatus.success;
      return { commandId, payload: Buffer.of(zclStatus.success) };
    },
  });
}

function manageCodes(users: LockUsers, commandId: number, payload: ByteReader): CommandOutcome {
  if (commandId === commands.clearAllPinCodes) {
    users.forgetAll();
    return { commandId, payload: Buffer.of(0) };
  }
  const userId = payload.uint16();
  if (commandId === commands.clearPinCode) {
    users.forget(userId);
    return { commandId, payload: Buffer.of(0) };
  }
  if (commandId === commands.setPinCode) {
    const status = payload.uint8();
    payload.uint8();
    const pin = payload.bytes(payload.uint8()).toString('ascii');
    const outcome = users.keep(userId, { pin, isEnabled: status === userStatus.enabled });
    return { commandId, payload: Buffer.of(codeOutcomes[outcome]) };
  }
  const code = users.code(userId);
  const pin = Buffer.from(code?.pin ?? '', 'ascii');
  const enabled = code?.isEnabled === true ? userStatus.enabled : userStatus.disabled;
  const answer = new ByteWriter().uint16(userId).uint8(code === undefined ? userStatus.available : enabled);
  return { commandId, payload: answer.uint8(unrestricted).uint8(pin.length).bytes(pin).toBuffer() };
}

function alarmOf({ kind, state }: LockEvent): number | undefined {
  if (kind === 'deaf') return alarmCodes.wrongCodeLimit;
  if (kind === 'tampered') return alarmCodes.coverRemoved;
  return kind === 'moved' && state === 'jammed' ? alarmCodes.jammed : undefined;
}

/** What is said about an event; nothing about a bolt that has not moved. */
function operationOf({ kind, way, state }: LockEvent): { source: number; code: number } | undefined {
  const source =
    way === 'pin'
      ? sources.keypad
      : way === 'remote'
        ? sources.remote
        : way === 'card'
          ? sources.card
          : sources.manual;
  if (kind === 'refused') return { source, code: codes.wrongCode };
  if (kind !== 'moved' || (state !== 'locked' && state !== 'unlocked')) return undefined;
  if (way === 'automatic') return { source, code: codes.autoLock };
  if (source !== sources.manual) return { source, code: state === 'locked' ? codes.lock : codes.unlock };
  return { source, code: state === 'locked' ? codes.manualLock : codes.manualUnlock };
}
