import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Logger } from '../../src/common/logger.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { type DeviceState, parseDeviceState } from '../devices/device-state.ts';
import { JsonFile } from '../network/json-file.ts';
import { type NodeState, parseNodeState } from '../network/node-state.ts';

/** What one device remembers. */
export interface StoredDevice {
  ieeeAddress: string;
  modelId: string;
  /** Absent while it is in no network. */
  node?: NodeState | undefined;
  device: DeviceState;
}

const formatName = 'zigfleet-devices';
const fileSchema = Type.Object({
  format: Type.Literal(formatName),
  version: Type.Literal(1),
  devices: Type.Array(
    Type.Object({
      ieeeAddress: Type.String(),
      modelId: Type.String(),
      node: Type.Optional(Type.Unknown()),
      device: Type.Unknown(),
    }),
  ),
});

/** Lets what many nodes remember (their network, their parent, who they are bound to) be in memory once. */
function sharedMemories(): (state: NodeState) => NodeState {
  const values = new Map<string, unknown>();
  const share = <T extends string | object>(value: T): T => {
    const key = JSON.stringify(value);
    if (!values.has(key)) values.set(key, value);
    return values.get(key) as T;
  };
  return (state) => ({
    ...state,
    extendedPanId: share(state.extendedPanId),
    networkKey: share(state.networkKey),
    parent: share(state.parent),
    bindings: state.bindings.map(share),
  });
}

/** What the devices of one radio remember, in a file that is always whole. */
export class DeviceStore {
  readonly #file: JsonFile;

  constructor(path: string, logger: Logger) {
    this.#file = new JsonFile(path, (error) =>
      logger.error({ err: error }, 'what the devices remember could not be saved'),
    );
  }

  /** By IEEE address. @throws ZigfleetError `decode-failed` naming the file if it is damaged */
  async load(): Promise<Map<string, StoredDevice>> {
    const content = await this.#file.load();
    if (content === undefined) return new Map();
    const fail = (what: string) =>
      new ZigfleetError('decode-failed', `${this.#file.path} is damaged: ${what}`);
    if (!Value.Check(fileSchema, content)) throw fail('it is not a file of devices, or of another version');
    try {
      const share = sharedMemories();
      return new Map(
        content.devices.map(({ ieeeAddress, modelId, node, device }) => [
          ieeeAddress,
          {
            ieeeAddress,
            modelId,
            node: node === undefined ? undefined : share(parseNodeState(node)),
            device: parseDeviceState(device),
          },
        ]),
      );
    } catch (error) {
      throw error instanceof ZigfleetError ? fail(error.message) : error;
    }
  }

  /** Writes what `produce` returns at the time of writing, soon. */
  save(produce: () => StoredDevice[]): void {
    this.#file.save(() => ({ format: formatName, version: 1, devices: produce() }));
  }

  /** Resolves once everything saved so far is on disk, or has failed to get there. */
  flush(): Promise<void> {
    return this.#file.flush();
  }
}
