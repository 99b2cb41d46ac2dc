import { isZigfleetError } from '../../../src/common/zigfleet-error.ts';
import type { MtRequest } from './mt-commands.ts';
import { decodeFields, encodeFields, type Layout, type Values } from './mt-fields.ts';
import { command0, mtSubsystems, mtTypes } from './mt-frame.ts';
import type { MtHandlers } from './mt-handlers.ts';
import type { ZnpDevice } from './znp-device.ts';
import { rpcErrors } from './znp-status.ts';

/** Answers a request: the data of the response, or undefined if the command has none. */
type Answer = (data: Buffer) => Buffer | undefined;

const subsystemMask = 0x1f;
const srspOfSreq = command0(mtTypes.srsp, 'rpcError') - command0(mtTypes.sreq, 'rpcError');

/** Finds the handler of each request, and answers what has none with the protocol's error frame. */
export class ZnpDispatcher {
  readonly #device: ZnpDevice;
  /** By both command bytes. */
  readonly #answers = new Map<number, Answer>();
  readonly #subsystems = new Set<number>();
  rpcErrorCount = 0;

  constructor(device: ZnpDevice) {
    this.#device = device;
  }

  /** Adds the commands of a table with what to do for each. */
  register<T extends Record<string, MtRequest>>(commands: T, handlers: MtHandlers<T>): void {
    for (const name of Object.keys(commands) as (keyof T & string)[]) {
      const command = commands[name] as MtRequest;
      const handle = handlers[name] as (request: Values<Layout>) => Values<Layout> | undefined;
      const type = command.response ? mtTypes.sreq : mtTypes.areq;
      this.registerRaw(command0(type, command.subsystem), command.id, (data) => {
        const response = handle(decodeFields(command.request, data));
        return command.response && response ? encodeFields(command.response, response) : undefined;
      });
    }
  }

  /** Adds a command that reads its data itself. */
  registerRaw(cmd0: number, cmd1: number, answer: Answer): void {
    this.#answers.set((cmd0 << 8) | cmd1, answer);
    this.#subsystems.add(cmd0 & subsystemMask);
  }

  /** Carries out one request. Never throws. */
  dispatch(cmd0: number, cmd1: number, data: Buffer): void {
    const answer = this.#answers.get((cmd0 << 8) | cmd1);
    if (!answer) {
      const known = this.#subsystems.has(cmd0 & subsystemMask);
      this.#refuse(known ? rpcErrors.invalidCommand : rpcErrors.invalidSubsystem, cmd0, cmd1);
      return;
    }
    try {
      const response = answer(data);
      if (response) this.#device.line.respond(cmd0 + srspOfSreq, cmd1, response);
    } catch (error) {
      if (isZigfleetError(error, 'decode-failed')) {
        this.#refuse(rpcErrors.invalidLength, cmd0, cmd1);
      } else {
        this.#device.logger.error({ err: error, cmd0, cmd1 }, 'a request of the host failed');
        this.#refuse(rpcErrors.invalidParameter, cmd0, cmd1);
      }
    }
    try {
      this.#device.runAfterResponse();
    } catch (error) {
      this.#device.logger.error({ err: error, cmd0, cmd1 }, 'what a request of the host set off failed');
    }
  }

  #refuse(error: number, cmd0: number, cmd1: number): void {
    this.rpcErrorCount++;
    this.#device.logger.debug({ cmd0, cmd1, rpcError: error }, 'a request of the host is refused');
    const response = command0(mtTypes.srsp, 'rpcError') | mtSubsystems.rpcError;
    this.#device.line.respond(response, 0, Buffer.of(error, cmd0, cmd1));
  }
}
