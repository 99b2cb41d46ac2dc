import { ByteWriter } from '../../zcl/byte-writer.ts';
import { doorLock, doorLockNotifications } from '../../zcl/clusters/door-lock.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { zclStatus } from '../../zcl/status.ts';
import { Battery } from '../behaviours/battery.ts';
import { Locking } from '../behaviours/locking.ts';
import type { DeviceModel } from '../device-model.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { standardBasic, standardSleeper } from './standard-common.ts';

/** Values of `lockState` (ZCL 7.3.2.2.1). */
const lockStates = { not_fully_locked: 0, locked: 1, unlocked: 2 } as const;
/** Sources and codes of operation events (ZCL 7.3.2.20.1). */
const sources = { remote: 1, knob: 2 } as const;
const codes = { locked: 1, unlocked: 2 } as const;
const noUser = 0xffff;
const { commands, attributes } = doorLock;

/** Yale's lock, by the standard: turned over the air, it tells who turned it. */
export const yaleYrd226: DeviceModel = {
  modelId: 'YRD226 TSDB',
  product: 'Yale YRD226HA2619',
  summary: 'Door lock, by the standard',
  ieeeAddressPrefix: '0x000d6fff',
  node: { ...standardSleeper(0x101d), sleepy: false },
  layout: defineLayout([
    {
      endpointId: 1,
      deviceId: 0x000a,
      servers: [
        standardBasic('Yale', 'YRD226 TSDB', 'battery'),
        serve(powerConfiguration, { batteryVoltage: 60, batteryPercentageRemaining: 200 }),
        serve(identify, { identifyTime: 0 }),
        serve(doorLock, {
          lockState: lockStates.unlocked,
          lockType: 0,
          actuatorEnabled: true,
          numberOfPinUsersSupported: 0,
          autoRelockTime: 0,
          soundVolume: 1,
        }),
      ],
      outputClusterIds: [0x000a, 0x0019],
    },
  ]),
  assemble(assembly) {
    const { context, server } = assembly;
    const lock = assembly.add(new Locking(context));
    serveIdentify(assembly, 1);
    serveBattery(assembly, 1, assembly.add(new Battery(context)));
    const show = () => server.set(1, attributes.lockState, lockStates[lock.position.value]);
    show();
    lock.position.watch(show);
    lock.onEvent = ({ kind, way, state }) => {
      if (kind !== 'moved' || (state !== 'locked' && state !== 'unlocked')) return;
      const source = way === 'remote' ? sources.remote : sources.knob;
      const event = new ByteWriter().uint8(source).uint8(codes[state]).uint16(noUser);
      // No code, no time, no data.
      const payload = event.uint8(0).uint32(0).uint8(0).toBuffer();
      server.notify(1, doorLock, doorLockNotifications.operationEvent, payload);
    };
    server.handle(1, doorLock, {
      command: ({ commandId }) => {
        const extend =
          commandId === commands.toggle ? lock.position.value !== 'locked' : commandId === commands.lockDoor;
        lock.run(extend, 'remote');
        if (commandId === commands.toggle) return zclStatus.success;
        return { commandId, payload: Buffer.of(zclStatus.success) };
      },
    });
  },
};
