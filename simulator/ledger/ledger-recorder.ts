import type { PhysicalValue } from '../devices/variable.ts';
import type { VirtualNetwork } from '../network/network.ts';
import type { LedgerBody } from './ledger-entry.ts';
import { modelMeaning } from './model-meanings.ts';
import { type DeviceKnowledge, NetworkRecorder } from './network-recorder.ts';
import type { FaultFacts, TruthfulDevice, TruthSink } from './truth-sink.ts';

const noteCharactersMax = 1024;

/** Where entries go: a LedgerWriter, or a list in tests. */
export interface LedgerSink {
  write(body: LedgerBody): void;
}

/** Keeps the ledger of a house: hangs on to its networks and its devices. What it does not hang on to costs nothing. */
export class LedgerRecorder implements TruthSink {
  readonly #sink: LedgerSink;
  readonly #devices = new Map<string, DeviceKnowledge>();

  constructor(sink: LedgerSink) {
    this.#sink = sink;
  }

  /** Records what happens in a network from now on. @returns how to end that */
  observe(network: VirtualNetwork, radioId: string): () => void {
    return network.observe(
      new NetworkRecorder({
        network,
        radioId,
        write: (body) => this.#sink.write(body),
        knowledgeOf: (ieeeAddress) => this.#devices.get(ieeeAddress),
      }),
    );
  }

  /** Records what a device is and every change of its physical facts from now on. @returns how to end that */
  addDevice(device: TruthfulDevice): () => void {
    const { radioId, deviceId, ieeeAddress, modelId, variables } = device;
    const byName = new Map(variables.map((variable) => [variable.spec.name, variable]));
    this.#devices.set(ieeeAddress, {
      meaning: device.meaning ?? modelMeaning(modelId),
      variable: (name) => byName.get(name)?.value,
    });
    const values: [string, PhysicalValue][] = variables.map(({ spec, value }) => [spec.name, value]);
    this.#sink.write({
      type: 'deviceAdded',
      radioId,
      deviceId,
      ieeeAddress,
      modelId,
      variables: Object.fromEntries(values),
    });
    const unwatch = variables.flatMap((variable) => {
      const facts = { deviceId, ieeeAddress, variable: variable.spec.name };
      return [
        variable.watch(({ cause }) => {
          this.#sink.write({ type: 'physicalChanged', ...facts, value: variable.value, cause });
        }),
        variable.watchPins((pinned) => {
          this.#sink.write({ type: 'pinChanged', ...facts, pinned, value: variable.value });
        }),
      ];
    });
    return () => {
      for (const stop of unwatch) stop();
      if (this.#devices.delete(ieeeAddress)) this.#sink.write({ type: 'deviceRemoved', ieeeAddress });
    };
  }

  faultChanged({ fault, target, active, settings }: FaultFacts): void {
    this.#sink.write({ type: 'faultChanged', fault, target, active, settings: { ...settings } });
  }

  actionDone(by: string, action: Readonly<Record<string, unknown>>): void {
    this.#sink.write({ type: 'actionDone', by, action: { ...action } });
  }

  note(text: string): void {
    this.#sink.write({ type: 'noted', text: text.slice(0, noteCharactersMax) });
  }
}
