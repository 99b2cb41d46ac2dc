import type { ByteReader } from '../../zcl/byte-reader.ts';
import type { ClusterCommand } from '../../zcl/cluster-handler.ts';
import { levelControl } from '../../zcl/clusters/level-control.ts';
import { hasAttribute } from '../../zcl/layout.ts';
import { type ZclStatus, zclStatus } from '../../zcl/status.ts';
import { type Dimming, levelMax } from '../behaviours/dimming.ts';
import type { Switching } from '../behaviours/switching.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import { executesWhileOff } from './execute-if-off.ts';
import { tenthsOf, transitionMs } from './transition-time.ts';

const { commands, attributes } = levelControl;
/** The commands with the switch tied are these much above those without (ZCL 3.10.2.3). */
const withSwitchOffset = commands.moveToLevelWithOnOff - commands.moveToLevel;
const directionUp = 0;
const directionDown = 1;
/** "As fast as it can." */
const rateFastest = 0xff;

/** Level Control (ZCL 3.10) over a dimmer. */
export function serveLevel(
  assembly: DeviceAssembly,
  endpointId: number,
  dimming: Dimming,
  switching: Switching,
): void {
  const { server } = assembly;
  const show = () => server.set(endpointId, attributes.currentLevel, dimming.brightness.value);
  dimming.brightness.watch(show);
  assembly.whileInNetwork({ start: show });
  server.provide(endpointId, attributes.remainingTime, () => tenthsOf(dimming.remainingMs));
  if (hasAttribute(server.layout, endpointId, attributes.startUpCurrentLevel)) {
    dimming.startUpLevel = Number(server.get(endpointId, attributes.startUpCurrentLevel));
  }
  server.handle(endpointId, levelControl, {
    written: (attribute, value) => {
      if (attribute === attributes.startUpCurrentLevel) dimming.startUpLevel = Number(value);
    },
    command: (command) => {
      const options = Number(server.get(endpointId, attributes.options));
      return execute(command, dimming, switching, options);
    },
  });
}

function execute(
  { commandId, payload }: ClusterCommand,
  dimming: Dimming,
  switching: Switching,
  options: number,
): ZclStatus {
  const withSwitch = commandId >= withSwitchOffset;
  const act = decode(withSwitch ? commandId - withSwitchOffset : commandId, payload, dimming, withSwitch);
  if (act === undefined) return zclStatus.invalidField;
  if (withSwitch || switching.on || executesWhileOff(options, payload)) act();
  return zclStatus.success;
}

/** What the command does, once all of it has been read; undefined if a field has no meaning. */
function decode(
  commandId: number,
  payload: ByteReader,
  dimming: Dimming,
  withSwitch: boolean,
): (() => void) | undefined {
  switch (commandId) {
    case commands.moveToLevel: {
      const level = payload.uint8();
      const durationMs = transitionMs(payload.uint16());
      return level > levelMax ? undefined : () => dimming.moveTo(level, durationMs, withSwitch);
    }
    case commands.move: {
      const direction = payload.uint8();
      const rate = payload.uint8();
      if (direction !== directionUp && direction !== directionDown) return undefined;
      const levelsPerSecond = rate === rateFastest ? levelMax : rate;
      // A rate of 0 moves nothing (ZCL 3.10.2.3.2.2).
      if (levelsPerSecond === 0) return () => dimming.hold();
      return () => dimming.move(direction === directionUp ? levelsPerSecond : -levelsPerSecond, withSwitch);
    }
    case commands.step: {
      const direction = payload.uint8();
      const size = payload.uint8();
      const durationMs = transitionMs(payload.uint16());
      if (direction !== directionUp && direction !== directionDown) return undefined;
      return () => dimming.step(direction === directionUp ? size : -size, durationMs, withSwitch);
    }
    default:
      return () => dimming.hold();
  }
}
