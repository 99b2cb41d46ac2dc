import type { Timer } from '../../src/common/clock.ts';
import type { Logger } from '../../src/common/logger.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { ApsIndication, NodeApplication, NodeDescription, NodeNetwork } from '../network/application.ts';
import { ZclServer } from '../zcl/zcl-server.ts';
import type { BehaviourContext } from './behaviour.ts';
import { Battery } from './behaviours/battery.ts';
import type { DeviceModel } from './device-model.ts';
import { DeviceParts } from './device-parts.ts';
import { type DeviceState, restoreServer, serverState } from './device-state.ts';
import { settingOf } from './setting.ts';
import { fastAfterFrameMs, fastAfterJoinMs, SleepyPoller } from './sleepy-poller.ts';
import type { AnyVariable, PhysicalValue } from './variable.ts';

export interface VirtualDeviceOptions {
  model: DeviceModel;
  ieeeAddress: string;
  context: BehaviourContext;
  logger: Logger;
  /** As `state` returned it earlier. */
  state?: DeviceState | undefined;
}

/** After it has joined a device is quiet for so long, milliseconds of the network's time: its own start takes that. */
const settleMs = 120;
/** For how long a sleepy device listens once somebody has woken it, milliseconds of the network's time. */
const wakeMs = 5_000;

/** One device: its model's behaviours and clusters, with a life of its own. It runs on a node of the network. */
export class VirtualDevice implements NodeApplication {
  readonly model: DeviceModel;
  readonly ieeeAddress: string;
  readonly description: NodeDescription;
  readonly server: ZclServer;
  readonly #parts: DeviceParts;
  #poller: SleepyPoller | undefined;
  #settling: Timer | undefined;
  #running = false;
  #inNetwork = false;

  constructor(options: VirtualDeviceOptions) {
    const { model, ieeeAddress, context, logger, state } = options;
    this.model = model;
    this.ieeeAddress = ieeeAddress;
    this.description = descriptionOf(model);
    this.server = new ZclServer({
      ...{ layout: model.layout, clock: context.clock, logger, ieeeAddress },
      manufacturerCode: model.node.manufacturerCode,
    });
    this.#parts = new DeviceParts(context, this.server, model.modelId);
    // What it remembers comes before the parts, which read it, but behaviours exist only after them.
    if (state !== undefined) restoreServer(this.server, state);
    model.assemble(this.#parts);
    for (const behaviour of this.#parts.behaviours) {
      const saved = state?.behaviours[behaviour.name];
      if (saved !== undefined) behaviour.restore?.(saved);
    }
  }

  get context(): BehaviourContext {
    return this.#parts.context;
  }

  /** Called when it has something new to remember that others set: written attributes, reporting. */
  set onFlashChange(listener: (() => void) | undefined) {
    this.server.onFlashChange = listener;
  }

  /** Every physical variable of the device. */
  get variables(): readonly AnyVariable[] {
    return this.#parts.behaviours.flatMap((behaviour) => behaviour.variables);
  }

  /** @throws ZigfleetError `unknown-trait` naming those that there are */
  variable(name: string): AnyVariable {
    const found = this.variables.find((variable) => variable.spec.name === name);
    if (found !== undefined) return found;
    const names = this.variables.map((variable) => variable.spec.name).join(', ');
    throw new ZigfleetError('unknown-trait', `${this.model.modelId} has no ${name}; it has ${names}`);
  }

  /** What it lives on; undefined on the mains, and where nothing is known of it. */
  get battery(): Battery | undefined {
    return this.#parts.behaviours.find((behaviour) => behaviour instanceof Battery);
  }

  /** What is true of a trait: a variable, what follows from several, or what the device is set to; else undefined. */
  truth(name: string): PhysicalValue | undefined {
    const found = this.variables.find(({ spec }) => spec.name === name);
    if (found !== undefined) return found.value;
    for (const behaviour of this.#parts.behaviours) {
      const fact = behaviour.facts?.()[name];
      if (fact !== undefined) return fact;
    }
    const setting = this.model.settings?.[name];
    return setting === undefined ? undefined : settingOf(this.server, setting);
  }

  /** Somebody presses its small button, as its manual says: it listens for a while, as after joining. */
  wake(): void {
    this.#poller?.expectMessages(wakeMs);
  }

  /** What it keeps over a power cut and a restart of the simulator; plain JSON. */
  state(): DeviceState {
    const behaviours: DeviceState['behaviours'] = {};
    for (const behaviour of this.#parts.behaviours) {
      const state = behaviour.state?.();
      if (state !== undefined) behaviours[behaviour.name] = state;
    }
    return { ...serverState(this.server), behaviours };
  }

  /** It has power. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.server.batch(() => {
      for (const behaviour of this.#parts.behaviours) behaviour.start?.();
    });
    if (this.#parts.attached?.joined) this.#enterNetwork(true);
  }

  /** No power; no timer is left. */
  stop(): void {
    if (!this.#running) return;
    this.#running = false;
    this.#leaveNetwork();
    for (const behaviour of this.#parts.behaviours) behaviour.stop?.();
  }

  attach(network: NodeNetwork): void {
    this.#parts.attached = network;
    this.server.attach(network);
    if (!this.description.sleepy) return;
    const poller = new SleepyPoller(network, this.model.pollEveryMs);
    this.#poller = poller;
    this.server.sendListener = poller;
  }

  receive(indication: ApsIndication): void {
    if (!this.#running) return;
    this.#poller?.expectMessages(fastAfterFrameMs);
    this.server.receive(indication);
  }

  onJoined(rejoin: boolean): void {
    if (!this.#running) return;
    this.#leaveNetwork();
    this.#poller?.expectMessages(fastAfterJoinMs);
    this.#settling = this.#parts.network().clock.setTimer(settleMs, () => this.#enterNetwork(rejoin));
  }

  onLeft(): void {
    this.#leaveNetwork();
    this.server.forgetConfiguredReporting();
  }

  onPower(powered: boolean): void {
    if (!powered) {
      this.stop();
      return;
    }
    for (const behaviour of this.#parts.behaviours) behaviour.powerRestored?.();
    this.start();
  }

  #enterNetwork(rejoin: boolean): void {
    if (this.#inNetwork) return;
    this.#inNetwork = true;
    this.#poller?.expectMessages(0);
    this.server.reporting.start();
    for (const activity of this.#parts.activities) activity.start(rejoin);
  }

  #leaveNetwork(): void {
    this.#settling?.cancel();
    this.#poller?.stop();
    if (!this.#inNetwork) return;
    this.#inNetwork = false;
    this.server.reporting.stop();
    for (const activity of this.#parts.activities) activity.stop?.();
  }
}

/** One for each model: its devices share it. */
const descriptions = new WeakMap<DeviceModel, NodeDescription>();

function descriptionOf(model: DeviceModel): NodeDescription {
  let description = descriptions.get(model);
  if (description === undefined) {
    description = { ...model.node, endpoints: model.layout.descriptors };
    descriptions.set(model, description);
  }
  return description;
}
