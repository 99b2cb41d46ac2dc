import type { Controller, Models } from 'zigbee-herdsman';
import type { BindingFindings } from '../../devices/command-findings.ts';
import type { Binding } from '../../devices/radio-operation.ts';
import { RadioError } from './radio.ts';
import { clusterNamed, clusterNameOf, endpointNumbered } from './zcl-names.ts';
import { readTable } from './zdo-table.ts';

type Device = Models.Device;
type Row = BindingFindings['bindings'][number];

/** Asks a device for its binding table. */
export async function readBindings(controller: Controller, device: Device): Promise<BindingFindings> {
  const coordinator = controller.getDevicesByType('Coordinator')[0]?.ieeeAddr;
  const rows = await readTable(controller, device, 'bindings');
  return {
    type: 'bindings',
    bindings: rows.map(({ sourceEndpoint, clusterId, destAddrMode, dest, destEndpoint }) => ({
      endpointId: sourceEndpoint,
      clusterId,
      cluster: clusterNameOf(device, clusterId),
      target: targetOf(destAddrMode, dest, destEndpoint, coordinator),
    })),
  };
}

/** Binds or unbinds, and asks the device what it has of it now. */
export async function writeBinding(
  controller: Controller,
  device: Device,
  binding: Binding,
  how: 'bind' | 'unbind',
): Promise<BindingFindings> {
  const endpoint = endpointNumbered(device, binding.endpointId);
  const { ID } = clusterNamed(device, binding.cluster);
  const target = resolveTarget(controller, binding);
  if (how === 'bind') await endpoint.bind(ID, target);
  // Also one that only the device knows of.
  else await endpoint.unbind(ID, target, true);
  return await readBindings(controller, device);
}

function resolveTarget(controller: Controller, { target }: Binding): Models.Endpoint | number {
  switch (target.type) {
    case 'group':
      return target.groupId;
    case 'coordinator': {
      const endpoint = controller.getDevicesByType('Coordinator')[0]?.endpoints[0];
      if (!endpoint) throw new Error('the coordinator has no endpoint');
      return endpoint;
    }
    case 'device': {
      const other = controller.getDeviceByIeeeAddr(target.ieeeAddress);
      if (other) return endpointNumbered(other, target.endpointId);
      throw new RadioError({
        reason: 'unknown-device',
        detail: `${target.ieeeAddress} is not joined to this hub.`,
      });
    }
  }
}

/** Zigbee specification r22, 2.4.4.3.4: mode 1 is a group, mode 3 a device. */
function targetOf(
  mode: number,
  dest: number | string,
  endpointId: number | undefined,
  coordinator: string | undefined,
): Row['target'] {
  if (mode === 1) return { type: 'group', groupId: Number(dest) };
  const type = dest === coordinator ? 'coordinator' : 'device';
  return { type, ieeeAddress: String(dest), ...(endpointId !== undefined && { endpointId }) };
}
