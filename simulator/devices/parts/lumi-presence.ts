import type { Timer } from '../../../src/common/clock.ts';
import { AttributeSource } from '../../zcl/attribute-values.ts';
import type { Attribute } from '../../zcl/cluster.ts';
import { basic } from '../../zcl/clusters/basic.ts';
import type { DeviceAssembly, NetworkActivity } from '../device-assembly.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
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
  const presence = new LumiPresence(assembly, options);
  assembly.server.provide(endpointId, options.attribute, presence);
  assembly.whileInNetwork(presence);
}

class LumiPresence extends AttributeSource implements NetworkActivity, Repeated {
  readonly #assembly: DeviceAssembly;
  readonly #attribute: Attribute;
  readonly #tags: () => readonly LumiTag[];
  readonly #meanMs: number;
  readonly #heartbeat: RepeatingTimer;
  #modelReport: Timer | undefined;
  #firstHeartbeat: Timer | undefined;

  constructor(assembly: DeviceAssembly, { attribute, everyMs, tags }: LumiPresenceOptions) {
    super();
    const { clock, settings } = assembly.context;
    const { reportEveryMs } = settings;
    this.#assembly = assembly;
    this.#attribute = attribute;
    this.#tags = tags;
    this.#meanMs = reportEveryMs === undefined ? everyMs : reportEveryMs * reportsPerHeartbeat;
    this.#heartbeat = new RepeatingTimer(clock, this);
  }

  start(): void {
    const { server } = this.#assembly;
    const { clock } = this.#assembly.network();
    const { modelId, applicationVersion } = basic.attributes;
    this.#modelReport = clock.setTimer(modelReportMs, () => {
      this.#modelReport = undefined;
      server.report(endpointId, [modelId, applicationVersion]);
    });
    this.#firstHeartbeat = clock.setTimer(firstHeartbeatMs, () => {
      this.#firstHeartbeat = undefined;
      this.repeat();
    });
    this.#heartbeat.start();
  }

  stop(): void {
    this.#modelReport?.cancel();
    this.#firstHeartbeat?.cancel();
    this.#heartbeat.stop();
  }

  attributeValue(): Buffer {
    return encodeLumiTags(this.#tags());
  }

  repeatAfterMs(): number {
    return this.#meanMs * (0.95 + 0.1 * this.#assembly.context.random.next());
  }

  repeat(): void {
    this.#assembly.server.report(endpointId, [this.#attribute]);
  }
}
