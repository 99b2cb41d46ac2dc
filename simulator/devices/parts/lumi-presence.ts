import type { Timer } from '../../../src/common/clock.ts';
import type { Attribute } from '../../zcl/cluster.ts';
import { basic } from '../../zcl/clusters/basic.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import { RepeatingTimer } from '../repeating-timer.ts';
import { encodeLumiTags, type LumiTag } from './lumi-tags.ts';

/** A battery device's heartbeat comes about every 50 minutes, a mains device's every 5. */
export const batteryHeartbeatMs = 50 * 60_000;
export const mainsHeartbeatMs = 5 * 60_000;
/** A device that is told to report often beats once for so many reports. */
const reportsPerHeartbeat = 6;
/** After it came into the network, by the network's time: the announcement first, then the heartbeat. */
const modelReportMs = 50;
const firstHeartbeatMs = 1_500;

const endpointId = 1;

export interface LumiPresenceOptions {
  /** Where the tags go: Basic's 0xFF01, or the private cluster's 0x00F7. */
  attribute: Attribute;
  everyMs: number;
  tags: () => readonly LumiTag[];
}

/**
 * How a Lumi device makes itself known: once in the network it reports its model without being asked, and from then
 * on sends a heartbeat with all that it has to say.
 */
export function announceAsLumi(assembly: DeviceAssembly, options: LumiPresenceOptions): void {
  const { context, server } = assembly;
  const { attribute } = options;
  const reportEveryMs = context.settings.reportEveryMs;
  const everyMs = reportEveryMs === undefined ? options.everyMs : reportEveryMs * reportsPerHeartbeat;
  const beat = () => server.report(endpointId, [attribute]);
  const heartbeat = new RepeatingTimer(
    context.clock,
    () => everyMs * (0.95 + 0.1 * context.random.next()),
    beat,
  );
  let timers: Timer[] = [];
  server.provide(endpointId, attribute, () => encodeLumiTags(options.tags()));
  assembly.whileInNetwork({
    start: () => {
      const { clock } = assembly.network();
      const { modelId, applicationVersion } = basic.attributes;
      timers = [
        clock.setTimer(modelReportMs, () => server.report(endpointId, [modelId, applicationVersion])),
        clock.setTimer(firstHeartbeatMs, beat),
      ];
      heartbeat.start();
    },
    stop: () => {
      for (const timer of timers) timer.cancel();
      heartbeat.stop();
    },
  });
}
