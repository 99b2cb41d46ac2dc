import type { Logger } from '../../src/common/logger.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { isIeeeAddress } from '../../src/devices/ieee-address.ts';
import { JsonFile } from './json-file.ts';
import type { VirtualNetwork } from './network.ts';
import { type NodeState, parseNodeState } from './node-state.ts';

interface StateFile {
  format: 'zigfleet-nodes';
  version: 1;
  nodes: Record<string, NodeState>;
}

/** Keeps what the nodes of a network remember in a file, so that a restarted simulator goes on where it was. */
export class NodeStateStore {
  readonly #file: JsonFile;
  #unobserve: (() => void) | undefined;

  constructor(options: { path: string; logger: Logger }) {
    this.#file = new JsonFile(options.path, (error) =>
      options.logger.error({ err: error }, 'what the nodes remember could not be saved'),
    );
  }

  /**
   * What the nodes remembered last, by IEEE address: to be given to `addNode`.
   * @throws ZigfleetError `decode-failed` if the file is damaged
   */
  async load(): Promise<ReadonlyMap<string, NodeState>> {
    const content = (await this.#file.load()) as Partial<StateFile> | null | undefined;
    if (content === undefined) return new Map();
    if (content?.format !== 'zigfleet-nodes' || content.version !== 1 || typeof content.nodes !== 'object') {
      throw new ZigfleetError('decode-failed', `${this.#file.path} does not hold the state of nodes`);
    }
    const states = new Map<string, NodeState>();
    for (const [ieeeAddress, state] of Object.entries(content.nodes ?? {})) {
      if (!isIeeeAddress(ieeeAddress)) {
        throw new ZigfleetError('decode-failed', `${this.#file.path} names a node ${ieeeAddress}`);
      }
      states.set(ieeeAddress, parseNodeState(state));
    }
    return states;
  }

  /** From now on writes every change. Call it when all nodes are added. */
  follow(network: VirtualNetwork): void {
    this.#unobserve?.();
    this.#unobserve = network.observe({
      stateChanged: () => this.#file.save(() => contentOf(network)),
    });
  }

  /** Stops following; resolves when the last change is on disk. */
  async stop(): Promise<void> {
    this.#unobserve?.();
    this.#unobserve = undefined;
    await this.#file.flush();
  }
}

function contentOf(network: VirtualNetwork): StateFile {
  const nodes: Record<string, NodeState> = {};
  for (const node of network.nodes()) {
    const state = node.state();
    if (state) nodes[node.ieeeAddress] = state;
  }
  return { format: 'zigfleet-nodes', version: 1, nodes };
}
