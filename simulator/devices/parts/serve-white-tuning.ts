import type { ByteReader } from '../../zcl/byte-reader.ts';
import type { ClusterCommand } from '../../zcl/cluster-handler.ts';
import { colorControl } from '../../zcl/clusters/color-control.ts';
import { hasAttribute } from '../../zcl/layout.ts';
import { type ZclStatus, zclStatus } from '../../zcl/status.ts';
import type { Switching } from '../behaviours/switching.ts';
import type { WhiteTuning } from '../behaviours/white-tuning.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import { executesWhileOff } from './execute-if-off.ts';
import { tenthsOf, transitionMs } from './transition-time.ts';

const { commands, attributes } = colorControl;
/** Move and step modes (ZCL 5.2.2.3.21). */
const modes = { stop: 0, up: 1, down: 3 } as const;

/** Color Control (ZCL 5.2) over a lamp of adjustable white. */
export function serveWhiteTuning(
  assembly: DeviceAssembly,
  endpointId: number,
  tuning: WhiteTuning,
  switching: Switching,
): void {
  const { server } = assembly;
  const show = () => server.set(endpointId, attributes.colorTemperature, tuning.colorTemperature.value);
  tuning.colorTemperature.watch(show);
  assembly.whileInNetwork({ start: show });
  server.provide(endpointId, attributes.remainingTime, () => tenthsOf(tuning.remainingMs));
  if (hasAttribute(server.layout, endpointId, attributes.startUpColorTemperature)) {
    tuning.startUpMireds = Number(server.get(endpointId, attributes.startUpColorTemperature));
  }
  server.handle(endpointId, colorControl, {
    written: (attribute, value) => {
      if (attribute === attributes.startUpColorTemperature) tuning.startUpMireds = Number(value);
    },
    command: (command) => {
      const options = Number(server.get(endpointId, attributes.options));
      return execute(command, tuning, switching, options);
    },
  });
}

function execute(
  { commandId, payload }: ClusterCommand,
  tuning: WhiteTuning,
  switching: Switching,
  options: number,
): ZclStatus {
  const act = decode(commandId, payload, tuning);
  if (act === undefined) return zclStatus.invalidField;
  if (switching.on || executesWhileOff(options, payload)) act();
  return zclStatus.success;
}

/** What the command does, once all of it has been read; undefined if a field has no meaning. */
function decode(commandId: number, payload: ByteReader, tuning: WhiteTuning): (() => void) | undefined {
  switch (commandId) {
    case commands.moveToColorTemperature: {
      const mireds = payload.uint16();
      const durationMs = transitionMs(payload.uint16());
      return () => tuning.moveTo(mireds, durationMs);
    }
    case commands.moveColorTemperature: {
      const mode = payload.uint8();
      const rate = payload.uint16();
      const minimum = payload.uint16();
      const maximum = payload.uint16();
      if (mode === modes.stop) return () => tuning.hold();
      if ((mode !== modes.up && mode !== modes.down) || rate === 0) return undefined;
      return () => tuning.move(mode === modes.up ? rate : -rate, minimum, maximum);
    }
    case commands.stepColorTemperature: {
      const mode = payload.uint8();
      const size = payload.uint16();
      const durationMs = transitionMs(payload.uint16());
      const minimum = payload.uint16();
      const maximum = payload.uint16();
      if (mode !== modes.up && mode !== modes.down) return undefined;
      return () => tuning.step(mode === modes.up ? size : -size, durationMs, minimum, maximum);
    }
    default:
      return () => tuning.hold();
  }
}
