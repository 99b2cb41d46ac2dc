import type { Logger } from '../../common/logger.ts';
import { isZigfleetError, messageOf } from '../../common/zigfleet-error.ts';
import type { CommandAction } from '../../devices/command-action.ts';
import type { CommandFindings } from '../../devices/command-findings.ts';
import type { ExecutionOutcome } from '../../devices/command-outcome.ts';
import type { TraitValues } from '../../devices/trait.ts';
import { type Radio, RadioError } from '../radio/radio.ts';
import type { CommandExecutor, HubCommand } from '../uplink/command-executor.ts';

/** How long a frame may wait for a sleeping device that promised to check in. */
const patienceMs = 30_000;

/** Executes commands with the hub's radio, and tells how they ended in the words that apps get. */
export class RadioCommandExecutor implements CommandExecutor {
  readonly #radio: Radio;
  readonly #logger: Logger;
  readonly #onFailure: (action: CommandAction, failure: RadioError['failure']) => void;
  readonly #ready: Promise<void>;
  readonly #rotateKey: () => Promise<void>;

  /**
   * @param onFailure - told of each failure, before it is answered
   * @param ready - resolves when the radio is up for the first time
   * @param rotateKey - takes a new key pair; the only command that has nothing to do with the radio
   */
  constructor(
    radio: Radio,
    logger: Logger,
    onFailure: (action: CommandAction, failure: RadioError['failure']) => void,
    ready: Promise<void>,
    rotateKey: () => Promise<void>,
  ) {
    this.#radio = radio;
    this.#logger = logger;
    this.#onFailure = onFailure;
    this.#ready = ready;
    this.#rotateKey = rotateKey;
  }

  ready(): Promise<void> {
    return this.#ready;
  }

  async execute(command: HubCommand): Promise<ExecutionOutcome> {
    try {
      return { state: 'succeeded', ...(await this.#perform(command.action)) };
    } catch (error) {
      const failure =
        error instanceof RadioError
          ? error.failure
          : isZigfleetError(error, 'timeout')
            ? { reason: 'timeout' as const, detail: `${messageOf(error)}.` }
            : { reason: 'internal' as const, detail: `The hub could not execute it: ${messageOf(error)}` };
      const level = failure.reason === 'internal' ? 'warn' : 'debug';
      this.#logger[level](
        { err: error, commandId: command.commandId, action: command.action.type, reason: failure.reason },
        'command failed',
      );
      this.#onFailure(command.action, failure);
      return { state: 'failed', failure };
    }
  }

  async #perform(action: CommandAction): Promise<Found> {
    const radio = this.#radio;
    switch (action.type) {
      case 'setTraits':
        return { confirmed: await radio.set(action.ieeeAddress, action.values, patienceMs) };
      case 'getTraits':
        return { confirmed: await radio.get(action.ieeeAddress, action.traits, patienceMs) };
      case 'permitJoin':
        await radio.permitJoin(action.durationS, action.via ?? undefined);
        return found({ type: 'permitJoin', durationS: action.durationS });
      case 'interviewDevice':
        await radio.interview(action.ieeeAddress);
        return nothing;
      case 'removeDevice':
        await radio.remove(action.ieeeAddress, action.force);
        return nothing;
      case 'readNetworkMap':
        return found(await radio.networkMap());
      case 'readBindings':
        return found(await radio.bindings(action.ieeeAddress));
      case 'bind':
      case 'unbind':
        return found(await radio.writeBinding(action.ieeeAddress, action.binding, action.type));
      case 'readReporting':
        return found(await radio.reporting(action.ieeeAddress, action));
      case 'configureReporting':
        return found(await radio.configureReporting(action.ieeeAddress, action));
      case 'rotateKey':
        await this.#rotateKey();
        return nothing;
      default:
        throw new RadioError({ reason: 'unsupported', detail: `The hub cannot ${action.type}.` });
    }
  }
}

/** What an action came to. */
interface Found {
  confirmed: TraitValues;
  findings?: CommandFindings;
}

const nothing: Found = { confirmed: {} };

function found(findings: CommandFindings): Found {
  return { confirmed: {}, findings };
}
