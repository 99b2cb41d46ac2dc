import type { Logger } from '../../common/logger.ts';
import { isZigfleetError, messageOf } from '../../common/zigfleet-error.ts';
import type { CommandAction } from '../../devices/command-action.ts';
import type { CommandFailure } from '../../devices/command-failure.ts';
import type { CommandFindings, GroupFindings } from '../../devices/command-findings.ts';
import type { ExecutionOutcome } from '../../devices/command-outcome.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValues } from '../../devices/trait.ts';
import { type Radio, RadioError } from '../radio/radio.ts';
import type { CommandExecutor, HubCommand } from '../uplink/command-executor.ts';

/** How long a frame may wait for a sleeping device that promised to check in. */
const patienceMs = 30_000;

/** Executes commands with the hub's radio, and tells how they ended in the words that apps get. */
export class RadioCommandExecutor implements CommandExecutor {
  readonly #radio: Radio;
  readonly #logger: Logger;
  readonly #onFailure: (ieeeAddress: IeeeAddress, failure: CommandFailure) => void;
  readonly #ready: Promise<void>;
  readonly #rotateKey: () => Promise<void>;

  /**
   * @param onFailure - told of each failure of a device, before it is answered
   * @param ready - resolves when the radio is up for the first time
   * @param rotateKey - takes a new key pair; the only command that has nothing to do with the radio
   */
  constructor(
    radio: Radio,
    logger: Logger,
    onFailure: (ieeeAddress: IeeeAddress, failure: CommandFailure) => void,
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
      const { failure, ...done } = await this.#perform(command.action);
      return failure
        ? { state: 'failed', failure, ...(done.findings && { findings: done.findings }) }
        : { state: 'succeeded', ...done };
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
      if ('ieeeAddress' in command.action) this.#onFailure(command.action.ieeeAddress, failure);
      return { state: 'failed', failure };
    }
  }

  /** A command to a group has failed if one of its members has, and says of each. */
  #ofGroup(findings: GroupFindings, { type }: CommandAction): Found {
    const failed = findings.members.filter(({ failure }) => failure !== null);
    for (const { ieeeAddress, failure } of failed) {
      if (failure) this.#onFailure(ieeeAddress as IeeeAddress, failure);
    }
    const first = failed[0]?.failure;
    if (!first) return { confirmed: {}, findings };
    const count = `${failed.length} of ${findings.members.length} members`;
    const what = type === 'setGroupMembers' ? `${count} are not in the group` : `${count} have not obeyed`;
    return { confirmed: {}, findings, failure: { ...first, detail: `${what}. ${first.detail}` } };
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
      case 'setGroupMembers':
        return this.#ofGroup(await radio.setGroupMembers(action.groupId, action.members), action);
      case 'setGroupTraits':
        return this.#ofGroup(await radio.setGroup(action.groupId, action.members, patienceMs), action);
    }
  }
}

/** What an action came to. */
interface Found {
  /** Of a group: why the first of those failed that did. */
  failure?: CommandFailure;
  confirmed: TraitValues;
  findings?: CommandFindings;
}

const nothing: Found = { confirmed: {} };

function found(findings: CommandFindings): Found {
  return { confirmed: {}, findings };
}
