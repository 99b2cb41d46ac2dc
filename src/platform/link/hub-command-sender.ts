import { isZigfleetError, messageOf } from '../../common/zigfleet-error.ts';
import type { CommandFailure } from '../../devices/command-failure.ts';
import type { HubConnection } from '../../rpc/hub-link-handler.ts';
import { encodeCommandAction } from '../../rpc/wire/command.ts';
import type { CommandSender } from '../commands/command-queue.ts';
import type { CommandToSend } from '../store/command-store.ts';
import type { HubInventory } from './hub-inventory.ts';

const ttlMaxMs = 0xffff_ffff;

/** Puts commands on a hub's stream, in the numbers of the link. */
export class HubCommandSender implements CommandSender {
  readonly #connection: HubConnection;
  readonly #inventory: HubInventory;
  readonly #onUnsendable: (commandId: string, failure: CommandFailure) => void;

  /** @param onUnsendable - the command cannot be said on this link, such as for a device that has left: it must end */
  constructor(
    connection: HubConnection,
    inventory: HubInventory,
    onUnsendable: (commandId: string, failure: CommandFailure) => void,
  ) {
    this.#connection = connection;
    this.#inventory = inventory;
    this.#onUnsendable = onUnsendable;
  }

  send(command: CommandToSend): boolean {
    const { commandId, action, traceparent, remainingMs } = command;
    let encoded: ReturnType<typeof encodeCommandAction>;
    try {
      encoded = encodeCommandAction(action, (ieeeAddress) => {
        const device = this.#inventory.byAddress(ieeeAddress);
        return device && { index: device.state.index, descriptor: device.descriptor };
      });
    } catch (error) {
      const reason = isZigfleetError(error, 'not-found') ? 'unknown-device' : 'invalid-value';
      this.#onUnsendable(commandId, { reason, detail: messageOf(error) });
      return true;
    }
    const ttlMs = Math.min(Math.floor(remainingMs), ttlMaxMs);
    return this.#connection.sendCommand({ commandId, ttlMs, traceparent, action: encoded });
  }

  cancel(commandId: string): boolean {
    return this.#connection.isOpen && this.#connection.cancelCommand(commandId);
  }
}
