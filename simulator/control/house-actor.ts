import type { Clock, Timer } from '../../src/common/clock.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { PhysicalValue } from '../devices/variable.ts';
import type { VirtualDevice } from '../devices/virtual-device.ts';
import type { FaultDesk } from '../faults/fault-desk.ts';
import type { HouseAction } from '../house/action-schema.ts';
import { parseDuration } from '../house/duration.ts';
import type { HouseService } from '../house/house-service.ts';
import type { TruthSink } from '../ledger/truth-sink.ts';
import { press } from './press.ts';

type Argument<N extends keyof HouseAction> = NonNullable<HouseAction[N]>;

/** Plug timers that may run at a time. */
const unpluggedMax = 10_000;

export interface HouseActorOptions {
  house: HouseService;
  faults: FaultDesk;
  truth?: TruthSink | undefined;
}

/** Does to a house what stories, the control API and replays say. */
export class HouseActor {
  readonly #house: HouseService;
  readonly #faults: FaultDesk;
  readonly #truth: TruthSink | undefined;
  readonly #clock: Clock;
  readonly #plugTimers = new Map<string, Timer>();

  constructor({ house, faults, truth }: HouseActorOptions) {
    this.#house = house;
    this.#faults = faults;
    this.#truth = truth;
    this.#clock = house.clock;
  }

  /**
   * Does one thing, and tells the ledger.
   * @param by - who does it: `control`, `story pipe-leaks`
   * @throws ZigfleetError `not-found`, `unknown-trait`, `trait-not-settable`, `invalid-value`, `conflict` saying what
   * would be right
   */
  perform(action: HouseAction, by: string): void {
    const [name] = Object.keys(action) as (keyof HouseAction)[];
    if (name === undefined) throw new ZigfleetError('invalid-request', 'there is no action');
    const argument = action[name];
    if (argument === undefined) throw new ZigfleetError('invalid-request', `${name} has no argument`);
    const handler = this.#handlers[name] as (argument: unknown) => void;
    handler(argument);
    this.#truth?.actionDone(by, action);
  }

  /** No timer is left. */
  stop(): void {
    for (const timer of this.#plugTimers.values()) timer.cancel();
    this.#plugTimers.clear();
  }

  readonly #handlers: { readonly [N in keyof Required<HouseAction>]: (argument: Argument<N>) => void } = {
    set: ({ device, values }) => this.#set(this.#house.device(device).device, values),
    release: ({ device, variables }) => {
      const found = this.#house.device(device).device;
      const chosen = variables?.map((name) => found.variable(name)) ?? found.variables;
      for (const variable of chosen) variable.release();
    },
    press: ({ device, action }) => press(this.#house.device(device).device, action),
    move: ({ person, to, doing }) => this.#house.world.movePerson(person, to, doing),
    door: (door) => this.#moveDoor(door),
    appliance: ({ name }) => this.#house.world.useAppliance(name),
    leak: ({ room, litresPerMinute, mopUp }) => {
      const { world } = this.#house;
      if (litresPerMinute === 0) world.stopLeak(room);
      else if (litresPerMinute !== undefined || !mopUp) world.startLeak(room, litresPerMinute);
      if (mopUp) world.mopUp(room);
    },
    smoke: ({ room, dbPerMetrePerMinute }) => {
      const { world } = this.#house;
      if (dbPerMetrePerMinute === 0) world.stopSmoke(room);
      else world.startSmoke(room, dbPerMetrePerMinute);
    },
    gas: ({ room, percentLelPerMinute }) => {
      const { world } = this.#house;
      if (percentLelPerMinute === 0) world.stopGasLeak(room);
      else world.startGasLeak(room, percentLelPerMinute);
    },
    airOut: ({ room }) => this.#house.world.airOut(room),
    shake: ({ place, object, strength }) => this.#house.world.shakeObject(place, object, strength),
    outage: ({ circuit, lost = true }) => this.#house.world.setOutage(circuit, lost),
    unplug: ({ device, for: lasting }) => this.#unplug(device, lasting),
    plug: ({ device }) => this.#plug(device),
    join: ({ device }) => {
      const { node } = this.#house.device(device);
      if (!node.powered) throw new ZigfleetError('conflict', `${device} has no power: plug it in first`);
      node.join();
    },
    leave: ({ device }) => {
      const { node } = this.#house.device(device);
      if (!node.joined) throw new ZigfleetError('conflict', `${device} is in no network`);
      node.leave();
    },
    fault: (order) => this.#faults.start(order),
    endFault: ({ kind, target }) => void this.#faults.end({ kind, target }),
    note: (text) => this.#truth?.note(text),
  };

  /** All or nothing: whatever does not fit is found before anything is changed. */
  #set(device: VirtualDevice, values: Readonly<Record<string, PhysicalValue>>): void {
    const chosen = Object.entries(values).map(([name, value]) => ({
      variable: device.variable(name),
      value,
    }));
    for (const { variable, value } of chosen) variable.assertSettable(value);
    device.server.batch(() => {
      for (const { variable, value } of chosen) variable.setFromOutside(value);
    });
  }

  #moveDoor({ name, open, bolted, jammed }: Argument<'door'>): void {
    const { world } = this.#house;
    if (open === undefined && bolted === undefined && jammed === undefined) {
      throw new ZigfleetError('invalid-request', 'say whether the door is to be open, bolted or jammed');
    }
    if (jammed !== undefined) world.setBoltJammed(name, jammed);
    if (bolted === false) this.#turnBolt(name, false);
    if (open !== undefined) world.setOpen(name, open);
    if (bolted === true) this.#turnBolt(name, true);
  }

  #turnBolt(name: string, extended: boolean): void {
    if (this.#house.world.turnBolt(name, extended, 'knob') === 'obstructed') {
      throw new ZigfleetError('conflict', `the bolt of ${name} does not move: it stands open, or is jammed`);
    }
  }

  #unplug(id: string, lasting: string | undefined): void {
    const placed = this.#house.device(id);
    this.#cancelPlug(id);
    if (this.#house.power.cut(placed, 'unplugged')) {
      this.#truth?.faultChanged({ fault: 'unplugged', target: id, active: true });
    }
    const durationMs = lasting === undefined ? undefined : parseDuration(lasting);
    if (durationMs === undefined) return;
    if (this.#plugTimers.size >= unpluggedMax) {
      throw new ZigfleetError('queue-full', `${unpluggedMax} devices wait to be plugged in again`);
    }
    this.#plugTimers.set(
      id,
      this.#clock.setTimer(durationMs, () => this.#plug(id)),
    );
  }

  #plug(id: string): void {
    this.#cancelPlug(id);
    const { power } = this.#house;
    const placed = this.#house.device(id);
    // Whoever gives it power gives it a new battery, if the old one is empty.
    power.restore(placed, 'batteryEmpty');
    if (!power.restore(placed, 'unplugged')) return;
    this.#truth?.faultChanged({ fault: 'unplugged', target: id, active: false });
  }

  #cancelPlug(id: string): void {
    this.#plugTimers.get(id)?.cancel();
    this.#plugTimers.delete(id);
  }
}
