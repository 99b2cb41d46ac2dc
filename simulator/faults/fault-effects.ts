import type { Random } from '../../src/common/random.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { VirtualDevice } from '../devices/virtual-device.ts';
import type { MomentaryFaultKind } from '../house/fault-kinds.ts';
import type { FaultOrder, FaultTarget } from './fault-order.ts';

const percentDefault = 5;
const keyBytes = 16;

/** Batteries tell what is left in percent or in millivolts: a coin cell is empty at 2.4 V and full at 3 V. */
const emptyMillivolts = 2400;
const fullMillivolts = 3000;

/**
 * Does what is over at once.
 * @throws ZigfleetError `invalid-value` if the target is a device: these befall whole networks
 */
export function causeMoment(
  kind: MomentaryFaultKind,
  target: FaultTarget,
  order: FaultOrder,
  random: Random,
): void {
  if (!('radios' in target)) throw new ZigfleetError('invalid-value', `${kind} needs a hub as its target`);
  for (const { network, coordinator } of target.radios) {
    switch (kind) {
      case 'rejoinStorm':
        for (const node of network.nodes())
          if (node.linked && node.listening) network.leaveRequested(node, true);
        break;
      case 'corruptedSerial':
        coordinator.corruptFrames(order.count ?? 1);
        break;
      case 'coordinatorReset':
        coordinator.restart();
        break;
      case 'networkKeyChange': {
        const key = Buffer.from(Array.from({ length: keyBytes }, () => random.integer(0, 255)));
        network.coordinator.changeNetworkKey(key.toString('hex'));
      }
    }
  }
}

/**
 * Lets the battery of a device run low.
 * @returns how to end it
 * @throws ZigfleetError `invalid-value` if it has none
 */
export function lowBattery(device: VirtualDevice, percent = percentDefault): () => void {
  const { battery } = device;
  if (battery !== undefined) {
    battery.runDown(percent);
    return () => battery.voltage.release();
  }
  // A device that is known only by its clusters tells its battery like any other value.
  const found = device.variables.find(({ spec }) => spec.name === 'battery' || spec.name === 'voltage');
  if (found === undefined || found.spec.type !== 'number' || device.description.powerSource !== 'battery') {
    throw new ZigfleetError('invalid-value', `${device.model.modelId} has no battery`);
  }
  const { unit, maximum } = found.spec;
  const millivolts = emptyMillivolts + ((fullMillivolts - emptyMillivolts) * percent) / 100;
  const value = unit === '%' ? percent : unit === 'V' ? millivolts / 1000 : millivolts;
  found.setFromOutside(Math.min(maximum, value));
  return () => found.release();
}
