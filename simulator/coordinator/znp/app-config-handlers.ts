import { type appConfigCommands, indications } from './mt-commands.ts';
import type { MtHandlers } from './mt-handlers.ts';
import type { ZnpDevice } from './znp-device.ts';
import { deviceStates, znpStatus } from './znp-status.ts';

/** Base device behaviour: commissioning modes (`bdb_interface.h`). */
const modes = { initialisation: 0x00, networkFormation: 0x04 } as const;

/** What a commissioning notification says (`bdb_interface.h`). */
const outcomes = { success: 0x00, formationFailure: 0x08 } as const;

/** Commissioning of the stick itself. */
export function createAppConfigHandlers(device: ZnpDevice): MtHandlers<typeof appConfigCommands> {
  const notify = (status: number, mode: number) => {
    device.line.indicate(indications.commissioning, { status, mode, remainingModes: 0 });
  };
  return {
    setJoinUsesInstallCode: () => ({ status: znpStatus.success }),
    // The simulated trust centre lets everyone in while the network is open; a code changes nothing.
    addInstallCode: () => ({ status: znpStatus.success }),
    startCommissioning({ mode }) {
      if (mode !== modes.networkFormation && mode !== modes.initialisation) {
        return { status: znpStatus.invalidParameter };
      }
      device.afterResponse(() => {
        const isUp = device.coordinator.running || device.resume();
        if (!isUp && mode === modes.initialisation) {
          notify(outcomes.formationFailure, mode);
          return;
        }
        if (!isUp) device.form();
        device.line.indicate(indications.stateChanged, { state: deviceStates.coordinator });
        notify(outcomes.success, mode);
      });
      return { status: znpStatus.success };
    },
    setChannel({ isPrimary, channels }) {
      if (isPrimary) device.channelMask = channels;
      return { status: znpStatus.success };
    },
    setRequireKeyExchange: () => ({ status: znpStatus.success }),
  };
}
