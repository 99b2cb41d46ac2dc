import type { Attribute } from '../../zcl/cluster.ts';
import type { ClusterCommand, ClusterHandler, CommandOutcome } from '../../zcl/cluster-handler.ts';
import { onOff } from '../../zcl/clusters/on-off.ts';
import type { ZclValue } from '../../zcl/data-types.ts';
import { hasAttribute } from '../../zcl/layout.ts';
import { type ZclStatus, zclStatus } from '../../zcl/status.ts';
import type { ZclServer } from '../../zcl/zcl-server.ts';
import type { PowerOnChoice, Switching } from '../behaviours/switching.ts';
import type { DeviceAssembly, NetworkActivity } from '../device-assembly.ts';

const { commands, attributes } = onOff;
const startUpChoices: Readonly<Record<number, PowerOnChoice>> = {
  0: 'off',
  1: 'on',
  2: 'toggle',
  255: 'previous',
};

/** On/Off (ZCL 3.8) over a switch; where the model serves StartUpOnOff, what it does when power comes back. */
export function serveOnOff(assembly: DeviceAssembly, endpointId: number, switching: Switching): void {
  if (hasAttribute(assembly.server.layout, endpointId, attributes.startUpOnOff)) {
    const remembered = startUpChoices[Number(assembly.server.get(endpointId, attributes.startUpOnOff))];
    if (remembered !== undefined) switching.powerOnChoice = remembered;
  }
  const part = new OnOffPart(assembly.server, endpointId, switching);
  switching.position.watch(() => part.start());
  assembly.whileInNetwork(part);
  assembly.server.handle(endpointId, onOff, part);
}

class OnOffPart implements ClusterHandler, NetworkActivity {
  readonly #server: ZclServer;
  readonly #endpointId: number;
  readonly #switching: Switching;

  constructor(server: ZclServer, endpointId: number, switching: Switching) {
    this.#server = server;
    this.#endpointId = endpointId;
    this.#switching = switching;
  }

  /** Shows how the switch stands. */
  start(): void {
    this.#server.set(this.#endpointId, attributes.onOff, this.#switching.on);
  }

  accepts(attribute: Attribute, value: ZclValue): ZclStatus {
    if (attribute !== attributes.startUpOnOff || startUpChoices[Number(value)] !== undefined) {
      return zclStatus.success;
    }
    return zclStatus.invalidValue;
  }

  written(attribute: Attribute, value: ZclValue): void {
    const choice = startUpChoices[Number(value)];
    if (attribute === attributes.startUpOnOff && choice !== undefined) this.#switching.powerOnChoice = choice;
  }

  command({ commandId, payload }: ClusterCommand): CommandOutcome {
    const switching = this.#switching;
    switch (commandId) {
      case commands.off:
        switching.turn(false, 'command');
        return zclStatus.success;
      case commands.on:
        switching.turn(true, 'command');
        return zclStatus.success;
      case commands.toggle:
        switching.turn(!switching.on, 'command');
        return zclStatus.success;
      case commands.offWithEffect:
        payload.uint16();
        switching.turn(false, 'command');
        return zclStatus.success;
      default:
        return zclStatus.unsupportedCommand;
    }
  }
}
