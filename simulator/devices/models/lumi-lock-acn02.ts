import { doorLock } from '../../zcl/clusters/door-lock.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { serve } from '../../zcl/layout.ts';
import { batteryPacks } from '../behaviours/battery.ts';
import { type LockEvent, Locking } from '../behaviours/locking.ts';
import type { DeviceModel } from '../device-model.ts';
import { liveOnLumiBattery } from '../parts/lumi-battery-life.ts';
import { oldLumiEndDevice, oldLumiSensorLayout } from './lumi-common.ts';

/** How it was opened. */
const finger = 1;
const code = 2;
const ordinaryUser = 0x20;
const wrongFinger = 0x40;
const wrongCode = 0x02;
/** The last two bytes of how the bolt stands: locked, opened from outside, opened from inside. */
const finalStates = { locked: [0x01, 0x11], outside: [0x0b, 0x00], inside: [0x0c, 0x00] } as const;
const { lumiOpened, lumiRefused, lumiFinalState, lockState } = doorLock.attributes;

/** Aqara's door lock S2: opened by finger, code, key or from inside; nobody can turn it over the air. */
export const lumiLockAcn02: DeviceModel = {
  modelId: 'lumi.lock.acn02',
  product: 'Aqara ZNMS12LM',
  summary: 'Door lock with fingerprints and codes',
  ieeeAddressPrefix: '0x00158d00',
  node: oldLumiEndDevice,
  layout: oldLumiSensorLayout('lumi.lock.acn02', 0x000a, [
    serve(powerConfiguration, { batteryAlarmMask: 0 }),
    serve(doorLock, {
      lockState: 2,
      lockType: 0,
      actuatorEnabled: true,
      lumiOpened: Buffer.alloc(0),
      lumiRefused: Buffer.alloc(0),
      lumiFinalState: Buffer.alloc(0),
    }),
  ]),
  assemble(assembly) {
    const { context, server } = assembly;
    const lock = assembly.add(new Locking(context, ['finger', 'keypad']));
    const battery = liveOnLumiBattery(assembly, { pack: batteryPacks.lithiumIon });
    const { batteryAlarmMask } = powerConfiguration.attributes;
    battery.voltage.watch(() => {
      const mask = battery.isLow ? 1 : 0;
      if (server.get(1, batteryAlarmMask) === mask) return;
      server.set(1, batteryAlarmMask, mask);
      server.report(1, [batteryAlarmMask]);
    });
    lock.onEvent = (event) => {
      server.set(1, lockState, event.state === 'locked' ? 1 : 2);
      const [attribute, bytes] = told(event);
      if (bytes === undefined) return;
      server.set(1, attribute, Buffer.from(bytes));
      server.report(1, [attribute]);
    };
  },
};

/** What the lock says about an event; a jammed bolt it does not notice. */
function told({ kind, state, way, userId = 0, tries = 0 }: LockEvent) {
  const isCode = way === 'pin';
  if (kind === 'opened') {
    return [lumiOpened, [1, 0, 0, isCode ? code : finger, ordinaryUser, 0, userId]] as const;
  }
  if (kind === 'refused') {
    return [lumiRefused, [1, 0, 0, tries & 0xff, 0, 0, isCode ? wrongCode : wrongFinger]] as const;
  }
  const opened = way === 'knob' ? finalStates.inside : finalStates.outside;
  const moved = kind === 'moved' && (state === 'locked' || state === 'unlocked');
  const bytes = state === 'locked' ? finalStates.locked : opened;
  return [lumiFinalState, moved ? [1, 0, 0, ...bytes] : undefined] as const;
}
