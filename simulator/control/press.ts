import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { AnyVariable } from '../devices/variable.ts';
import type { VirtualDevice } from '../devices/virtual-device.ts';

/** What a button's variable says while nobody presses it. */
const idle = 'none';

/** One way of pressing one of a device's buttons. */
interface Press {
  button: AnyVariable;
  kind: string;
  /** By which words it can be asked for. */
  words: readonly string[];
}

/**
 * Lets somebody press a device: one of its buttons, or, where it has none, its switch.
 * @param action - how, which of several, or both: `double`, `left`, `double_left`; absent: the plainest
 * @throws ZigfleetError `invalid-value` naming what there is
 */
export function press(device: VirtualDevice, action: string | undefined): void {
  const presses = device.variables.flatMap(pressesOf);
  if (presses.length === 0) {
    toggle(device, action);
    return;
  }
  const chosen = action === undefined ? presses[0] : presses.find(({ words }) => words.includes(action));
  if (chosen !== undefined) {
    chosen.button.setFromOutside(chosen.kind);
    return;
  }
  const known = new Set(presses.map(({ words }) => words[0]));
  throw new ZigfleetError(
    'invalid-value',
    `${device.model.modelId} does not know "${action}"; it knows ${[...known].join(', ')}`,
  );
}

function pressesOf(button: AnyVariable): Press[] {
  const { spec } = button;
  const match = /^action(?:_(.+))?$/.exec(spec.name);
  if (match === null || spec.type !== 'enum') return [];
  const side = match[1];
  const kinds = spec.values.filter((value) => value !== idle);
  return kinds.map((kind, index) => {
    if (side === undefined) return { button, kind, words: [kind] };
    // The side alone is its plainest press; the kind alone, that of the first side.
    return { button, kind, words: [`${kind}_${side}`, ...(index === 0 ? [side] : []), kind] };
  });
}

function toggle(device: VirtualDevice, action: string | undefined): void {
  const states = device.variables.filter(({ spec }) => /^state(_|$)/.test(spec.name));
  const state = action === undefined ? states[0] : states.find(({ spec }) => spec.name === `state_${action}`);
  if (state === undefined) {
    throw new ZigfleetError('invalid-value', `${device.model.modelId} has nothing to press`);
  }
  state.setFromOutside(state.value === 'ON' ? 'OFF' : 'ON');
  // A finger does not stay on the switch.
  state.release();
}
